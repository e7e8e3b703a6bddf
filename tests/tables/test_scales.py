"""The steps of a scale start at 0, rise and join."""

from decimal import Decimal

import pytest

from estimator.models import ScaleBracket
from estimator.models.figures import bracket_messages


def step(above: int, rate: float = 0, addition: int = 0, **more: bool) -> ScaleBracket:
    return ScaleBracket(
        above=Decimal(above), rate=Decimal(str(rate)), addition=Decimal(addition), **more
    )


LAWYER = (step(0, 8), step(3_000_000, 5, 90_000), step(30_000_000, by_negotiation=True))
SEATS = (step(0), step(1_000, 0, 5), step(5_000, 0, 9))


@pytest.mark.parametrize("steps", [LAWYER, SEATS, LAWYER[::-1], (step(0, 5),)])
def test_published_tables_are_accepted(steps: tuple[ScaleBracket, ...]) -> None:
    assert bracket_messages(steps) == []


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((), "段が一つもありません。"),
        ((step(1), step(5, 0, 3)), "最初の段は0から始めてください。"),
        ((step(0, 8), step(3_000_000, 5)), "3,000,000 で段がつながっていません。"),
        ((step(0, 0, 5), step(10, 0, 5)), "10 で段がつながっていません。"),
        ((step(0, by_negotiation=True), step(10, 0, 5)), "10 で段がつながっていません。"),
    ],
)
def test_a_wrong_table_is_refused(steps: tuple[ScaleBracket, ...], message: str) -> None:
    assert str(bracket_messages(steps)[0]).startswith(message)
