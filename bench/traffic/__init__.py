"""What visitors do to a running site, measured: a load, beside a bare framework, with reports.

Each script starts a site of its own on a free port of 127.0.0.1, with an own folder and database,
and ends it again. Nothing leaves the machine.
"""
