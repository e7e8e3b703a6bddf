"""A difference in words: figures with every digit, percentages, sources, long texts apart."""

from decimal import Decimal
from typing import Any

import pytest

from estimator.costbook.difference import Cell, Row, Value, compare
from estimator.presenters.editions.difference import DifferenceView, RowView, difference_view
from estimator.presenters.wording import Wording

NAMES = ("PCの入替", "Replacing a PC")


def row(name: str, value: Value, **values: Any) -> Row:
    cell = Cell(name, "項目", value, **values)
    return Row("unitcost", "単価", ("pc_replace",), NAMES, (cell,), pk=1)


def shown(before: list[Row], after: list[Row]) -> DifferenceView:
    wording = Wording.in_force()
    return difference_view(compare(before, after), old="a", new="b", wording=wording)


def only_row(before: list[Row], after: list[Row]) -> RowView:
    ((found,),) = [table.rows for table in shown(before, after).tables]
    return found


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        (1_700_000, 1_870_001, "yen_per_seat_month", ("1,700,000円/席・月", "1,870,001円/席・月")),
        ("2.5", "2.4999", "percent", ("2.5%", "2.4999%")),
        ("108.9", "157.25", "yen_per_usd", ("108.9円/ドル", "157.25円/ドル")),
    ],
)
def test_figures_keep_every_digit(before: Any, after: Any, unit: str, words: tuple) -> None:
    old, new = (row("typical", Decimal(value), unit=unit) for value in (before, after))
    cell = only_row([old], [new]).cells[0]
    assert (cell.before, cell.after) == words


def test_a_rise_and_a_fall_carry_their_sign() -> None:
    old, new = row("typical", Decimal(100)), row("typical", Decimal(150))
    assert only_row([old], [new]).cells[0].change == "＋50.0%"
    assert only_row([new], [old]).cells[0].change == "▲33.3%"


def test_an_open_upper_end_is_written_as_such() -> None:
    open_end, closed = row("high", None, unit="yen"), row("high", Decimal(4), unit="yen")
    cell = only_row([open_end], [closed]).cells[0]
    assert (cell.before, cell.after, cell.change) == ("～", "4円", "")


def test_a_new_source_is_marked_and_leads_there() -> None:
    old = row("source", "S0", text="S0 甲")
    new = row("source", "J1", text="J1 乙", link="https://example.jp/")
    found = only_row([old], [new])
    assert found.new_source
    assert (found.cells[0].after, found.cells[0].link) == ("J1 乙", "https://example.jp/")


def test_an_added_row_has_one_side() -> None:
    found = only_row([], [row("typical", Decimal(3), unit="yen")])
    assert (found.kind_name, found.name, found.cells[0].only) == ("追加", "PCの入替", "3円")


def test_notes_stand_apart() -> None:
    found = only_row([row("note_ja", "旧")], [row("note_ja", "新")])
    assert (found.cells, found.notes[0].after) == ((), "新")


def test_two_equal_editions_are_called_equal() -> None:
    assert "ちがいはありません" in shown([row("typical", None)], [row("typical", None)]).sentence
