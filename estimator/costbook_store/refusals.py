"""Everything that stands in the way of publishing an edition, all at once and each with its row.

In the flow: the page 影響 and the button that publishes. To what is wrong with the edition itself
comes what no single edition shows: a unit or currency that differs from the edition before.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..costbook.difference import MEASURES, RowChange
from ..models import Edition
from .checking import Problem, problems
from .comparing import difference


def refusals(edition: Edition, *, against: Edition | None = None) -> list[Problem]:
    """Collect the problems of an edition and the units it changes against another one."""
    found = problems(edition)
    if against is None or against.pk == edition.pk:
        return found
    compared = difference(against.code, edition.code, with_drafts=True)
    changed = (change for change in compared.changes if change.has_new_measure)
    return [*found, *(problem for change in changed for problem in _measures(change))]


def _measures(change: RowChange) -> Iterator[Problem]:
    """A code keeps its unit through all editions: the engine reads the figure by its code."""
    text = _(
        "%(field)sが「%(old)s」から「%(new)s」に変わっています。別のコードの行にしてください。"
    )
    place = f"{change.row.table_name} {change.row.names[0]}（{'・'.join(change.row.key)}）"
    for pair in change.changes:
        if pair.after.name in MEASURES:
            words = {"field": pair.after.label, "old": pair.before.text, "new": pair.after.text}
            yield Problem(place, text % words, change.row.table, change.row.pk)
