"""What begins like a formula stays a text."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from estimator.presenters.evidence.figure_tables import Table, as_json
from estimator.presenters.evidence.figure_workbook import workbook

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_never_a_formula(text: str) -> None:
    book = load_workbook(BytesIO(workbook([Table("t", ("note",), ((text,),))])))
    cell = book["t"]["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_a_number_stays_a_number() -> None:
    rows = ((Decimal("0.25"), 3, None, True),)
    book = load_workbook(BytesIO(workbook([Table("t", ("a", "b", "c", "d"), rows)])))
    assert [cell.value for cell in book["t"][2]] == [0.25, 3, None, True]


def test_a_character_no_sheet_may_hold_is_left_out() -> None:
    book = load_workbook(BytesIO(workbook([Table("t", ("a",), (("x\x0by",),))])))
    assert book["t"]["A2"].value == "xy"


def test_json_numbers_are_exact() -> None:
    table = Table("t", ("a", "b"), ((Decimal(3000000), Decimal("0.0001")),))
    assert as_json("e", [table]) == {"edition": "e", "t": [{"a": 3_000_000, "b": 0.0001}]}
