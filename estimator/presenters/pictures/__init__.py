"""Pictures as SVG, drawn by ourselves: the same on the page and in the report."""

from .bars import Bar, category_bars, row_bar
from .cash_curve import Balances, Mark, cash_curve
from .columns import Band, columns
from .exceedance import Curve, Limit, exceedance
from .range_bar import Span, range_bar
from .ruler import Reading, Step, ruler
from .shapes import Words
from .side_by_side import Cluster, Reach, clusters, reaches
from .tornado import Swing, tornado

__all__ = [
    "Balances",
    "Band",
    "Bar",
    "Cluster",
    "Curve",
    "Limit",
    "Mark",
    "Reach",
    "Reading",
    "Span",
    "Step",
    "Swing",
    "Words",
    "cash_curve",
    "category_bars",
    "clusters",
    "columns",
    "exceedance",
    "range_bar",
    "reaches",
    "row_bar",
    "ruler",
    "tornado",
]
