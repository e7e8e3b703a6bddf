"""An analyst changes a draft in the admin: the estimate follows, mistakes get a clear message."""

import pytest
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Edition, IncidentType, PaymentTiming, Scale, UnitCost
from tests.factories import people, tables

from .forms import as_posted

pytestmark = pytest.mark.django_db


def change(client: Client, name: str, pk: int, **values: object) -> object:
    address = reverse(f"admin:estimator_{name}_change", args=[pk])
    return client.post(address, as_posted(client.get(address), **values))


def test_a_figure_changed_and_published_is_in_the_next_book(
    admin_client: Client, draft: Edition
) -> None:
    row = draft.unitcost_rows.get(code="call_center_seat_month")
    assert change(admin_client, "unitcost", row.pk, typical=1_800_000).status_code == 302
    before = costbook_store.load().unit_cost("call_center_seat_month").typical
    costbook_store.publish(draft, by=people.publisher(), summary="改定")
    book = costbook_store.load()
    assert (book.edition, before) == ("2027-05", 1_700_000)
    assert book.unit_cost("call_center_seat_month").typical == 1_800_000
    assert costbook_store.load("2026-11").unit_cost("call_center_seat_month").typical == before


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"low": 9_000_000}, "typical", "下限以上にしてください。"),
        ({"high": 1}, "high", "中心以上にしてください。"),
        ({"source": ""}, "source", "必須"),
        ({"grade": "U"}, "grade", "未確認（U）の数値は使えません"),
        ({"checked_on": ""}, "checked_on", "必須"),
    ],
)
def test_a_mistake_is_named_at_its_field(
    admin_client: Client, draft: Edition, *, values: dict[str, object], field: str, message: str
) -> None:
    row = draft.unitcost_rows.get(code="call_center_seat_month")
    page = change(admin_client, "unitcost", row.pk, **values)
    assert page.status_code == 200
    assert message in str(page.context["adminform"].form.errors[field])


def test_steps_are_saved_with_their_scale(admin_client: Client, draft: Edition) -> None:
    scale = Scale.objects.get(edition=draft, code="call_center_seat_months")
    assert change(admin_client, "scale", scale.pk, **{"brackets-4-addition": 40}).status_code == 302
    assert costbook_store.load(draft.code).scale(scale.code).brackets[-1].addition == 40


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"brackets-0-above": 5}, "最初の段は0から始めてください。"),
        ({"brackets-2-addition": 1}, "5,000 で段がつながっていません。"),
        ({"brackets-0-DELETE": "on"}, "最初の段は0から始めてください。"),
    ],
)
def test_steps_that_do_not_join_are_refused(
    admin_client: Client, draft: Edition, values: dict[str, object], message: str
) -> None:
    scale = Scale.objects.get(edition=draft, code="call_center_seat_months")
    assert message in change(admin_client, "scale", scale.pk, **values).content.decode()


def test_topics_are_ticked(admin_client: Client, draft: Edition) -> None:
    row = IncidentType.objects.get(edition=draft, code="ddos")
    assert change(admin_client, "incidenttype", row.pk, topics=["stop"]).status_code == 302
    row.refresh_from_db()
    assert row.topics == ["stop"]


def test_what_a_measure_is_good_for_is_ticked(admin_client: Client, draft: Edition) -> None:
    row = tables.MeasureFactory(edition=draft)
    posted = {"incident_types": ["malware", "ddos"], "instructions": ["3", "10"]}
    assert change(admin_client, "measure", row.pk, **posted).status_code == 302
    row.refresh_from_db()
    assert (row.incident_types, row.instructions) == (["malware", "ddos"], [3, 10])


def test_a_measure_keeps_a_type_that_its_edition_lacks(
    admin_client: Client, draft: Edition
) -> None:
    row = tables.MeasureFactory(edition=draft, incident_types=["gone"])
    page = admin_client.get(reverse("admin:estimator_measure_change", args=[row.pk]))
    offered = dict(page.context["adminform"].form.fields["incident_types"].choices)
    assert offered["gone"] == "gone"
    assert offered["malware"] == "マルウェア感染"


def test_months_that_do_not_add_up_are_refused(admin_client: Client, draft: Edition) -> None:
    row = PaymentTiming.objects.get(edition=draft, code="initial")
    less = {"shares-0-percent": 50, "shares-1-percent": 40}
    page = change(admin_client, "paymenttiming", row.pk, **less)
    assert "合計を100にしてください（いまは90）。" in page.content.decode()
    both = {"shares-0-percent": 50, "shares-1-percent": 50}
    assert change(admin_client, "paymenttiming", row.pk, **both).status_code == 302


def test_a_typical_answer_is_changed(admin_client: Client, draft: Edition) -> None:
    row = draft.typicalanswer_rows.filter(key="monitoring_months").get()
    assert change(admin_client, "typicalanswer", row.pk, typical=2, high=4).status_code == 302
    assert costbook_store.load(draft.code).typical_answers["monitoring_months"][0].figure.high == 4


def test_the_answers_question_is_chosen_by_name(admin_client: Client, draft: Edition) -> None:
    page = admin_client.get(reverse("admin:estimator_typicalanswer_add"))
    names = dict(page.context["adminform"].form.fields["key"].choices)
    assert "（pcs_examined）" in names["pcs_examined"]
    assert names["pcs_examined"] != "pcs_examined（pcs_examined）"


def test_a_posted_change_to_a_published_row_changes_nothing(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    editable = draft.unitcost_rows.get(code="pc_replace")
    address = reverse("admin:estimator_unitcost_change", args=[editable.pk])
    values = as_posted(admin_client.get(address), typical=1)
    row = current.unitcost_rows.get(code="pc_replace")
    target = reverse("admin:estimator_unitcost_change", args=[row.pk])
    assert admin_client.post(target, values).status_code == 403
    assert UnitCost.objects.get(pk=row.pk).typical == 150_000


def test_the_bulk_action_deletes_no_published_row(admin_client: Client, current: Edition) -> None:
    rows = list(current.unitcost_rows.values_list("pk", flat=True)[:2])
    values = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    admin_client.post(reverse("admin:estimator_unitcost_changelist"), values)
    assert current.unitcost_rows.filter(pk__in=rows).count() == 2


def test_a_draft_is_deleted_from_its_page(admin_client: Client, draft: Edition) -> None:
    address = reverse("admin:estimator_edition_delete", args=[draft.pk])
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Edition.objects.filter(pk=draft.pk).exists()
