"""The workbook itself: what is locked, what is text, what a reader without a program sees."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from openpyxl import load_workbook

from estimator.presenters.report.values import report
from estimator.presenters.spreadsheet import workbook
from estimator.presenters.wording import Wording

HOSTILE = '=HYPERLINK("http://x")'
LAST_INPUT = 6  # the column of the high, from 1


@pytest.fixture
def written(make_meaning, costs):
    """Return a function that writes the changed example's workbook."""

    def write(**changed) -> bytes:
        made, meaning = make_meaning(**changed)
        return workbook(made, costs, Wording.in_force(), meaning)

    return write


@pytest.fixture
def book(written):
    """Return a function that opens it with its formulas."""
    return lambda **changed: load_workbook(BytesIO(written(**changed)))


def _cells(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_the_same_estimate_gives_the_same_bytes(written) -> None:
    assert written() == written()


def test_every_amount_of_a_line_is_a_formula_over_other_cells(book, make_estimate) -> None:
    sheet = book()["内訳"]
    rows = {row[8].value: row[3:6] for row in sheet.iter_rows()}
    for line in make_estimate().lines:
        assert all(cell.data_type == "f" for cell in rows[line.code])
        leaves = [leaf for leaf in line.formula.leaves() if leaf.origin != "chance"]
        assert not leaves or "数量と単価" in rows[line.code][2].value, line.code


def test_the_amounts_stand_beside_their_formulas(written, make_estimate) -> None:
    sheet = load_workbook(BytesIO(written()), data_only=True)["概要"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "想定損害額")
    amount = make_estimate().headline
    assert row[1:5] == (amount.low, amount.typical, amount.high, amount.typical)


def test_only_inputs_can_be_typed_over(book) -> None:
    opened = book()
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in opened)
    free = [cell for cell in _cells(opened) if not cell.protection.locked]
    assert {cell.parent.title for cell in free} == {"数量と単価"}
    assert all(cell.data_type == "n" and cell.column <= LAST_INPUT for cell in free)


def test_what_people_wrote_is_never_a_formula(book) -> None:
    texts = {"company_name": HOSTILE, "prepared_by": "+1", "case_note": "@SUM(A1)"}
    quote = {"label": "-2+3", "covers": ["forensics"], "amount_yen": 5}
    cells = _cells(book(**texts, own_quotes=[quote]))
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "+-@" and c.value]
    assert {cell.data_type for cell in risky} == {"s"}
    assert {"+1", "@SUM(A1)", "-2+3"} <= {cell.value for cell in risky}
    assert all(cell.quotePrefix for cell in risky)


def test_a_text_like_a_formula_is_stored_as_a_string(written) -> None:
    with ZipFile(BytesIO(written(company_name=HOSTILE))) as file:
        sheets = [file.read(name) for name in file.namelist() if "worksheets/" in name]
        strings = file.read("xl/sharedStrings.xml").decode()
    assert HOSTILE.replace('"', "&quot;") in strings or HOSTILE in strings
    assert not any(b"HYPERLINK" in sheet for sheet in sheets)


def test_an_open_end_is_an_empty_input_with_a_note(book) -> None:
    opened = book(own_quotes=[{"label": "見積", "covers": ["forensics"]}])
    sheet = opened["数量と単価"]
    row = next(row for row in sheet.iter_rows() if row[8].value == "own_quote:forensics")
    assert row[5].value is None
    assert not row[5].protection.locked
    assert "公表されていない" in row[5].comment.text


def test_sources_have_the_numbers_of_the_report(book, make_meaning, costs, wording) -> None:
    made, meaning = make_meaning()
    printed = report(made, costs, wording, meaning, method_address="").sources
    sheet = book()["出典"]
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]
    listed = [(row[0], row[1], row[4] or "") for row in rows]
    assert listed
    numbered = [(one.number, one.source.publisher, one.source.place) for one in printed]
    assert listed == numbered[: len(listed)]


def test_the_chances_of_a_choice_add_up(book) -> None:
    opened = book(hire_forensics=None, data_kind=None)
    sheet = opened["数量と単価"]
    rest = [c.value for c in sheet["E"] if isinstance(c.value, str) and c.value.startswith("=MAX")]
    assert rest
    assert all(text.startswith("=MAX(0,1-SUM(") for text in rest)


def test_it_prints_on_a4_across_one_page_wide(book) -> None:
    for sheet in book():
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == (None if sheet.title == "概要" else 0)
        assert sheet.freeze_panes


def test_amounts_are_written_as_in_japan_and_in_english_as_there(written) -> None:
    japanese = load_workbook(BytesIO(written()))
    assert japanese["概要"]["B13"].number_format == '#,##0"円"'
    with translation.override("en"):
        english = load_workbook(BytesIO(written()))
    assert english.sheetnames == ["Summary", "Breakdown", "Quantities and prices", "Sources",
                                  "Assumptions"]  # fmt: skip
    forms = {c.number_format for row in english["Summary"]["B1:D30"] for c in row}
    assert '"¥"#,##0' in forms
    assert '#,##0"円"' not in forms


def test_it_knows_whose_it_is_and_of_which_day(book) -> None:
    found = book(company_name="みほん精機", prepared_by="経理").properties
    assert (found.title, found.creator) == ("想定損害額（計算できる表）", "経理")
    assert f"{found.created:%Y-%m-%d}" == "2026-11-21"
