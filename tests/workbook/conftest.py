"""Drafts to import into."""

import pytest

from estimator import costbook_store
from estimator.models import Edition


@pytest.fixture
def current(editions: None) -> Edition:
    return Edition.objects.default()


@pytest.fixture
def draft(current: Edition) -> Edition:
    return costbook_store.copy_edition(current, "2027-05")


@pytest.fixture
def blank(db: None) -> Edition:
    return Edition.objects.create(code="blank", title_ja="空", title_en="Blank")
