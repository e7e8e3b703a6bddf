"""Sign in and out, another password, leaving: by Django's means, guessing slowed down."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import account_store, throttle
from estimator.models import Assessment, PriceList, SignInTries
from tests.factories.assessments import AssessmentFactory

from .test_price_lists import TYPED as TYPED_PRICES

SIGN_IN, ACCOUNT = "/account/sign-in/", "/account/"
PASSWORD = "さくら2026の春、長い"
TYPED = {"username": "agent", "password": PASSWORD}
WRONG = TYPED | {"password": "x"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashes")]


@pytest.fixture
def adviser() -> User:
    return User.objects.create_user("agent", password=PASSWORD)


@pytest.fixture
def signed_in(adviser, client) -> Client:
    client.force_login(adviser)
    return client


def blocked(client, typed=WRONG, **extra):
    for _try in range(throttle.MOST_TRIES):
        assert client.post(SIGN_IN, typed, **extra).status_code == 422
    return client.post(SIGN_IN, TYPED, **extra)


def test_the_account_asks_to_sign_in_and_leads_back(client, adviser):
    asked = client.get(ACCOUNT + "?q=甲")
    assert asked.url.startswith(SIGN_IN + "?next=%2Faccount%2F%3Fq%3D")
    page = client.get(asked.url)
    assert "アカウントは要りません" in page.content.decode()
    back = page.context["next"]
    assert client.post(SIGN_IN, TYPED | {"next": back}).url == back


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", ""]
)
def test_it_never_leads_to_another_site(client, adviser, address):
    assert client.post(SIGN_IN, TYPED | {"next": address}).url == ACCOUNT
    assert client.get(SIGN_IN, {"next": address}).url == ACCOUNT


def test_the_session_gets_a_new_key_and_a_closed_cookie(client, adviser):
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    cookie = client.post(SIGN_IN, TYPED).cookies["sessionid"]
    assert cookie.value != session.session_key
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_cookies_are_secure_where_browsers_come_by_https(client, adviser, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert client.post(SIGN_IN, TYPED, secure=True).cookies["sessionid"]["secure"]


@pytest.mark.parametrize(
    "typed",
    [WRONG, TYPED | {"username": "nobody"}, TYPED | {"password": ""}, TYPED | {"username": ""}],
)
def test_what_is_wrong_is_refused_without_saying_which(client, adviser, typed):
    answer = client.post(SIGN_IN, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{typed["username"]}"' in page
    assert PASSWORD not in page
    assert "sessionid" not in client.cookies


def test_an_inactive_account_looks_like_none(client, adviser):
    User.objects.update(is_active=False)
    assert "ユーザー名かパスワードが違います" in client.post(SIGN_IN, TYPED).content.decode()


def test_five_wrong_passwords_close_the_name_for_this_network(client, adviser):
    answer = blocked(client)
    assert answer.status_code == 429
    assert "あと15分" in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= 900
    assert blocked_elsewhere(client).status_code == 302


def blocked_elsewhere(client):
    return client.post(SIGN_IN, TYPED, REMOTE_ADDR="203.0.113.9")


@pytest.mark.parametrize("name", ["AGENT", "ａｇｅｎｔ", " agent "])
def test_another_spelling_of_the_name_is_the_same_name(client, adviser, name):
    assert blocked(client, WRONG | {"username": name}).status_code == 429


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("203.0.113.9", "203.0.113.200", 429),
        ("203.0.113.9", "203.0.114.9", 302),
        ("2001:db8::1", "2001:db8::2", 429),
        ("2001:db8::1", "2001:db8:0:1::1", 302),
    ],
)
def test_neighbours_count_together(adviser, before, after, status):
    blocked(client := Client(), REMOTE_ADDR=before)
    assert client.post(SIGN_IN, TYPED, REMOTE_ADDR=after).status_code == status


def test_after_the_wait_the_right_password_opens_and_is_forgotten(client, adviser):
    blocked(client)
    SignInTries.objects.update(blocked_until=timezone.now() - timedelta(seconds=1))
    assert client.post(SIGN_IN, TYPED).status_code == 302
    assert not SignInTries.objects.exists()


def test_tries_hold_no_name_and_are_purged_after_a_day(client, adviser):
    client.post(SIGN_IN, WRONG)
    row = SignInTries.objects.values().get()
    assert "agent" not in str(row)
    assert "127.0.0.1" not in str(row)
    call_command("purge_expired")
    assert SignInTries.objects.exists()
    SignInTries.objects.update(last_try=timezone.now() - timedelta(days=1, minutes=1))
    call_command("purge_expired")
    assert not SignInTries.objects.exists()


def test_signing_out_takes_a_post(signed_in):
    out = reverse("sign_out")
    assert signed_in.get(out).status_code == 405
    assert signed_in.get(ACCOUNT).status_code == 200
    assert signed_in.post(out).url == "/"
    assert signed_in.get(ACCOUNT).status_code == 302


def test_no_page_of_the_account_opens_without_it(client):
    names = ["account", "account_line", "account_logo", "account_password", "account_leave"]
    for name in names:
        assert client.get(reverse(name)).url.startswith(SIGN_IN), name
    assert client.post(reverse("account_take", args=["assessments"])).url.startswith(SIGN_IN)


def test_nothing_of_the_account_is_kept_by_a_cache(signed_in):
    assert "no-store" in signed_in.get(ACCOUNT)["Cache-Control"]


def test_nobody_makes_an_account_unless_the_operator_says_so(client, settings):
    assert client.get(reverse("sign_up")).status_code == 404
    assert client.post(reverse("sign_up")).status_code == 404
    settings.SIGN_UP = True
    assert reverse("sign_up") in client.get(SIGN_IN).content.decode()


def test_an_account_needs_a_name_and_a_good_password(client, settings):
    settings.SIGN_UP = True
    typed = {"username": "agent", "password1": "12345678", "password2": "12345678"}
    assert client.post(reverse("sign_up"), typed).status_code == 422
    assert not User.objects.exists()
    good = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("sign_up"), typed | good).url == ACCOUNT
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, "")
    assert client.get(ACCOUNT).status_code == 200


def test_not_many_accounts_come_from_one_network(client, settings):
    settings.SIGN_UP = True
    for number in range(throttle.MOST_TRIES):
        typed = {"username": f"agent{number}", "password1": PASSWORD, "password2": PASSWORD}
        Client().post(reverse("sign_up"), typed)
    answer = Client().post(reverse("sign_up"), typed | {"username": "one-more"})
    assert (answer.status_code, User.objects.count()) == (429, throttle.MOST_TRIES)


def test_another_password_ends_the_other_sessions_and_not_this_one(signed_in, adviser):
    elsewhere = Client()
    elsewhere.force_login(adviser)
    new = "全く別の、12文字より長い言葉"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert signed_in.post(reverse("account_password"), typed).url == ACCOUNT
    assert signed_in.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302
    assert Client().post(SIGN_IN, TYPED | {"password": new}).status_code == 302


@pytest.mark.parametrize("name", ["account_password", "account_leave"])
def test_guessing_the_old_password_is_slowed_down_too(signed_in, name):
    typed = {"old_password": "x", "password": "x", "rest": "delete"}
    for _try in range(throttle.MOST_TRIES):
        assert signed_in.post(reverse(name), typed).status_code == 422
    assert signed_in.post(reverse(name), typed).status_code == 429


@pytest.fixture
def full(signed_in, adviser, editions) -> Client:
    """Own an assessment and a price list; a third belongs to nobody."""
    account_store.take(AssessmentFactory(answers={"company_name": "甲製作所"}), adviser)
    signed_in.post(reverse("price_list_create"), TYPED_PRICES)
    AssessmentFactory(token="another")
    return signed_in


def leave(client, **typed):
    return client.post(reverse("account_leave"), {"password": PASSWORD} | typed)


def test_leaving_says_how_much_there_is(full, visible):
    assert "見積りが1件、自社単価表が1件" in visible(full.get(reverse("account_leave")))


def test_leaving_deletes_everything_if_asked_to(full):
    assert leave(full, rest="delete").url == "/"
    assert not User.objects.exists()
    assert (Assessment.objects.count(), PriceList.objects.count()) == (1, 0)
    assert full.get(ACCOUNT).status_code == 302


def test_or_leaves_it_to_the_links_and_to_this_browser(full, visible):
    leave(full, rest="release")
    assert not User.objects.exists()
    assert Assessment.objects.filter(owner=None).count() == 2
    page = visible(full.get("/"))
    assert "甲製作所" in page
    assert TYPED_PRICES["label"] in page


@pytest.mark.parametrize(
    "typed", [{"rest": ""}, {"rest": "keep"}, {}, {"rest": "delete", "password": "x"}]
)
def test_leaving_needs_a_choice_and_the_password(full, typed):
    assert leave(full, **typed).status_code == 422
    assert User.objects.exists()


def test_staff_do_not_leave_here(full, visible):
    User.objects.update(is_staff=True)
    assert leave(full, rest="delete").status_code == 422
    assert "管理画面を使ってください" in visible(full.get(reverse("account_leave")))
    assert User.objects.exists()
