"""The report: asked for, drawn once, kept, served."""

import json
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from estimator.models import Assessment, Drawing, Report
from estimator.presenters.report.pdf import report_html
from estimator.tasks import drawing
from estimator.tasks.reports import KEPT_PER_ASSESSMENT
from tests.factories.assessments import TOKEN, AssessmentFactory
from tests.factories.drawers import Drawers

REPORT, PDF = (reverse(name, args=[TOKEN]) for name in ("report", "report_pdf"))
BYTES = b"%PDF-1.7 drawn"


@pytest.fixture
def drawers(monkeypatch) -> Drawers:
    monkeypatch.setattr("estimator.views.report.WAITS_SECONDS", 0)
    return Drawers(monkeypatch)


def test_a_slow_drawing_shows_its_progress(client, example, drawers) -> None:
    assert client.post(REPORT).url == REPORT
    page = client.get(REPORT).content.decode()
    assert 'http-equiv="refresh"' in page
    assert 'hx-trigger="every 500ms"' in page


def test_the_one_page_stands_beside_the_whole_report(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    assert client.get(PDF + "?pages=1").url == REPORT + "?pages=1"
    assert client.post(REPORT + "?pages=1").url == REPORT + "?pages=1"
    assert REPORT + "?pages=1" in client.get(REPORT + "?pages=1").content.decode()
    drawers.jobs[1].set_result(b"%PDF-1.7 one page")
    assert client.post(REPORT + "?pages=1").url == PDF + "?pages=1"
    answer = client.get(PDF + "?pages=1")
    assert answer.content == b"%PDF-1.7 one page"
    assert "1枚" in unquote(answer["Content-Disposition"])
    assert client.get(PDF).content == BYTES


def test_a_finished_drawing_is_fetched_once(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    page = client.get(REPORT)
    assert page["Refresh"] == f"0; url={PDF}"
    assert 'http-equiv="refresh"' not in page.content.decode()


def test_a_poll_ends_with_the_download_started_once(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    polled = {"HX-Request": "true", "HX-Target": "report-progress"}
    answer = client.get(REPORT, headers=polled)
    assert "HX-Redirect" not in answer
    assert json.loads(answer["HX-Trigger-After-Settle"]) == {"startDownload": {"address": PDF}}
    assert "hx-trigger" not in answer.content.decode()
    assert "できました。ダウンロードが始まらないときは" in answer.content.decode()


def test_the_pdf_is_served_with_the_company_in_its_name(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    answer = client.get(PDF)
    assert answer.content == BYTES
    assert answer["Content-Type"] == "application/pdf"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert "みほん精機株式会社" in unquote(answer["Content-Disposition"])
    assert "no-store" in answer["Cache-Control"]


def test_the_same_input_is_never_drawn_twice(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    assert client.post(REPORT).url == PDF
    assert len(drawers.jobs) == 1


def test_another_assessment_with_the_same_input_takes_it_over(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    AssessmentFactory(token="other", answers=example.answers)
    other = reverse("report", args=["other"])
    assert client.post(other).url == reverse("report_pdf", args=["other"])
    assert len(drawers.jobs) == 1


def test_a_second_click_waits_for_the_first(client, example, drawers) -> None:
    client.post(REPORT)
    client.post(REPORT)
    assert len(drawers.jobs) == 1


@pytest.mark.parametrize("error", [ValueError("x"), BrokenProcessPool("x")])
@pytest.mark.usefixtures("example")
def test_a_failed_drawing_can_be_tried_again(client, drawers, visible, error) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_exception(error)
    assert "もう一度作成する" in visible(client.get(REPORT))
    client.post(REPORT)
    drawers.jobs[1].set_result(BYTES)
    assert client.get(PDF).content == BYTES


def test_a_drawing_that_died_can_be_started_again(client, example, drawers, visible) -> None:
    client.post(REPORT)
    a_minute_ago = timezone.now() - timedelta(seconds=61)
    Assessment.objects.update(saved_at=a_minute_ago)
    Report.objects.update(created=a_minute_ago)
    Drawing.objects.update(asked=a_minute_ago)
    assert "もう一度作成する" in visible(client.get(REPORT))
    client.post(REPORT)
    assert len(drawers.jobs) == 2


def test_without_a_report_the_addresses_lead_back(client, example, drawers) -> None:
    assert client.get(PDF).url == REPORT
    assert client.get(REPORT).url == reverse("result", args=[TOKEN])


def test_only_the_last_reports_are_kept(client, example, drawers) -> None:
    for number in range(5):
        example.answers["company_name"] = f"会社{number}"
        example.save()
        client.post(REPORT)
        drawers.jobs[-1].set_result(BYTES)
    assert Report.objects.count() == Drawing.objects.count() == KEPT_PER_ASSESSMENT


def _save(client, company: str) -> None:
    others = {"industry": "unknown", "revision": "99"}
    others |= dict.fromkeys(("employees-unknown", "persons_held-unknown"), "on")
    answer = client.post(
        reverse("step", args=[TOKEN, "company"]), {"company_name": company} | others
    )
    assert answer.status_code == 302


def test_a_report_of_earlier_answers_is_not_served(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    _save(client, "新しい会社")
    assert client.get(PDF).url == REPORT
    assert client.get(REPORT).url == reverse("result", args=[TOKEN])
    client.post(REPORT)
    drawers.jobs[1].set_result(b"%PDF-1.7 new")
    answer = client.get(PDF)
    assert answer.content == b"%PDF-1.7 new"
    assert "新しい会社" in unquote(answer["Content-Disposition"])


def test_a_report_of_an_earlier_edition_is_not_served(client, example, drawers) -> None:
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    client.post(reverse("recalculate", args=[TOKEN]))
    assert client.get(PDF).url == REPORT


def test_the_file_bears_the_day_of_its_figures(client, example, drawers) -> None:
    client.get(reverse("result", args=[TOKEN]))
    example.refresh_from_db()
    example.estimate["as_of"] = "2026-01-31"
    example.save()
    client.post(REPORT)
    drawers.jobs[0].set_result(BYTES)
    assert "_20260131.pdf" in client.get(PDF)["Content-Disposition"]


@pytest.mark.django_db(transaction=True)  # the database checks a link at the end
def test_an_assessment_deleted_before_its_report_begins_is_not_found(
    client, example, drawers, monkeypatch
) -> None:
    drawn = report_html

    def meanwhile(*given, **named):
        Assessment.objects.all().delete()
        return drawn(*given, **named)

    monkeypatch.setattr("estimator.views.report.report_html", meanwhile)
    assert client.post(REPORT).status_code == 404


@pytest.mark.usefixtures("example")
def test_an_assessment_deleted_while_its_report_is_drawn_is_not_found(
    client, drawers, monkeypatch, caplog
) -> None:
    wait = drawing.wait

    def meanwhile(found, seconds):
        Assessment.objects.all().delete()
        drawers.jobs[0].set_result(BYTES)
        wait(found, seconds)

    monkeypatch.setattr(drawing, "wait", meanwhile)
    assert client.post(REPORT).status_code == 404
    assert "Traceback" not in caplog.text
    assert not Drawing.objects.exists()


def test_without_an_incident_type_there_is_no_report_yet(client, assessment, drawers) -> None:
    assert client.post(REPORT).url == reverse("assessment", args=[TOKEN])


def test_figures_of_an_earlier_engine_are_drawn_only_after_recalculation(
    client, example, drawers
) -> None:
    client.get(reverse("result", args=[TOKEN]))
    Assessment.objects.update(engine_version="0.9")
    assert client.post(REPORT).url == reverse("result", args=[TOKEN])
    assert drawers.jobs == []


@pytest.mark.django_db(transaction=True)
def test_a_report_is_really_drawn_in_another_process(client, example, monkeypatch) -> None:
    monkeypatch.setattr("estimator.views.report.WAITS_SECONDS", 60)
    assert client.post(REPORT).url == PDF
    assert client.get(PDF).content.startswith(b"%PDF-")
