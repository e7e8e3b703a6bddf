"""What the API answers: the estimate of the terminal, as JSON or PDF, in either language."""

from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Assessment, Drawing, Edition, Report
from estimator.presenters.spreadsheet import MEDIA_TYPE
from tests.api.conftest import EXAMPLE
from tests.factories.drawers import Drawers

BYTES = b"%PDF-1.7 drawn"


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("as_of=2026-11-21&seed=7&samples=300", {"as_of": "2026-11-21", "seed": 7, "samples": 300}),
        ("edition=jnsa-2021&samples=300", {"edition": "jnsa-2021", "samples": 300}),
    ],
)
def test_the_json_is_that_of_the_terminal_to_the_byte(send, tmp_path, query, options):
    file = tmp_path / "estimate.json"
    call_command("estimate", str(EXAMPLE), format="json", output=str(file), **options)
    answer = send(EXAMPLE.read_bytes(), query)
    assert answer.status_code == 200
    assert answer.content == file.read_bytes()


@pytest.mark.parametrize("edition", ["2026-11", "jnsa-2021"])
def test_the_schema_is_that_of_the_terminal_to_the_byte(client, capfdbinary, edition):
    call_command("estimate", schema=True, edition=edition, stdout=StringIO())
    printed = capfdbinary.readouterr().out
    answer = client.get(reverse("api_schema"), {"edition": edition})
    assert answer.content == printed
    assert answer["Content-Type"] == "application/schema+json"


def test_the_descriptions_of_the_schema_follow_the_language(client):
    found = [
        client.get(reverse("api_schema"), {"language": code}).json()["properties"]["employees"]
        for code in ("ja", "en")
    ]
    assert found[0]["title"] != found[1]["title"]
    assert found[1]["title"].isascii()


def test_the_language_is_never_that_of_a_cookie(client):
    client.cookies["language"] = "en"
    answer = client.get(reverse("api_openapi"))
    assert answer["Content-Language"] == "ja"
    assert "見積り" in answer.json()["info"]["title"] + answer.json()["info"]["description"]


def test_every_published_edition_is_listed_and_no_draft(client):
    costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    listed = client.get(reverse("api_editions")).json()["editions"]
    assert {one["code"] for one in listed} == {"2026-11", "jnsa-2021"}
    assert [one["code"] for one in listed if one["is_default"]] == [costbook_store.default_code()]


def test_a_draft_cannot_be_estimated_with(send, profile):
    costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    answer = send(profile, "edition=2027-05")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "query.edition"


def test_nothing_is_stored_and_no_cookie_is_set(send, profile):
    answer = send(profile)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert not Assessment.objects.exists()
    assert not Report.objects.exists()


def test_another_site_may_not_read_the_answer(send, profile):
    answer = send(profile, headers={"origin": "https://example.com"})
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_no_form_token_is_needed(send, profile, client):
    client.handler.enforce_csrf_checks = True
    assert send(profile).status_code == 200


# --- XLSX ----------------------------------------------------------------------------------------


def test_the_workbook_is_that_of_the_terminal_to_the_byte(send, tmp_path):
    file = tmp_path / "estimate.xlsx"
    chosen = {"as_of": "2026-11-21", "samples": 50}
    call_command("estimate", str(EXAMPLE), format="xlsx", output=str(file), **chosen)
    answer = send(EXAMPLE.read_bytes(), urlencode(chosen), headers={"accept": MEDIA_TYPE})
    assert answer.content == file.read_bytes()
    assert answer["Content-Type"] == MEDIA_TYPE
    assert 'filename="estimate.xlsx"' in answer["Content-Disposition"]


# --- PDF ------------------------------------------------------------------------------------------


@pytest.fixture
def drawers(monkeypatch):
    """Return a function that lets every drawing end with this outcome."""

    def put(outcome):
        monkeypatch.setattr("estimator.api.addresses.WAITS_SECONDS", 0.01)
        return Drawers(monkeypatch, outcome)

    return put


@pytest.mark.parametrize(("language", "word"), [("ja", "想定損害額"), ("en", "Estimated damage")])
def test_the_pdf_is_drawn_by_the_pool_in_the_language_asked_for(
    send, profile, drawers, *, language, word
):
    pool = drawers(BYTES)
    accept = {"accept": "application/pdf"}
    answer = send(profile, f"samples=50&language={language}", headers=accept)
    assert answer.content == BYTES
    assert not Drawing.objects.exists()
    assert answer["Content-Type"] == "application/pdf"
    assert f'lang="{language}"' in pool.html[0]
    assert word in pool.html[0]
    assert profile["company_name"] in pool.html[0]


def test_a_drawing_that_fails_is_an_error_of_ours(send, profile, drawers):
    drawers(ValueError("a figure of the company"))
    answer = send(profile, headers={"accept": "application/pdf"})
    assert answer.status_code == 500
    assert b"figure of the company" not in answer.content


def test_a_drawing_that_takes_too_long_may_be_asked_for_again(send, profile, drawers):
    drawers(None)
    answer = send(profile, headers={"accept": "application/pdf"})
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert not Drawing.objects.exists()


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html, application/*;q=0.8", "application/json"),
        ("application/pdf;q=0.5, application/json", "application/json"),
        ("application/pdf, application/json;q=0.5", "application/pdf"),
    ],
)
def test_the_form_that_the_caller_likes_best_is_sent(send, profile, drawers, *, accept, type_):
    drawers(BYTES)
    assert send(profile, headers={"accept": accept})["Content-Type"] == type_
