"""What every answer carries, whatever the page."""

import pytest

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


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


@pytest.mark.parametrize("path", ["/a/a-token/company/", "/i18n/setlang/", "/a/"])
@pytest.mark.parametrize("charset", ["shift_jis", "utf-16", "utf-7", "nonsense"])
def test_a_form_that_is_not_utf_8_is_refused_in_japanese(client, caplog, path, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = client.generic("POST", path, b"company_name=a", content_type=kind)
    assert answer.status_code == 400
    assert "受け付けられません" in answer.content.decode()
    assert "Traceback" not in caplog.text


def test_a_body_beyond_the_limit_is_told_the_limit(client, caplog):
    answer = client.post("/a/a-token/company/", {"company_name": "あ" * 200_000})
    assert answer.status_code == 413
    assert "512 kB" in answer.content.decode()
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("path", ["/a/", "/a/a-token/copy/"])
def test_a_method_that_is_not_allowed_is_answered_with_a_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "この操作はできません" in answer.content.decode()
