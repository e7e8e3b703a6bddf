"""The page /api/: what it prints, a shell can run, and what it promises comes back."""

import json
import re
import shutil
import subprocess
from html import unescape

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from estimator.api import openapi, problem_details
from estimator.models import Edition
from estimator.tasks import drawers

LANGUAGES = ("ja", "en")


@pytest.fixture(params=LANGUAGES)
def page(request, client):
    """Open the page in one language."""
    client.cookies["language"] = request.param
    return client.get("/api/").content.decode()


def printed(page: str, name: str) -> str:
    found = re.search(rf'<pre[^>]* id="{name}">(.*?)</pre>', page, re.DOTALL)
    return unescape(found[1])


def run(command: str, folder) -> str:
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db(transaction=True)
def test_the_commands_of_the_page_bring_what_stands_below_them(
    live_server, client, language, tmp_path
):
    assert shutil.which("curl")
    client.cookies["language"] = language
    host = live_server.url.removeprefix("http://")
    page = client.get("/api/", headers={"host": host}).content.decode()
    answer = json.loads(run(printed(page, "estimate-command"), tmp_path))
    shown = json.loads(printed(page, "estimate-answer"))
    assert {key: answer[key] for key in shown if key != "totals"} | {
        "totals": {"headline": answer["totals"]["headline"]}
    } == shown
    assert run(printed(page, "refused-command"), tmp_path) == printed(page, "refused-answer")
    run(printed(page, "workbook-command"), tmp_path)
    assert load_workbook(tmp_path / "estimate.xlsx").sheetnames


@pytest.mark.django_db(transaction=True)
def test_the_command_for_a_pdf_draws_it_in_another_process(live_server, client, tmp_path):
    host = live_server.url.removeprefix("http://")
    page = client.get("/api/", headers={"host": host}).content.decode()
    try:
        run(printed(page, "pdf-command"), tmp_path)
    finally:
        drawers.drop_pool()
    assert (tmp_path / "estimate.pdf").read_bytes().startswith(b"%PDF-")


def test_every_kind_of_refusal_can_be_read_about_at_its_type(page):
    for kind in problem_details.KINDS:
        assert f'id="{kind.address.removeprefix("/api/#")}"' in page
        assert f"{kind.status} " in page


def test_every_address_and_option_stands_on_the_page(page, client):
    paths = client.get(reverse("api_openapi")).json()["paths"]
    assert all(path in page for path in paths)
    names = [option["name"] for option in openapi.parameters("edition", "as_of")]
    assert all(f"<code>{name}</code>" in page for name in (*names, "seed", "samples"))


def test_without_an_edition_the_page_says_so(client):
    Edition.objects.filter(is_default=True).update(is_default=False)
    assert client.get("/api/").status_code == 503


def test_the_page_is_found_from_the_site(client):
    assert f'href="{reverse("api")}"' in client.get(reverse("about")).content.decode()
