"""The sample report: without an answer, drawn once, never a traceback."""

from concurrent.futures.process import BrokenProcessPool

import pytest
from django.urls import reverse

from estimator import tasks
from estimator.models import Assessment, Drawing, Edition, Report
from tests.factories.drawers import Drawers, Waiting

PDF = "/sample/report.pdf"
BYTES = b"%PDF-1.7 drawn"
pytestmark = pytest.mark.usefixtures("editions")


@pytest.fixture
def drawn(monkeypatch) -> list[Waiting]:
    """Return the drawings asked for; the test finishes them."""
    monkeypatch.setattr("estimator.views.sample.WAITS_SECONDS", 0)
    return Drawers(monkeypatch).jobs


def test_the_start_page_leads_to_it(client):
    assert reverse("sample_pdf") == PDF
    assert f'href="{PDF}"' in client.get("/").content.decode()


def test_while_it_is_drawn_a_page_looks_again_by_itself(client, drawn, visible):
    answer = client.get(PDF)
    assert (answer.status_code, answer["Refresh"]) == (202, "2")
    assert "用意しています" in visible(answer)
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_it_is_drawn_once_and_then_shown_in_the_browser(client, drawn):
    client.get(PDF)
    client.get(PDF)
    drawn[0].set_result(BYTES)
    answer = client.get(PDF)
    assert answer.content == client.get(PDF).content == BYTES
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "Refresh" not in answer
    assert len(drawn) == 1


def test_once_drawn_its_html_is_not_written_again(client, drawn, monkeypatch):
    client.get(PDF)
    drawn[0].set_result(BYTES)
    monkeypatch.delattr("estimator.views.sample.report_html")
    assert client.get(PDF).content == BYTES


def test_each_language_has_its_own(client, drawn):
    client.get(PDF)
    client.cookies["language"] = "en"
    client.get(PDF)
    japanese, english = (job.html for job in drawn)
    assert "みほん精機" in japanese
    assert "Mihon Precision" in english


@pytest.mark.parametrize("error", [ValueError("x"), BrokenProcessPool("x")])
def test_a_failure_is_said_and_can_be_tried_again(client, visible, monkeypatch, error):
    drawers = Drawers(monkeypatch, error)
    answer = client.get(PDF)
    assert answer.status_code == 503
    assert "もう一度作成する" in visible(answer)
    assert "Refresh" not in answer
    drawers.outcome = BYTES
    assert client.get(PDF).content == BYTES


def test_a_drawing_that_was_taken_away_begins_anew(client, drawn):
    client.get(PDF)
    Drawing.objects.all().delete()
    assert client.get(PDF).status_code == 202
    assert len(drawn) == 2


def test_no_assessment_is_stored(client, drawn):
    client.get(PDF)
    drawn[0].set_result(BYTES)
    client.get(PDF)
    assert not Assessment.objects.exists()
    assert not Report.objects.exists()


def test_without_an_edition_it_says_so(client, drawn, visible):
    Edition.objects.filter(is_default=True).update(is_default=False)
    answer = client.get(PDF)
    assert answer.status_code == 503
    assert "公開された単価表がありません" in visible(answer)


def test_only_looking_is_allowed(client):
    assert client.post(PDF).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_real_drawing_becomes_a_pdf(client):
    html = "<html lang='ja'><head><title>見本</title></head><body><p>見本</p></body></html>"
    found = tasks.drawn_once(html, seconds=60)
    assert (found or b"").startswith(b"%PDF")
    assert tasks.drawn_once(html, seconds=0) == found
