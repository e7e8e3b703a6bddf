"""Nothing is lost on the way out and in again, whatever a figure or a text looks like."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from estimator import costbook_store
from estimator.costbook_store import workbook
from estimator.costbook_store.workbook import text, values, writing
from estimator.models import Edition, Source, UnitCost
from tests.factories import tables
from tests.workbook.books import ONE_COST, ONE_SOURCE, SOURCE, book, cost, costs, problems

# What the columns of a database hold: no lone surrogates, no NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
# SQLite keeps 15 digits of a number, PostgreSQL all 20.
FIGURES = st.decimals(0, Decimal(10) ** 10, places=4)
QUIET = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def rows_of(edition: Edition) -> list[Any]:
    reading = workbook.read(workbook.to_workbook(edition))
    assert reading.problems == []
    return [(sheet.of.title, sheet.rows) for sheet in reading.sheets]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2026-11", "jnsa-2021"])
def test_an_edition_comes_back_whole(editions: None, blank: Edition, code: str) -> None:
    original = Edition.objects.get(code=code)
    assert problems(blank, workbook.to_workbook(original)) == []
    assert rows_of(blank) == rows_of(original)
    assert costbook_store.difference(code, blank.code, with_drafts=True).changes == ()
    assert costbook_store.problems(blank) == []


@pytest.mark.django_db
def test_an_edition_comes_back_whole_table_by_table(editions: None, blank: Edition) -> None:
    original = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    tables.outlook_rows(original)
    for sheet in workbook.sheets():
        assert problems(blank, workbook.to_csv(original, sheet), sheet.name) == []
    assert rows_of(blank) == rows_of(original)


@pytest.mark.parametrize(
    ("cell", "read"), [("1, 3", [1, 3]), (3, [3]), (10.0, [10]), ("１、２", [1, 2]), (None, [])]
)
def test_a_list_of_numbers_is_read_however_it_is_typed(cell: Any, read: list[int]) -> None:
    assert values.Numbers().clean(cell) == read
    assert values.Numbers().clean(values.Numbers().render(read)) == read


@pytest.mark.parametrize("cell", ["一", "1.5", 1.5, "1; 2"])
def test_what_is_no_list_of_numbers_is_refused(cell: Any) -> None:
    with pytest.raises(ValueError, match="番号の一覧ではありません"):
        values.Numbers().clean(cell)


@pytest.mark.django_db
def test_the_template_takes_figures_under_its_headings(blank: Edition) -> None:
    template = openpyxl.load_workbook(io.BytesIO(workbook.to_workbook(None)))
    template["出典"].append(ONE_SOURCE)
    file = io.BytesIO()
    template.save(file)
    assert problems(blank, file.getvalue()) == []
    assert Source.objects.get(edition=blank).publisher == "警察庁"


@QUIET
@given(TEXTS, TEXTS)
@example("=1+1", "'=1+1")
@example("_x0041_ \r\n\x01", "\t+-@")
@example(" 前後の空白 ", "＝ｃｍｄ")
@pytest.mark.django_db
def test_any_text_comes_back(blank: Edition, publisher: str, title: str) -> None:
    Source.objects.filter(edition=blank).delete()
    source = Source.objects.create(
        edition=blank, code="S1", publisher=f"p{publisher}", title=title or "t"
    )
    sheet = workbook.sheet_named("出典")
    assert sheet is not None
    for content in (workbook.to_workbook(blank), workbook.to_csv(blank, sheet)):
        (read,) = (s for s in workbook.read(content, csv_table="source").sheets if s.rows)
        assert read.rows[0][1][1:3] == [source.publisher, source.title]


@QUIET
@given(st.lists(FIGURES, min_size=3, max_size=3).map(sorted))
@example([Decimal("0.0001"), Decimal("12345678901.2345"), Decimal(10) ** 15])
@pytest.mark.django_db
def test_any_figure_comes_back(blank: Edition, figures: list[Decimal]) -> None:
    low, typical, high = figures
    row = cost(下限=str(low), 中心=str(typical), 上限=str(high))
    assert problems(blank, costs(row)) == []
    stored = UnitCost.objects.get(edition=blank)
    assert [stored.low, stored.typical, stored.high] == figures
    reading = workbook.read(workbook.to_workbook(blank))
    assert workbook.import_sheets(blank, reading, trial=True).changes == []


@given(TEXTS)
def test_a_text_is_never_a_formula_in_csv(value: str) -> None:
    written = text.to_csv(value)
    assert not text.looks_like_formula(written)
    assert text.from_csv(written) == value


@given(TEXTS)
def test_a_text_survives_xml(value: str) -> None:
    assert text.from_xlsx(text.to_xlsx(value)) == value


def test_a_number_longer_than_a_spreadsheet_keeps_is_written_as_text() -> None:
    exact = Decimal("1234567890123456.7891")
    sheet = openpyxl.Workbook(write_only=True).create_sheet()
    cell = writing.cell_of(sheet, exact)
    assert (cell.value, cell.data_type) == ("1234567890123456.7891", "s")
    assert values.Number().clean(cell.value) == exact


@pytest.mark.django_db
def test_no_cell_of_a_workbook_is_a_formula(blank: Edition) -> None:
    Source.objects.create(edition=blank, code="S1", publisher="=HYPERLINK()", title="@x")
    made = openpyxl.load_workbook(io.BytesIO(workbook.to_workbook(blank)))
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert made["出典"]["B2"].value == "=HYPERLINK()"
    assert made["出典"]["B2"].quotePrefix


@pytest.mark.django_db
def test_no_cell_of_a_csv_begins_as_a_formula(blank: Edition) -> None:
    Source.objects.create(edition=blank, code="S1", publisher="=HYPERLINK()", title="-1+1")
    sheet = workbook.sheet_named("source")
    assert sheet is not None
    rows = list(csv.reader(io.StringIO(workbook.to_csv(blank, sheet).decode("utf-8-sig"))))
    assert rows[1][1:3] == ["'=HYPERLINK()", "'-1+1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "read"),
    [("１２，０００", 12_000), ("12,000", 12_000), (" 12000 ", 12_000), (12000.0, 12_000)],
)
def test_numbers_as_people_write_them(blank: Edition, written: Any, read: int) -> None:
    assert problems(blank, costs(cost(中心=written, 上限=None))) == []
    assert UnitCost.objects.get(edition=blank).typical == read


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    ["2026-11-01", "2026/11/1", "2026年11月1日", "２０２６－１１－０１", date(2026, 11, 1)],
)
def test_dates_as_people_write_them(blank: Edition, written: Any) -> None:
    assert problems(blank, costs(cost(最終確認日=written))) == []
    assert UnitCost.objects.get(edition=blank).checked_on == date(2026, 11, 1)


@pytest.mark.django_db
def test_codes_and_names_of_choices_are_both_read(blank: Edition) -> None:
    assert problems(blank, costs(cost(単位="yen"), cost(コード="b", 単位="円／人"))) == []
    units = UnitCost.objects.filter(edition=blank).order_by("code").values_list("unit", flat=True)
    assert list(units) == ["yen_per_person", "yen"]


@pytest.mark.django_db
def test_a_column_that_is_left_out_stays_as_it_is(blank: Edition) -> None:
    assert problems(blank, costs(ONE_COST)) == []
    assert problems(blank, book(単価=[("コード", "従業員規模", "中心"), ("legal", "", 2.5)])) == []
    row = UnitCost.objects.get(edition=blank)
    assert (row.low, row.typical, row.name_ja) == (1, Decimal("2.5"), "弁護士")


@pytest.mark.django_db
def test_missing_rows_stay_unless_removal_is_asked_for(blank: Edition) -> None:
    other = ("S2", "総務省", "調査", "2026", "")
    assert problems(blank, book(出典=[SOURCE, ONE_SOURCE, other])) == []
    reading = workbook.read(book(出典=[SOURCE, ONE_SOURCE]))
    assert workbook.import_sheets(blank, reading, trial=False).changes == []
    terms = workbook.Terms(remove_missing=True)
    outcome = workbook.import_sheets(blank, reading, trial=False, terms=terms)
    assert [(change.kind, change.row) for change in outcome.changes] == [("removed", "S2")]
    assert Source.objects.get(edition=blank).code == "S1"


@pytest.mark.django_db
def test_a_row_in_use_cannot_be_removed(blank: Edition) -> None:
    assert problems(blank, costs(ONE_COST)) == []
    reading = workbook.read(book(出典=[SOURCE, ("S2", "総務省", "調査", "", "")]))
    terms = workbook.Terms(remove_missing=True)
    outcome = workbook.import_sheets(blank, reading, trial=False, terms=terms)
    assert ["使われている" in problem.what for problem in outcome.problems] == [True]
    assert Source.objects.get(edition=blank).code == "S1"
