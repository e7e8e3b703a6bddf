"""What tests of the API share: the example company's answers, and one way to send them."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "examples" / "example-manufacturer-50.json"


@pytest.fixture(autouse=True)
def tables(editions):
    """Fill the tables that every estimate needs, and count calls from none."""


@pytest.fixture
def profile():
    """Return the example company's answers."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def send(client):
    """Return a function that asks for an estimate, quickly: with few samples."""

    def send(answers, query="samples=50", content_type="application/json", **options):
        body = answers if isinstance(answers, bytes) else json.dumps(answers).encode()
        address = f"{reverse('api_estimates')}?{query}"
        # Said outright: Django's client leaves the type of an empty body out.
        return client.generic("POST", address, body, CONTENT_TYPE=content_type, **options)

    return send
