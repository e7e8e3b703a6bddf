"""A fixed address goes before a step of that name: none may hide one."""

import pytest
from django.urls import resolve

from estimator.questionnaire.steps import STEPS
from tests.factories.assessments import TOKEN


@pytest.mark.parametrize("slug", [step.slug for step in STEPS])
def test_no_other_page_stands_at_the_address_of_a_step(slug: str) -> None:
    assert resolve(f"/a/{TOKEN}/{slug}/").url_name == "step"
    assert resolve(f"/h/{TOKEN}/{slug}/").url_name == "helping_step"
