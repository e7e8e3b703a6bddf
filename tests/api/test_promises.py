"""What the OpenAPI document promises, sent and held against the answers by schemathesis.

The requests are made up from the document itself, some within its bounds and some beyond; every
answer must have a status, a media type, headers and a body that the document names.
"""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from estimator import contract, costbook_store
from estimator.api import urls
from estimator.api.answer_schema import estimate_schema
from estimator.questionnaire import measures, own_quotes

EXAMPLES = sorted((Path(__file__).parents[2] / "fixtures" / "examples").glob("*.json"))
READ = ("getProfileSchema", "listEditions", "getOpenApi")
PLAIN = {"Accept-Encoding": "identity"}  # the client in process does not unpack
# Rules between two values, which a JSON Schema does not tell: low above high, one item twice.
BETWEEN_VALUES = (own_quotes.KEY, measures.KEY)


@pytest.fixture
def promised(editions):
    """Read the document from the application, in process, on the connection of the test."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(reverse("api_openapi"), get_wsgi_application())
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


def send_all(cases, check):
    """Send 25 requests, the same ones each time."""

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def send(case):
        check(case)

    with override_settings(API_ESTIMATES_PER_MINUTE=1_000_000):
        send()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", READ)
def test_what_is_read_keeps_what_the_document_promises(promised, name, mode):
    requests = promised.find_operation_by_id(name).as_strategy(mode)
    send_all(requests, lambda case: case.call_and_validate(headers=PLAIN))


def test_wrong_answers_and_options_are_refused_as_the_document_promises(promised):
    requests = promised.find_operation_by_id("createEstimate").as_strategy(GenerationMode.NEGATIVE)
    send_all(requests, lambda case: case.call_and_validate(headers=PLAIN))


def test_right_answers_and_options_are_estimated_as_the_document_promises(promised):
    operation = promised.find_operation_by_id("createEstimate")
    query = {"samples": 20, "edition": costbook_store.default_code()}  # the profile is of this one

    def check(case):
        answer = case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])
        if answer.status_code != 200:
            places = [error["path"] for error in answer.json()["errors"]]
            assert all(place.startswith(BETWEEN_VALUES) for place in places), places

    send_all(operation.as_strategy(GenerationMode.POSITIVE, query=query), check)


def closed(shape):
    """Allow an object no key that its description does not name."""
    if isinstance(shape, list):
        return [closed(part) for part in shape]
    if not isinstance(shape, dict):
        return shape
    found = {key: closed(part) for key, part in shape.items()}
    return found | {"additionalProperties": False} if "required" in shape else found


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("edition", ["2026-11", "jnsa-2021"])
def test_an_estimate_has_the_keys_of_its_description_and_no_other(editions, file, edition):
    given_ = {"edition": edition, "samples": "200"}
    options = contract.read_options(given_, today=date(2026, 11, 21))
    found = contract.answer(file.read_bytes(), options)
    jsonschema.validate(json.loads(contract.estimate_json(found)), closed(estimate_schema()))


def test_a_policy_of_its_own_fits_the_description_too(editions):
    limit = {"policy_expense_limit_yen": 30_000_000, "policy_overall_limit_yen": 50_000_000}
    company = json.loads((EXAMPLES[0].parent / "example-manufacturer-50.json").read_bytes())
    options = contract.read_options({"samples": "200"}, today=date(2026, 11, 21))
    insured = json.dumps(company | {"insured": "yes"} | limit).encode()
    found = json.loads(contract.estimate_json(contract.answer(insured, options)))
    assert found["annual"]["insured"]
    assert found["insurance"]["own"]
    jsonschema.validate(found, closed(estimate_schema()))


def test_a_key_that_the_description_does_not_name_is_noticed(editions):
    options = contract.read_options({"samples": "20"}, today=date(2026, 11, 21))
    found = json.loads(contract.estimate_json(contract.answer(EXAMPLES[0].read_bytes(), options)))
    found["lines"][0]["new"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, closed(estimate_schema()))


def test_the_document_is_openapi(promised):
    promised.validate()
    assert promised.raw_schema["openapi"].startswith("3.1")


def test_the_document_names_every_address_and_every_option(promised):
    names = {pattern.name for pattern in urls.urlpatterns} - {"api", None}
    paths = promised.raw_schema["paths"]
    assert set(paths) == {reverse(name) for name in names}
    options = {option["name"] for option in paths[reverse("api_estimates")]["post"]["parameters"]}
    assert options == {*contract.OPTIONS, "language"}


@pytest.mark.parametrize("edition", ["2026-11", "jnsa-2021"])
def test_its_profile_is_the_published_schema(client, editions, edition):
    query = {"edition": edition, "language": "en"}
    document = client.get(reverse("api_openapi"), query).json()
    published = client.get(reverse("api_schema"), query).json()
    assert {**document["components"]["schemas"]["Profile"], "$schema": published["$schema"]} == (
        published
    )
