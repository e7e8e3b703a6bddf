"""What the OpenAPI document promises, sent and held against the answers by schemathesis.

The requests are made up from the document itself, some within its bounds and some beyond; every
answer must have a status, a media type, headers and a body that the document names.
"""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from estimator.api import urls
from estimator.api.answer_schema import estimate_schema
from estimator.contract import read_options
from estimator.questionnaire import schema

EXAMPLES = sorted((Path(__file__).parents[2] / "fixtures" / "examples").glob("*.json"))
OPERATIONS = ("createEstimate", "getProfileSchema", "listEditions", "getOpenApi")
FEW = {"samples": 20}  # what is drawn is no matter here


@pytest.fixture
def document(editions):
    """Read the document from the application, in process."""
    return schemathesis.openapi.from_wsgi(reverse("api_openapi"), get_wsgi_application())


def sent_and_checked(cases, most):
    @settings(
        max_examples=most,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def send(case):
        case.call_and_validate()

    with override_settings(API_ESTIMATES_PER_MINUTE=1_000_000):
        send()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_keeps_what_the_document_promises(document, name, mode):
    operation = document.find_operation_by_id(name)
    query = FEW if name == "createEstimate" and mode.is_positive else None
    sent_and_checked(operation.as_strategy(mode, query=query), most=25)
