"""A release adds rows to an edition that is there: only on new subjects, and no yen moves."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from estimator import costbook_store
from estimator.costbook_store.tables import EVERY
from estimator.engine.calculate import estimate
from estimator.estimate import Estimate
from estimator.management.commands.load_editions import load
from estimator.models import Benchmark, Edition, UnitCost, triggers
from estimator.questionnaire import answers
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FOLDER = Path("fixtures")
CODES = ("2026-11", "jnsa-2021")
NEW = {  # what the second release brought
    f"estimator.{name}"
    for name in (
        "benchmark", "benchmarkvalue", "incidentrate", "paymenttiming", "paymentshare",
        "samplepolicy", "policyterm", "measure", "measurefigure", "standardtext",
    )
}  # fmt: skip
Entries = list[dict[str, Any]]


def entries_of(code: str) -> Entries:
    return json.loads((FOLDER / "editions" / f"{code}.json").read_text(encoding="utf-8"))


def earlier(code: str = "2026-11", without: Callable[[dict[str, Any]], bool] | None = None) -> None:
    """Load an edition as the release before this one had it."""
    left_out = without or (lambda entry: entry["model"] in NEW)
    load([entry for entry in entries_of(code) if not left_out(entry)])


def is_gift(entry: dict[str, Any]) -> bool:
    return entry["fields"].get("code") == "condolence_gift"


def rows(edition: str) -> dict[str, list[Any]]:
    return {
        table._meta.model_name: list(
            table.objects.filter(**{f"{table.edition_path}__code": edition}).order_by("pk").values()
        )
        for table in EVERY
    }


def estimates(code: str) -> list[Estimate]:
    """Estimate every example under an edition."""
    found = []
    for file in sorted((FOLDER / "examples").glob("*.json")):
        costs = costbook_store.load(code)
        profile = answers.profile(json.loads(file.read_text(encoding="utf-8")), costs)
        found.append(estimate(profile, costs, as_of=date(2026, 11, 21)))
    return found


@pytest.mark.parametrize("code", CODES)
def test_estimates_made_before_keep_their_yen(code: str) -> None:
    earlier(code)
    before = estimates(code)
    call_command("load_editions", verbosity=0)
    assert costbook_store.load(code).benchmarks
    assert estimates(code) == before


@pytest.mark.parametrize("code", CODES)
def test_what_was_there_stays_and_what_was_absent_comes(code: str) -> None:
    earlier(code)
    before = rows(code)
    call_command("load_editions", verbosity=0)
    after = rows(code)
    shipped = Counter(e["model"].partition(".")[2] for e in entries_of(code) if e["model"] in NEW)
    assert shipped["benchmarkvalue"] > 0
    assert {name for name in after if after[name] != before[name]} == set(shipped)
    assert {name: len(after[name]) for name in shipped} == shipped


def test_a_figure_that_differs_is_left_as_it_is() -> None:
    entries = entries_of("2026-11")
    gift = next(entry for entry in entries if is_gift(entry))
    gift["fields"]["typical"] = "700"
    load(entries)
    call_command("load_editions", verbosity=0)
    assert UnitCost.objects.get(edition__code="2026-11", code="condolence_gift").typical == 700


def test_a_subject_that_is_there_gets_no_further_row() -> None:
    def of_misdelivery(entry: dict[str, Any]) -> bool:
        of_type = entry["fields"].get("incident_type") == ["2026-11", "misdelivery"]
        return of_type and entry["model"] == "estimator.typicalanswer"

    earlier(without=of_misdelivery)
    before = rows("2026-11")
    call_command("load_editions", verbosity=0)
    assert rows("2026-11") == before


def test_with_new_rows_an_edition_has_another_identity() -> None:
    """Processes and reports that know it by the one before do not go on with it."""
    earlier(without=is_gift)
    before = dict(Edition.objects.values_list("code", "identity"))
    call_command("load_editions", verbosity=0)
    after = dict(Edition.objects.values_list("code", "identity"))
    call_command("load_editions", verbosity=0)
    assert after["2026-11"] != before["2026-11"]
    assert dict(Edition.objects.values_list("code", "identity")) == after


def test_a_unit_cost_of_its_own_comes_and_is_on_record() -> None:
    earlier(without=is_gift)
    call_command("load_editions", verbosity=0)
    row = UnitCost.objects.get(edition__code="2026-11", code="condolence_gift")
    (line,) = row.history.all()
    assert line.history_change_reason == "製品の更新で加わりました。"


def test_an_edition_drafted_here_under_the_same_code_is_left_alone() -> None:
    earlier("jnsa-2021")
    first = Edition.objects.get()
    own = costbook_store.copy_edition(first, "2026-11", by=people.analyst())
    call_command("load_editions", verbosity=0)
    assert not Benchmark.objects.filter(edition=own).exists()
    Edition.objects.filter(pk=own.pk).update(state="published", published_on="2027-05-01")
    call_command("load_editions", verbosity=0)
    assert not Benchmark.objects.filter(edition=own).exists()
    assert Benchmark.objects.filter(edition=first).exists()


def test_afterwards_the_database_refuses_as_before() -> None:
    earlier()
    call_command("load_editions", verbosity=0)
    assert triggers.missing(connection) == []
    with (
        pytest.raises(IntegrityError, match="read-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE estimator_benchmark SET position = 1")


def test_a_row_that_is_refused_takes_all_the_others_back(tmp_path: Path) -> None:
    earlier()
    entries = entries_of("2026-11")
    value = next(entry for entry in entries if entry["model"] == "estimator.benchmarkvalue")
    value["fields"]["value"] = "-1"
    (tmp_path / "2026-11.json").write_text(json.dumps(entries))
    with pytest.raises(IntegrityError):
        call_command("load_editions", folder=tmp_path, verbosity=0)
    assert not Benchmark.objects.exists()
    assert triggers.missing(connection) == []


def test_a_second_start_finds_nothing_to_do(django_assert_max_num_queries: Any) -> None:
    call_command("load_editions", verbosity=0)
    before = {code: rows(code) for code in CODES}
    with django_assert_max_num_queries(2 * (1 + len(EVERY))):
        call_command("load_editions", verbosity=0)
    assert {code: rows(code) for code in CODES} == before


@pytest.mark.django_db(transaction=True)
def test_the_triggers_step_aside_inside_a_transaction_only() -> None:
    with (
        pytest.raises(transaction.TransactionManagementError),
        triggers.lifted(connection),
    ):
        pass
