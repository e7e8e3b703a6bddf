"""The page of components: for developers alone."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_visitors_do_not_find_it(client, editions) -> None:
    assert client.get(reverse("style")).status_code == 404


def test_it_shows_the_real_components(client, editions, settings) -> None:
    settings.DEBUG = True
    page = client.get(reverse("style")).content.decode()
    for part in ("error-summary", "swatch blue-deep", 'class="hero"', "has-error", "<svg"):
        assert part in page
