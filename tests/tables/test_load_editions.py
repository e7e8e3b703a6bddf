"""Loading the shipped editions: only absent ones, whole, and never over an analyst's choice."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from estimator import costbook_store
from estimator.management.commands.load_editions import edition_code, load
from estimator.models import Edition, UnitCost
from tests.factories import people, tables

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_fresh_database_gets_both_editions_and_a_default() -> None:
    call_command("load_editions", verbosity=0)
    assert set(Edition.objects.values_list("code", flat=True)) == {"2026-11", "jnsa-2021"}
    assert costbook_store.default_code() == "2026-11"


def test_an_edition_that_is_there_is_left_alone(editions: None) -> None:
    before = list(UnitCost.objects.values())
    call_command("load_editions", verbosity=0)
    assert list(UnitCost.objects.values()) == before


def test_an_edition_of_the_analysts_survives_and_stays_the_default(editions: None) -> None:
    copy = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    costbook_store.publish(copy, by=people.publisher(), summary="改定")
    call_command("load_editions", verbosity=0)
    assert costbook_store.default_code() == "2027-05"
    assert Edition.objects.count() == 3


def test_a_default_that_is_set_is_kept() -> None:
    own = tables.published(tables.EditionFactory(), default=True)
    call_command("load_editions", verbosity=0)
    assert Edition.objects.default() == own


def test_a_broken_fixture_leaves_nothing_behind(tmp_path: Path) -> None:
    good = [{"model": "estimator.edition", "fields": {"code": "x", "title_ja": "x"}}]
    bad = {"model": "estimator.source", "fields": {"edition": ["nowhere"], "code": "S0"}}
    (tmp_path / "x.json").write_text(json.dumps([*good, bad]))
    with pytest.raises(Exception, match=r"nowhere|Edition"):
        call_command("load_editions", folder=tmp_path)
    assert not Edition.objects.exists()


def test_a_fixture_holds_one_edition() -> None:
    with pytest.raises(ValueError, match="one edition"):
        edition_code([])


def test_the_shipped_files_are_loaded_with_their_rows() -> None:
    file = Path("fixtures/editions/jnsa-2021.json")
    entries = json.loads(file.read_text(encoding="utf-8"))
    load(entries)
    rows = sum(1 for entry in entries if entry["model"] == "estimator.unitcost")
    assert UnitCost.objects.count() == rows
