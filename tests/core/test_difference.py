"""Two editions side by side: which rows are the same row, and what differs in them."""

from datetime import date
from decimal import Decimal

import pytest

from estimator.costbook.difference import Cell, Kind, Row, Value, compare


def row(key: str = "pc", **values: Value) -> Row:
    cells = tuple(Cell(name, name, value) for name, value in values.items())
    return Row("unitcost", "単価", (key,), (key, key), cells, pk=1)


def test_equal_rows_do_not_differ() -> None:
    found = compare([row(typical=Decimal(1))], [row(typical=Decimal(1))])
    assert (found.changes, found.unchanged, found.checked_again) == ((), 1, 0)


def test_a_row_of_one_edition_only_was_added_or_removed() -> None:
    found = compare([row("old")], [row("new")])
    assert [(c.kind, c.row.key) for c in found.changes] == [
        (Kind.ADDED, ("new",)),
        (Kind.REMOVED, ("old",)),
    ]


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [
        (Decimal(100), Decimal(120), Decimal("20.0")),
        (Decimal(3), Decimal(2), Decimal("-33.3")),
        (Decimal(0), Decimal(2), None),
        (None, Decimal(2), None),
        ("a", "b", None),
    ],
)
def test_a_change_says_by_how_much(before: Value, after: Value, percent: Decimal | None) -> None:
    (change,) = compare([row(typical=before)], [row(typical=after)]).changes
    assert change.changes[0].percent == percent


def test_a_row_that_was_only_checked_again_is_counted_apart() -> None:
    found = compare([row(checked_on=date(2025, 1, 1))], [row(checked_on=date(2026, 1, 1))])
    assert (found.changes, found.unchanged, found.checked_again) == ((), 0, 1)


def test_a_new_source_and_a_new_unit_are_told_apart() -> None:
    before = [row("a", source="S0", unit="yen"), row("b", source="S0", unit="yen")]
    after = [row("a", source="J1", unit="yen"), row("b", source="S0", unit="percent")]
    found = {change.row.key[0]: change for change in compare(before, after).changes}
    assert (found["a"].has_new_source, found["a"].has_new_measure) == (True, False)
    assert (found["b"].has_new_source, found["b"].has_new_measure) == (False, True)
