"""直前の変更: what one changed answer did to the figure, beside the offer to undo it.

In the flow: `Estimate` after the change and how far it moved -> texts for the result page.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..estimate import Estimate
from ..questionnaire.steps import STEPS, step
from . import labels
from .wording import Wording


@dataclass(frozen=True, slots=True)
class LastChange:
    """What components/result_changed.html prints."""

    step: str  # the title of the questions that were changed
    before: str  # the headline, yen; empty when it cannot be compared
    now: str
    move: str  # ＋620万円; empty when the headline stayed
    item: str  # the cost item that moved most the same way; empty when none stands out


def last_change(
    slug: str, estimate: Estimate, wording: Wording, *, move_yen: int | None, move_item: str
) -> LastChange | None:
    """Word the last change; None when it was no page of questions."""
    if slug not in (known.slug for known in STEPS):
        return None
    now = estimate.headline.typical
    return LastChange(
        step=str(step(slug).title),
        before="" if move_yen is None else wording.rounded(now - move_yen),
        now=wording.rounded(now),
        move=wording.move(move_yen) if move_yen else "",
        item=labels.item_name(move_item) if move_item in labels.ITEMS else "",
    )
