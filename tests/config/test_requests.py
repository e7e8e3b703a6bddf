"""What every answer carries, whatever the page."""

import pytest

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def test_the_site_says_that_it_is_up(client):
    assert client.get("/healthz").content == b"ok\n"


def test_nothing_is_loaded_from_elsewhere(client):
    policy = client.get(LOGIN).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_the_browser_is_told_to_be_careful(client, header, value):
    assert client.get(LOGIN).headers[header] == value


def test_the_site_is_japanese_for_a_browser_set_to_english(client):
    answer = client.get(LOGIN, headers={"accept-language": "en-US"})
    assert answer.headers["Content-Language"] == "ja"


def test_the_language_switch_is_kept_in_a_cookie(client):
    client.post("/i18n/setlang/", {"language": "en", "next": LOGIN})
    assert client.get(LOGIN).headers["Content-Language"] == "en"


def test_an_unknown_language_in_the_cookie_means_japanese(client):
    client.cookies["language"] = "../../etc"
    assert client.get(LOGIN).headers["Content-Language"] == "ja"
