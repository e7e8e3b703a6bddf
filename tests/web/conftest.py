"""What tests of pages share: an assessment and the addresses in it."""

import json
import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import reverse

from estimator.models import Assessment
from tests.factories.assessments import TOKEN, AssessmentFactory
from tests.factories.drawers import Drawers

EXAMPLES = Path(__file__).parents[2] / "fixtures" / "examples"


def hidden(answer: HttpResponse) -> dict[str, str]:
    """Read what the forms of a page send along."""
    page = answer.content.decode().partition("<main")[2]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.fixture
def assessment(editions) -> Assessment:
    """Begin an assessment without answers."""
    return AssessmentFactory()


@pytest.fixture
def example(editions) -> Assessment:
    """Answer everything as the example company does."""
    text = (EXAMPLES / "example-manufacturer-50.json").read_text(encoding="utf-8")
    return AssessmentFactory(answers=json.loads(text))


@pytest.fixture
def step_url():
    """Return a function that names the page of a step."""
    return lambda slug: reverse("step", args=[TOKEN, slug])


@pytest.fixture
def quick_hashes(settings) -> None:
    """Spare a test the half second that a real password hash takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def drawn_at_once(monkeypatch) -> Drawers:
    """Let every drawing be finished as soon as it is asked for."""
    return Drawers(monkeypatch, b"%PDF-1.7")


@pytest.fixture
def written(monkeypatch, drawn_at_once) -> list[str]:
    """Collect each report that is written, without its pages: they are tested elsewhere."""
    found: list[str] = []

    def write(*_values, **_named) -> str:
        found.append(f"<p>{len(found)}")
        return found[-1]

    monkeypatch.setattr("estimator.views.report.report_html", write)
    return found
