"""The headers that every answer carries: each address of the table, files, refusals, the admin."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.assessments import TOKEN, AssessmentFactory

CAREFUL = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRERS = {"same-origin", "no-referrer"}  # the second for links to somebody else
POLICY = {
    "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
    "form-action 'self'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
    "img-src 'self' data:", "font-src 'self'", "worker-src 'self'", "manifest-src 'self'",
}  # fmt: skip
# A browser shows a PDF by a page of its own, with styles of its own.
A_FILE_ALONE = {"frame-ancestors 'none'"}
VALUES = {
    "str:token": TOKEN, "slug:edition": "2026-11", "slug:old": "jnsa-2021", "slug:new": "2026-11",
    "slug:code": "forensics", "slug:case_id": "x", "slug:slug": "company", "str:kind": "prices",
}  # fmt: skip
ANY_VALUE = "1"
HELD = re.compile(r"<([^<>]+)>")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Write an address of every pattern; of a regular expression, one that it matches."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if route in (".+", "(?P<url>.*)$"):
            route = "nowhere"
        place = before + HELD.sub(lambda held: VALUES.get(held[1], ANY_VALUE), route)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, place)
        else:
            yield place


EVERY = sorted(set(addresses(get_resolver().url_patterns)))


def careless(answer) -> list[str]:
    """Return the headers of an answer that are not as they should be."""
    found = [name for name, value in CAREFUL.items() if answer.headers.get(name) != value]
    if answer.headers.get("Referrer-Policy") not in REFERRERS:
        found.append("Referrer-Policy")
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    policy = set(answer.headers.get("Content-Security-Policy", "").split("; "))
    if policy != POLICY and (answer.headers["Content-Type"], policy) != (
        "application/pdf",
        A_FILE_ALONE,
    ):
        found.append(f"Content-Security-Policy: {policy}")
    return found


@pytest.fixture
def begun(editions, monkeypatch) -> None:
    """Begin an assessment; draw nothing."""
    AssessmentFactory()
    monkeypatch.setattr("estimator.views.sample.tasks.drawn_once", lambda *_a, **_n: b"%PDF-1.7")


def test_the_table_of_addresses_was_walked_to_its_end():
    assert len(EVERY) > 200
    assert {"/", "/healthz", f"/a/{TOKEN}/result/", "/admin/auth/user/add/", "/api/v1/schema"} <= {
        *EVERY
    }


@pytest.mark.usefixtures("begun")
def test_every_address_answers_carefully(client):
    client.raise_request_exception = False
    found = {place: wrong for place in EVERY if (wrong := careless(client.get(place)))}
    assert found == {}


def test_the_pages_of_the_admin_do_too(admin_client, editions):
    for page in ("", "auth/user/", "estimator/edition/", "admin/logentry/", "nowhere/"):
        assert careless(admin_client.get(f"/admin/{page}")) == [], page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status", "headers"),
    [
        ("GET", "/nowhere/", 404, {}),
        ("GET", "/", 400, {"host": "evil.example"}),
        ("GET", "/a/", 405, {}),
        ("POST", "/account/sign-in/", 400, {"content-type": "text/html; charset=utf-7"}),
        ("GET", "/offline/", 500, {}),
    ],
)
def test_a_refusal_does_too(client, monkeypatch, *, method, path, status, headers):
    monkeypatch.setattr("estimator.views.offline.render_to_string", lambda *_a: 1 / 0)
    client.raise_request_exception = False
    answer = client.generic(method, path, headers=headers)
    assert (answer.status_code, careless(answer)) == (status, [])


def test_a_static_file_does_too(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "style.css").write_text("a { color: red }", encoding="utf-8")
    answer = Client().get("/static/style.css")
    assert (answer.status_code, careless(answer)) == (200, [])


@pytest.mark.usefixtures("editions")
def test_a_browser_is_told_to_stay_with_https(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    client = Client()
    answer = client.get("/about/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"
    assert client.get("/about/").url == "https://testserver/about/"


def test_behind_https_the_cookies_belong_to_this_host_alone():
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE"
    code = f"from config import settings as s; print([getattr(s, n) for n in '{names}'.split()])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"HTTPS": "1", "SECRET_KEY": "x" * 50},
        cwd=site_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "['__Host-sessionid', '__Host-csrftoken', True, True]"
