"""Many companies in one go (一括見積り): a file of profiles in, one row of figures for each out.

In the flow: `reading` cuts the file into rows, `running` keeps them in chunks that any number of
workers take from the queue, `estimating` makes of each what `manage.py estimate` would.
"""

from .reading import NotAPortfolio, Row, rows_of
from .running import QUEUE, Progress, begin, forget, progress, purge, results_of

__all__ = [
    "QUEUE",
    "NotAPortfolio",
    "Progress",
    "Row",
    "begin",
    "forget",
    "progress",
    "purge",
    "results_of",
    "rows_of",
]
