"""Figures to look at again: by the day of the last check, and by a newer edition of the source."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from estimator import costbook_store
from estimator.costbook_store.staleness import published_day, work
from estimator.models import Edition
from tests.factories import tables

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


def stale(edition: Edition) -> list[tuple[str, bool, str]]:
    rows = costbook_store.stale_rows(edition, today=TODAY)
    return [(row.table, row.is_overdue, row.newer) for row in rows]


@pytest.mark.parametrize(
    ("checked_on", "overdue"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)]
)
def test_after_twelve_months_a_row_is_overdue(checked_on: date, overdue: bool) -> None:
    row = tables.UnitCostFactory(checked_on=checked_on)
    assert bool(stale(row.edition)) is overdue


def test_when_a_figure_came_into_force_says_nothing_of_its_check() -> None:
    row = tables.UnitCostFactory(in_force_from=date(2004, 4, 1))
    assert stale(row.edition) == []


def test_a_published_distribution_grows_old_too() -> None:
    row = tables.BenchmarkFactory(checked_on=date(2026, 3, 1))
    assert stale(row.edition) == [("benchmark", True, "")]


def newer_source(published: str) -> list[tuple[str, bool, str]]:
    row = tables.UnitCostFactory()
    values = {"edition": row.edition, "publisher": "JNSA"}
    row.source = tables.SourceFactory(
        title="調査レポート 2021年版", published="2021-08-18", **values
    )
    row.save()
    tables.SourceFactory(title="調査レポート 第2版", published=published, **values)
    return stale(row.edition)


def test_a_newer_edition_of_the_source_is_named() -> None:
    newer = "JNSA「調査レポート 第2版」2024-02"
    assert newer_source("2024-02") == [("unitcost", False, newer)]


@pytest.mark.parametrize("published", ["2021", "2020-12", "", "近刊"])
def test_an_older_or_undated_one_is_not_newer(published: str) -> None:
    assert newer_source(published) == []


def test_another_publication_is_not_an_edition_of_it() -> None:
    assert work("JNSA", "調査レポート 第2版") != work("JNSA", "アンケート 第2版")
    assert work("JNSA", "調査レポート 第2版") != work("IPA", "調査レポート 第2版")


def test_a_printed_date_is_read_as_far_as_it_goes() -> None:
    assert published_day("２０２１-08-18（ver1.02 2021-09-10）") == (2021, 8, 18)
    assert published_day("2024年") == (2024,)


def test_an_analyst_may_mark_a_newer_edition_in_the_note() -> None:
    row = tables.TypicalAnswerFactory(note_ja="平均。新しい版：J9。")
    assert stale(row.edition) == [("typicalanswer", False, "J9")]


def told(*args: str) -> str:
    out = StringIO()
    call_command("stale_figures", *args, stdout=out)
    return out.getvalue()


def test_the_command_ends_well_while_every_figure_is_fresh(editions: None) -> None:
    assert told("--as-of=2026-11-21") == "2026-11: every figure is up to date\n"


def test_the_command_lists_the_rows_and_ends_with_1(capsys: object) -> None:
    edition = tables.UnitCostFactory(name_ja="名前", code="x").edition
    with pytest.raises(SystemExit) as ended:
        call_command("stale_figures", edition.code, "--as-of=2027-11-21")
    line = f"{edition.code}: 単価 名前（x・{edition.code}）: not checked since 2026-11-21\n"
    assert (ended.value.code, capsys.readouterr().out) == (1, line)


@pytest.mark.parametrize("codes", [["nowhere"], []])
def test_an_unknown_edition_is_another_kind_of_end(codes: list[str]) -> None:
    with pytest.raises(CommandError) as ended:
        told(*codes)
    assert ended.value.returncode == 2
