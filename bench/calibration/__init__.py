"""How the estimates stand against published distributions and real incidents.

In: an edition, tests/cases/incidents.json, tests/cases/published.json. Out: what `make calibrate`
prints and tests/outlook/test_calibration.py holds. Nothing here is fitted to a single incident.
"""
