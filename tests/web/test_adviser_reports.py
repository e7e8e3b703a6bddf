"""The reports of an account: its name and its logo, on its own assessments and no others."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from estimator import account_store, logo_store, tasks
from estimator.models import AdviserLogo, Assessment, Report
from tests.factories.assessments import TOKEN, finished_report

from .test_logo import png, send

LINE, LOGO, ACCOUNT = "/account/line/", "/account/logo/", "/account/"
NAME = "みほん保険代理店 山田"
pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def adviser(example) -> User:
    """Let an account own the example company."""
    user = User.objects.create_user("agent", password="long enough 1")
    account_store.take(example, user)
    return user


@pytest.fixture
def signed_in(adviser, client) -> Client:
    client.force_login(adviser)
    return client


@pytest.fixture
def printed(monkeypatch):
    """Return a function that asks for the report and returns its HTML."""
    found = []

    class Drawn:
        kind = state = ""

    def start(asked, html, **options):
        found.append(html)
        return Drawn()

    monkeypatch.setattr(tasks, "start", start)

    def ask(client):
        client.post(reverse("report", args=[TOKEN]))
        return found[-1]

    return ask


def test_the_report_names_whoever_made_it(signed_in, example, printed):
    answers = {k: v for k, v in example.answers.items() if k != "prepared_by"}
    Assessment.objects.update(answers=answers)
    assert "作成：" not in printed(signed_in)
    assert signed_in.post(LINE, {"line": NAME}).url == ACCOUNT
    html = printed(Client())
    assert html.count(f"作成：{NAME}") == 1
    assert f'name="author" content="{NAME}"' in html


def test_that_of_another_assessment_does_not(signed_in, example, printed):
    signed_in.post(LINE, {"line": NAME})
    account_store.give_back(example)
    assert NAME not in printed(signed_in)


@pytest.mark.parametrize("line", ["あ" * 41, "<b>", "a\x00b"])
def test_a_name_that_cannot_be_printed_is_refused_and_kept(signed_in, line):
    answer = signed_in.post(LINE, {"line": line})
    assert answer.status_code == 422
    assert signed_in.get(LINE).context["form"]["line"].value() == ""


def test_the_account_shows_the_name_and_offers_it_for_change(signed_in, visible):
    signed_in.post(LINE, {"line": NAME})
    assert NAME in visible(signed_in.get(ACCOUNT))
    assert f'value="{NAME}"' in signed_in.get(LINE).content.decode()


def test_a_change_forgets_the_reports_drawn_before(signed_in, example, adviser):
    for change in (
        lambda: signed_in.post(LINE, {"line": NAME}),
        lambda: signed_in.post(LOGO, {"file": SimpleUploadedFile("logo.png", png())}),
        lambda: signed_in.post("/account/logo/remove/"),
        lambda: account_store.give_back(example),
        lambda: account_store.take(example, adviser),
    ):
        finished_report(example)
        change()
        assert not Report.objects.exists()


def test_the_logo_of_the_account_stands_where_the_assessment_has_none(signed_in, example, printed):
    assert signed_in.post(LOGO, {"file": SimpleUploadedFile("logo.png", png())}).url == LOGO
    assert re.search(r'<img src="data:image/png;base64,', signed_in.get(LOGO).content.decode())
    page = signed_in.get(reverse("logo", args=[TOKEN])).content.decode()
    assert "アカウントのロゴが載ります" in page
    theirs = logo_store.printed_logo(example).data_address
    assert theirs in printed(signed_in)
    send(signed_in, png((90, 20)))
    own = logo_store.printed_logo(example).data_address
    assert own != theirs
    assert own in printed(signed_in)


def test_a_file_that_cannot_be_used_is_refused(signed_in):
    answer = signed_in.post(LOGO, {"file": SimpleUploadedFile("logo.png", b"no picture")})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not AdviserLogo.objects.exists()


def test_the_logo_is_taken_away_by_post(signed_in, example):
    signed_in.post(LOGO, {"file": SimpleUploadedFile("logo.png", png())})
    assert signed_in.get("/account/logo/remove/").status_code == 405
    signed_in.post("/account/logo/remove/")
    assert logo_store.printed_logo(example) is None


def test_it_goes_with_the_account(signed_in, adviser, example):
    signed_in.post(LOGO, {"file": SimpleUploadedFile("logo.png", png())})
    account_store.close(adviser, delete_all=False)
    assert not AdviserLogo.objects.exists()
    example.refresh_from_db()
    assert logo_store.printed_logo(example) is None
