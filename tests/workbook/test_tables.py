"""Every table of an edition has its sheet, and every field its column."""

from estimator.costbook_store import workbook
from estimator.costbook_store.tables import EVERY


def test_every_table_is_a_sheet_after_what_it_links_to() -> None:
    tables = [sheet.table for sheet in workbook.sheets()]
    assert set(tables) == set(EVERY)
    for place, sheet in enumerate(workbook.sheets()):
        linked = {c.field.related_model for c in sheet.columns if c.field.many_to_one}
        assert linked <= set(tables[:place])


def test_headings_are_different_and_complete() -> None:
    for sheet in workbook.sheets():
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings)
        fields = {f.name for f in sheet.table._meta.fields} - {"id", "edition"}
        assert {column.name for column in sheet.columns} == fields


def test_a_sheet_is_found_by_its_title_and_by_the_name_of_its_table() -> None:
    for sheet in workbook.sheets():
        assert workbook.sheet_named(sheet.title) is sheet
        assert workbook.sheet_named(sheet.name.upper()) is sheet
    assert workbook.sheet_named("メモ") is None
