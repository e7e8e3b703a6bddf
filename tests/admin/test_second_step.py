"""確認コード: with STAFF_TOTP=1 the admin asks for a code from an app after the password."""

import re
from base64 import b32decode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

STEP, ADMIN = "/admin/code/", "/admin/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return User.objects.create_superuser("keeper")


@pytest.fixture
def after_password(client: Client, keeper, settings) -> Client:
    """Sign in with the password alone."""
    settings.STAFF_TOTP = True
    client.force_login(keeper)
    return client


@pytest.fixture
def app(keeper) -> TOTPDevice:
    return TOTPDevice.objects.create(user=keeper, name="app")


def code_of(app: TOTPDevice) -> str:
    return f"{totp(app.bin_key):06d}"


def test_nobody_is_asked_unless_the_operator_says_so(client, keeper):
    client.force_login(keeper)
    assert client.get(ADMIN).status_code == 200


def test_the_password_alone_opens_no_page(after_password):
    for page in (ADMIN, "/admin/auth/user/", "/admin/estimator/edition/", "/admin/jsi18n/"):
        asked = after_password.get(page, follow=True)
        assert asked.redirect_chain[-1][0].startswith(STEP), page


def test_to_begin_with_it_shows_the_key_and_a_picture(after_password, keeper):
    page = after_password.get(STEP).content.decode()
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert key
    assert b32decode(key[1].replace(" ", "")) == TOTPDevice.objects.get(user=keeper).bin_key
    assert 'src="data:image/svg+xml' in page


def test_the_right_code_opens_and_the_key_is_never_shown_again(after_password, keeper):
    after_password.get(STEP)
    app = TOTPDevice.objects.get(user=keeper)
    asked = after_password.get("/admin/auth/user/", follow=True)
    typed = {"code": code_of(app), "next": asked.context["next"]}
    assert after_password.post(STEP, typed).url == "/admin/auth/user/"
    assert after_password.get("/admin/auth/user/").status_code == 200
    assert "<code>" not in after_password.get(STEP).content.decode()


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "000000;", "²³4567"])
def test_another_code_is_refused(after_password, app, code):
    answer = after_password.post(STEP, {"code": code})
    assert answer.status_code == 422
    assert after_password.get(ADMIN).status_code == 302


def test_full_width_digits_are_the_same_code(after_password, app):
    wide = code_of(app).translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert after_password.post(STEP, {"code": f" {wide[:3]} {wide[3:]}"}).status_code == 302


def test_a_code_opens_once(after_password, app, keeper):
    code = code_of(app)
    assert after_password.post(STEP, {"code": code}).status_code == 302
    elsewhere = Client()
    elsewhere.force_login(keeper)
    assert elsewhere.post(STEP, {"code": code}).status_code == 422


def test_after_a_wrong_code_even_the_right_one_waits(after_password, app):
    wrong = f"{(int(code_of(app)) + 5) % 1_000_000:06d}"
    assert after_password.post(STEP, {"code": wrong}).status_code == 422
    assert after_password.post(STEP, {"code": code_of(app)}).status_code == 422


def test_the_code_of_another_opens_nothing(after_password, app):
    other = TOTPDevice.objects.create(user=User.objects.create_superuser("other"), name="x")
    assert after_password.post(STEP, {"code": code_of(other)}).status_code == 422


def test_it_is_for_staff_alone_and_leads_to_no_other_site(client, after_password, app):
    stranger = Client()
    assert stranger.get(STEP).url.startswith("/admin/login/")
    typed = {"code": code_of(app), "next": "https://evil.example/"}
    assert after_password.post(STEP, typed).url == ADMIN


def test_the_list_of_apps_shows_no_key(after_password, app):
    after_password.post(STEP, {"code": code_of(app)})
    for page in ("", f"{app.pk}/change/"):
        shown = after_password.get(f"/admin/otp_totp/totpdevice/{page}")
        assert shown.status_code == 200
        assert app.key not in shown.content.decode()
