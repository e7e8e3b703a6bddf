"""The readers of the environment: each takes what it understands and refuses the rest."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("Yes", True), ("off", False), ("", True)]
)
def test_a_switch_is_read_from_the_usual_words(monkeypatch, text, value):
    monkeypatch.setenv("SWITCH", text)
    assert environment.env_bool("SWITCH", default=True) is value


@pytest.mark.parametrize("text", ["2", "maybe", "はい"])
def test_a_switch_refuses_other_words(monkeypatch, text):
    monkeypatch.setenv("SWITCH", text)
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        environment.env_bool("SWITCH", default=True)


@pytest.mark.parametrize("text", ["-1", "101", "1e2", "٣", "１", "9" * 40])
def test_a_number_outside_its_bounds_is_refused(monkeypatch, text):
    monkeypatch.setenv("NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="from 0 to 100"):
        environment.env_int("NUMBER", 5, low=0, high=100)


def test_a_list_drops_empty_parts(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example.jp, ,b.example.jp,")
    assert environment.env_list("HOSTS") == ["a.example.jp", "b.example.jp"]


@pytest.mark.parametrize("text", ["example.jp", "ftp://example.jp", "https://example.jp/path"])
def test_an_origin_is_a_scheme_and_a_host(monkeypatch, text):
    monkeypatch.setenv("ORIGINS", text)
    with pytest.raises(ImproperlyConfigured, match="no origin"):
        environment.env_origins("ORIGINS")


def test_the_secret_key_is_made_once_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.delenv("KEY", raising=False)
    file = tmp_path / "var" / "secret_key"
    first = environment.secret_key("KEY", file)
    assert environment.secret_key("KEY", file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [child.name for child in file.parent.iterdir()] == ["secret_key"]


def test_a_short_secret_key_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="at least 50"):
        environment.secret_key("KEY", tmp_path / "secret_key")


def test_without_an_address_the_database_is_the_file(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    entry = environment.env_database("DATABASE_URL", Path("db.sqlite3"))
    assert entry["ENGINE"] == "django.db.backends.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_address_is_taken_apart(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://u:p%40ss@db.example.jp:5433/songai?sslmode=require"
    )
    entry = environment.env_database("DATABASE_URL", Path("unused"))
    parts = [entry[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["u", "p@ss", "db.example.jp", "5433", "songai"]
    assert entry["OPTIONS"]["sslmode"] == "require"
    pool = entry["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (1, 8)


def test_a_connection_that_was_cut_is_found_out_before_it_is_used(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://h/songai?connect_timeout=2")
    entry = environment.env_database("DATABASE_URL", Path("unused"))
    assert entry["CONN_HEALTH_CHECKS"] is True
    assert entry["OPTIONS"]["connect_timeout"] == "2"


def test_a_word_is_one_of_those_understood(monkeypatch):
    monkeypatch.setenv("FORMAT", "JSON")
    assert environment.env_word("FORMAT", "text", allowed=("text", "json")) == "json"
    monkeypatch.setenv("FORMAT", "xml")
    with pytest.raises(ImproperlyConfigured, match="FORMAT='xml': use one of text, json"):
        environment.env_word("FORMAT", "text", allowed=("text", "json"))


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:secret@h/db",
        "postgres://u:secret@h:port/db",
        "postgres://u:secret@h/",
        "postgres://u:secret@h/a/b",
        "postgres://u:secret@h/db?fsync=off",
    ],
)
def test_a_wrong_address_is_refused_without_showing_the_password(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.env_database("DATABASE_URL", Path("unused"))
    assert "secret" not in str(refusal.value)
