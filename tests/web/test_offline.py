"""The page for a lost network and the service worker that keeps it."""

import re

import pytest


@pytest.fixture
def script(client):
    return client.get("/sw.js").content.decode()


def test_the_worker_answers_for_the_whole_site_and_is_always_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"


def test_it_keeps_the_page_and_all_its_style_sheets_and_no_more(client, script):
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', client.get("/offline/").content.decode())
    assert len(sheets) > 3
    named = re.findall(r'"(/[^"]*)"', script.splitlines()[0])
    assert named == ["/offline/", *sheets]


def test_a_changed_page_is_kept_under_another_name(client, script, monkeypatch):
    monkeypatch.setattr("estimator.views.offline.render_to_string", lambda _name: "another")
    assert script.splitlines()[0] != client.get("/sw.js").content.decode().splitlines()[0]


def test_the_page_is_the_same_for_everyone(client):
    japanese = client.get("/offline/")
    client.cookies["language"] = "en"
    assert client.get("/offline/").content == japanese.content
    assert not japanese.cookies
    page = japanese.content.decode()
    assert "<script" not in page
    assert "There is no connection" in page
    assert "通信が切れています" in page


def test_every_page_asks_for_the_worker_within_the_policy(client, editions):
    answer = client.get("/about/")
    assert 'data-worker="/sw.js"' in answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
