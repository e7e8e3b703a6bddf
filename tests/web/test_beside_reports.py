"""The report with scenarios and actuals: never older than what it shows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store, assessment_store, scenario_store
from estimator.models import Assessment, Edition, Report
from estimator.outlook.actuals import Payment
from estimator.scenario_store import NewScenario
from tests.factories.assessments import TOKEN
from tests.factories.drawers import Drawers

REPORT, PDF = (reverse(name, args=[TOKEN]) for name in ("report", "report_pdf"))
MISSING = "<h1>条件を変えた場合</h1>"


@pytest.fixture
def drawn(monkeypatch) -> Drawers:
    return Drawers(monkeypatch, b"%PDF-1.7")


@pytest.fixture
def beside(example) -> Assessment:
    """Put one scenario beside the example."""
    new = NewScenario("stop_twice", changes={"stop_length": 20})
    return scenario_store.add(example, new, now=timezone.now())[1]


def is_served(client) -> bool:
    return client.get(PDF).status_code == 200


def test_a_report_alone_has_no_page_of_either(client, example, drawn):
    client.post(REPORT)
    assert MISSING not in drawn.html[0]
    assert "<h1>実績と見込み</h1>" not in drawn.html[0]


def test_a_report_says_that_scenarios_of_another_edition_are_left_out(client, beside, drawn):
    left_out = "条件を変えた場合は、単価表の版か計算の方法が違う"
    client.post(REPORT)
    older = Edition.objects.get(code="jnsa-2021")
    Assessment.objects.filter(pk=beside.pk).update(edition=older, saved_at=timezone.now())
    client.post(REPORT)
    assert [left_out in html for html in drawn.html] == [False, True]
    assert MISSING not in drawn.html[1]


def change_answers(_client, copy):
    assessment_store.change(copy, lambda _answers: {"stop_length": 30}, now=timezone.now())


def rename(client, copy):
    client.post(reverse("compare_rename", args=[TOKEN]), {"scenario": copy.pk, "name": "長い"})


def take_out(client, copy):
    client.post(reverse("compare_remove", args=[TOKEN]), {"scenario": copy.pk})


def delete(_client, copy):
    assessment_store.delete(copy)


def expire(_client, copy):
    Assessment.objects.filter(pk=copy.pk).update(
        saved_at=timezone.now() - assessment_store.KEPT_FOR, expires_at=timezone.now()
    )


def recalculate(_client, copy):
    assessment_store.recalculate_under(copy, copy.edition.code)


CHANGES = (change_answers, rename, take_out, delete, expire, recalculate)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_report_is_not_served_once_a_scenario_in_it_changed(client, beside, drawn, change):
    client.post(REPORT)
    assert MISSING in drawn.html[0]
    assert is_served(client)
    change(client, beside)
    assert not is_served(client)


def test_another_pick_makes_another_report(client, example, drawn):
    for kind, changes in (("x", {"stop_length": 20}), ("y", {"incident_type": "malware"})):
        scenario_store.add(example, NewScenario(kind, changes=changes), now=timezone.now())
    client.post(REPORT)
    example.refresh_from_db()
    longer = scenario_store.group(example, now=timezone.now())[1]
    client.post(reverse("compare_pick", args=[TOKEN]), {"taken": longer.pk})
    assert not is_served(client)
    client.post(REPORT)
    assert is_served(client)
    assert drawn.html[0] != drawn.html[1]


def test_a_payment_makes_another_report(client, example, drawn):
    client.post(REPORT)
    paid = Payment("forensics", 2_345_678, timezone.localdate())
    actual_store.add(example, paid, form_key="a", now=timezone.now())
    assert not is_served(client)
    client.post(REPORT)
    assert is_served(client)
    assert "2,345,678円" in drawn.html[1]
    assert Report.objects.count() == 2


def test_the_language_of_the_pages_is_that_of_the_report(client, beside, drawn):
    client.cookies["language"] = "en"
    client.post(REPORT)
    assert "<h1>Other conditions</h1>" in drawn.html[0]
