"""Rows of two editions out of the tables: every kind of row, one query for each table."""

from decimal import Decimal

import pytest

from estimator import costbook_store
from estimator.costbook.difference import Difference, Kind
from estimator.costbook_store.comparing import COMPARED
from estimator.models import BenchmarkValue, Edition, PaymentShare, ScaleBracket
from tests.factories import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editions: None) -> Edition:
    return costbook_store.copy_edition(Edition.objects.default(), "2027-05")


def compared() -> Difference:
    return costbook_store.difference("2026-11", "2027-05", with_drafts=True)


def test_a_copy_differs_in_nothing(draft: Edition) -> None:
    found = compared()
    rows = sum(table.objects.filter(**{table.edition_path: draft}).count() for table in COMPARED)
    assert (found.changes, found.checked_again, found.unchanged) == ((), 0, rows)


def test_a_changed_figure_is_found_with_its_percentage(draft: Edition) -> None:
    draft.unitcost_rows.filter(code="call_center_seat_month").update(typical=1_870_000)
    (change,) = compared().changes
    assert (change.row.table, change.row.key) == ("unitcost", ("call_center_seat_month",))
    (cell,) = change.changes
    assert (cell.before.value, cell.percent) == (Decimal(1_700_000), Decimal("10.0"))
    assert cell.after.unit == "yen_per_seat_month"


def test_a_step_of_a_scale_is_a_row(draft: Edition) -> None:
    steps = ScaleBracket.objects.filter(scale__edition=draft, scale__code="attorney_retainer")
    steps.filter(above=0).update(addition=5)
    (change,) = compared().changes
    assert change.row.key == ("attorney_retainer", "0")


def test_a_value_of_a_distribution_is_a_row(draft: Edition) -> None:
    values = BenchmarkValue.objects.filter(benchmark__edition=draft)
    values.filter(benchmark__code="npa_cost_2025", position=1).update(value=20)
    (change,) = compared().changes
    assert (change.row.table, change.row.key) == ("benchmarkvalue", ("npa_cost_2025", "1"))
    assert change.row.names[0].endswith("100万円未満")
    assert (change.changes[0].percent, change.changes[0].after.unit) == (25, "organisations")


PARTS_CHANGED = {
    "payment_share": ("paymentshare", "percent", ("initial", "1"), "percent"),
    "benchmark_value": ("benchmarkvalue", "value", ("ipa_loss_2024", "1"), "yen"),
}


@pytest.mark.parametrize("part", PARTS_CHANGED)
def test_a_part_is_compared_under_the_name_of_its_whole(draft: Edition, part: str) -> None:
    table, field, key, unit = PARTS_CHANGED[part]
    owner = {"paymentshare": "timing", "benchmarkvalue": "benchmark"}[table]
    rows = {"paymentshare": PaymentShare, "benchmarkvalue": BenchmarkValue}[table].objects
    found = rows.filter(**{f"{owner}__edition": draft, f"{owner}__code": key[0]}).order_by("pk")
    rows.filter(pk=found[0].pk).update(**{field: 1})
    (change,) = compared().changes
    assert (change.row.table, change.row.key) == (table, key)
    assert change.row.names[0].startswith(getattr(found[0], owner).name_ja)
    assert change.changes[0].after.unit == unit


def test_a_rate_is_named_by_its_type_and_size(draft: Edition) -> None:
    rows = draft.incidentrate_rows.filter(incident_type__code="ddos", size__code="up_to_5")
    rows.update(typical=Decimal("0.000501"))
    (change,) = compared().changes
    assert change.row.names[0] == "DoS・DDoS攻撃・5人以下"
    assert change.changes[0].after.unit == "per_year"


def test_a_new_policy_and_measure_are_added_with_their_parts(draft: Edition) -> None:
    tables.outlook_rows(draft)
    added = {change.row.table: change.row for change in compared().changes}
    assert {"samplepolicy", "policyterm", "measure", "measurefigure", "standardtext"} <= set(added)
    assert added["policyterm"].names == ("名称 費用の限度額（円）", "Name 費用の限度額（円）")
    assert added["policyterm"].cell("amount").unit == "yen"
    assert added["measure"].cell("instructions").value == ("10", "3")


def test_a_deleted_row_was_removed(draft: Edition) -> None:
    draft.typicalanswer_rows.get(key="persons_affected", incident_type__code="misdelivery").delete()
    (change,) = compared().changes
    assert (change.kind, change.row.key[0]) == (Kind.REMOVED, "persons_affected")


def test_every_kind_of_row_can_be_compared_in_one_query_each(
    editions: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1 + len(COMPARED)):
        found = costbook_store.difference("jnsa-2021", "2026-11")
    assert found.count(Kind.ADDED) > found.count(Kind.REMOVED) > 0


@pytest.mark.parametrize("code", ["2027-05", "nowhere"])
def test_a_draft_is_nobodys_business(draft: Edition, code: str) -> None:
    with pytest.raises(costbook_store.NoSuchEdition):
        costbook_store.difference("2026-11", code)
    assert code not in [found.code for found in costbook_store.publications()]


def test_the_default_edition_is_listed_first(editions: None) -> None:
    assert [found.code for found in costbook_store.publications()] == ["2026-11", "jnsa-2021"]
