"""差分, 影響 and 確認が要る行: what an analyst reads before an edition is published."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.engine.calculate import estimate
from estimator.models import Edition
from estimator.questionnaire import answers
from estimator.questionnaire.cases import cases
from tests.presenters.conftest import AS_OF

pytestmark = pytest.mark.django_db

PAGES = ("difference", "effect", "stale")


def address(step: str, edition: Edition) -> str:
    return reverse(f"admin:estimator_edition_{step}", args=[edition.pk])


@pytest.mark.parametrize("step", PAGES)
def test_the_edition_leads_to_the_page_and_the_page_renders(
    admin_client: Client, draft: Edition, step: str
) -> None:
    change = reverse("admin:estimator_edition_change", args=[draft.pk])
    assert address(step, draft) in admin_client.get(change).content.decode()
    page = admin_client.get(address(step, draft))
    assert page.status_code == 200
    assert "style=" not in page.content.decode()
    assert "{#" not in page.content.decode()


@pytest.mark.parametrize("step", PAGES)
def test_who_may_not_see_editions_sees_none_of_it(
    client: Client, draft: Edition, django_user_model: type, step: str
) -> None:
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(address(step, draft)).status_code == 403


def test_a_draft_is_compared_with_the_default_unless_told(
    admin_client: Client, draft: Edition
) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(typical=165_000, high=200_000)
    marked = admin_client.get(address("difference", draft)).content.decode()
    page = re.sub(r"<[^>]+>", "", marked)
    assert "165,000円/台" in page
    assert "＋10.0%" in page
    older = admin_client.get(address("difference", draft), {"against": "jnsa-2021"})
    assert (older.context["other"].code, older.status_code) == ("jnsa-2021", 200)
    assert admin_client.get(address("difference", draft), {"against": "x"}).status_code == 404


def test_the_effect_shows_every_case_and_every_type(admin_client: Client, draft: Edition) -> None:
    groups = admin_client.get(address("effect", draft)).context["groups"]
    assert [len(group.cases) for group in groups] == [1, len(cases()) - 1, 15]
    moved = [case for group in groups for case in group.cases if case.lines]
    assert moved == []


def test_the_effect_is_what_the_estimate_will_be(admin_client: Client, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="forensics_pc").update(typical=1_300_000)
    groups = admin_client.get(address("effect", draft)).context["groups"]
    example, book = groups[0].cases[0], costbook_store.load(draft.code)
    made = estimate(answers.profile(cases()[0].answers, book), book, as_of=AS_OF)
    assert example.headline.after == f"{made.headline.typical:,}円"
    assert (example.headline.difference, example.lines[0].name) == (
        "＋400,000円",
        "事故原因・被害範囲調査",
    )


def test_what_cannot_be_published_is_listed_with_links(
    admin_client: Client, draft: Edition
) -> None:
    row = draft.unitcost_rows.get(code="pc_replace")
    draft.unitcost_rows.filter(pk=row.pk).update(unit="yen")
    draft.scale_rows.get(code="attorney_retainer").brackets.all().delete()
    stranger = Edition.objects.default().source_rows.first()
    draft.unitcost_rows.filter(code="containment").update(source=stranger)
    page = admin_client.get(address("effect", draft))
    assert reverse("admin:estimator_unitcost_change", args=[row.pk]) in page.content.decode()
    assert {found.table for found, _link in page.context["refusals"]} == {"unitcost", "scale"}
    assert all(link for _found, link in page.context["refusals"])


def test_stale_rows_are_listed(admin_client: Client, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(checked_on="2020-01-01")
    page = admin_client.get(address("stale", draft))
    row = draft.unitcost_rows.get(code="pc_replace")
    assert [found.pk for found, _address in page.context["rows"]] == [row.pk]
    assert reverse("admin:estimator_unitcost_change", args=[row.pk]) in page.content.decode()


def test_a_draft_leads_to_the_lists_where_stale_rows_are_noted(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(checked_on="2020-01-01")
    ((_name, link),) = admin_client.get(address("stale", draft)).context["lists"]
    rows = admin_client.get(link).context["cl"].result_list
    assert [(row.code, row.edition) for row in rows] == [("pc_replace", draft)]
    assert admin_client.get(address("stale", current)).context["lists"] == []


def test_the_landing_page_counts_the_stale_rows_of_the_edition_in_force(
    admin_client: Client, current: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "どれも12か月以内に確認され" in admin_client.get("/admin/").content.decode()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2028, 1, 1))
    page = admin_client.get("/admin/").content.decode()
    rows = costbook_store.stale_rows(current, today=date(2028, 1, 1))
    overdue = [row for row in rows if row.is_overdue]
    assert len(overdue) > 5
    assert f"12か月以上未確認 {len(overdue)}、" in page
    assert address("stale", current) in page
