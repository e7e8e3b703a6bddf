"""The logo of the report: sent in, shown, printed, taken away."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from estimator import assessment_store, logo_store
from estimator.models import Logo
from tests.factories.assessments import TOKEN, finished_report

LOGO, REMOVE, PDF = (reverse(name, args=[TOKEN]) for name in ("logo", "logo_remove", "report_pdf"))


def png(size=(60, 20)) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "#00118f").save(content, "PNG")
    return content.getvalue()


def send(client, content: bytes, name: str = "logo.png"):
    return client.post(LOGO, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.usefixtures("example")
def test_a_logo_is_kept_and_shown(client) -> None:
    assert send(client, png()).url == LOGO
    page = client.get(LOGO).content.decode()
    assert re.search(r'<img src="data:image/png;base64,[\w+/=]+" alt="載せるロゴ"', page)
    assert Logo.objects.get().width == 60


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("logo.png", b"not a picture", "PNG、JPEG、SVG"),
        ("logo.png", png()[:40], "壊れていないか"),
        ("logo.png", png((2001, 2)), "2001×2ピクセル"),
        ("logo.png", png() + b"\0" * 205_000, "200 KB"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(client, name, content, told) -> None:
    answer = send(client, content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page.split('role="alert"')[1].split("</ul>")[0]
    assert 'aria-invalid="true"' in page
    assert not Logo.objects.exists()


@pytest.mark.usefixtures("example")
def test_without_a_file_the_page_asks_for_one(client) -> None:
    assert client.post(LOGO).status_code == 422


@pytest.mark.usefixtures("example")
def test_a_refused_file_leaves_the_logo_before(client) -> None:
    send(client, png())
    assert send(client, b"x").status_code == 422
    assert Logo.objects.count() == 1


@pytest.mark.usefixtures("example")
def test_a_logo_is_taken_away(client) -> None:
    send(client, png())
    assert client.post(REMOVE).url == LOGO
    assert not Logo.objects.exists()
    assert client.get(REMOVE).status_code == 405


def test_a_report_drawn_before_the_logo_is_not_served(client, example) -> None:
    finished_report(example)
    assert client.get(PDF).status_code == 200
    send(client, png())
    assert client.get(PDF).status_code == 302


def test_a_copy_bears_the_logo_and_another_assessment_does_not(client, example) -> None:
    send(client, png())
    _token, copy = assessment_store.copy(example, now=timezone.now())
    assert logo_store.logo_of(copy) == logo_store.logo_of(example) is not None
    _token, other = assessment_store.create("2026-11", {}, now=timezone.now())
    assert logo_store.logo_of(other) is None


def test_a_logo_goes_with_its_assessment(client, example) -> None:
    send(client, png())
    assessment_store.delete(example)
    assert not Logo.objects.exists()
