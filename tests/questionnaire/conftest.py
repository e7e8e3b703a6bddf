"""What the tests of the questionnaire share."""

import pytest

from .books import book


@pytest.fixture(scope="session")
def costs():
    return book()
