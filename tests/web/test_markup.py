"""Every kind of page is valid HTML: it parses without an error, what it names by id is there."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from config.refusals import PAGES as REFUSALS
from config.refusals import clear_refusals
from estimator import actual_store, costbook_store
from estimator.outlook.actuals import Payment
from estimator.questionnaire import flow
from tests.factories.assessments import TOKEN

from .links import asked, shared
from .markup import faults

PUBLIC = ("/", "/first/", "/about/", "/cases/", "/words/", "/editions/", "/api/",
          "/method/2026-11/", "/method/2026-11/answers/", "/editions/jnsa-2021..2026-11/",
          "/prices/", "/a/forged/", "/account/sign-in/", "/account/sign-up/")  # fmt: skip
OWN = ("check", "result", "overview", "assessment_saved", "assessment_delete", "compare", "actuals",
       "receipts", "measures", "partners", "buyer_answer", "logo", "share", "ask")  # fmt: skip
ACCOUNT = ("account", "account_line", "account_logo", "account_password", "account_leave")
pytestmark = pytest.mark.usefixtures("editions", "quick_hashes")


@pytest.fixture(params=["ja", "en"])
def opened(request, client, settings):
    """Return a function that lists what is wrong with each of some addresses, in one language."""
    settings.SIGN_UP = True
    client.cookies["language"] = request.param

    def found(*addresses):
        wrong = {}
        for address in addresses:
            page = client.get(address)
            assert page["Content-Type"].startswith("text/html"), address
            assert f'<html lang="{request.param}"' in page.content.decode(), address
            wrong |= {address: told} if (told := faults(page.content.decode())) else {}
        return wrong

    return found


def test_the_public_pages(opened):
    assert opened(*PUBLIC) == {}


def test_the_page_without_a_connection(client):
    assert faults(client.get(reverse("offline")).content.decode()) == []


def test_the_questions(opened, example):
    path = flow.path(example.answers, costbook_store.load(None))
    assert opened(*(reverse("step", args=[TOKEN, step.slug]) for step in path)) == {}


def test_the_questions_before_any_answer(opened, assessment):
    assert opened(*(reverse("step", args=[TOKEN, slug]) for slug in ("company", "incident"))) == {}


def test_what_follows_the_questions(opened, example):
    payment = Payment("forensics", 2_500_000, timezone.localdate())
    actual_store.add(example, payment, form_key="x", now=timezone.now())
    addresses = [reverse(name, args=[TOKEN]) for name in OWN]
    assert opened(*addresses, reverse("quote", args=[TOKEN, "forensics"])) == {}


def test_what_somebody_else_opens(opened, client, example):
    result, questions = shared(client), asked(client)
    locked = shared(client, passphrase="さくら2026の春")
    addresses = [reverse("shared", args=[token]) for token in (result, locked, "forged")]
    addresses.append(reverse("helping", args=[questions]))
    assert opened(*addresses) == {}


def test_the_pages_of_an_account(opened, client):
    client.force_login(User.objects.create_user("agent", password="long enough 1"))
    assert opened(*map(reverse, ACCOUNT)) == {}


def test_what_was_typed_wrong(client, example):
    page = client.post(reverse("step", args=[TOKEN, "devices"]), {"pcs_replaced": "たくさん"})
    assert page.status_code == 422
    assert faults(page.content.decode()) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_refusal(language):
    refuse = clear_refusals(lambda request: HttpResponse(status=int(request.GET["status"])))
    with translation.override(language):
        for status in REFUSALS:
            page = refuse(RequestFactory().get("/", {"status": status})).content.decode()
            assert faults(page) == [], status


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("<p><div></p>", "unexpected-end-tag"),
        ('<p id="a"></p><p id="a">', "stands 2 times"),
        ('<label for="b">b</label>', "not there"),
        ('<p aria-describedby="c">', "not there"),
        ('<p aria-describedby=" ">', "names nothing"),
        ('<input name="d">', "no label"),
        ("<table><td>1</td></table>", "unexpected-cell-in-table-body"),
        ("<h1>two</h1>", "not one h1"),
    ],
)
def test_a_fault_is_found(wrong, told):
    page = f'<!doctype html><html lang="ja"><title>t</title><main><h1>t</h1>{wrong}</main></html>'
    assert any(told in fault for fault in faults(page))
