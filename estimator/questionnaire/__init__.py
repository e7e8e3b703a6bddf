"""The questionnaire (質問票): what we ask, in which order, and what the answers mean.

In the flow: first. Web forms and PROFILE.json share one key space; `answers.profile` turns it
into the `IncidentProfile` that the engine reads. Nothing here stores anything.
"""
