"""What the tests of the questionnaire share."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from .books import book

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    """Speak Japanese, whatever a test before has left active."""
    with translation.override("ja"):
        yield


@pytest.fixture(scope="session")
def costs():
    return book()
