"""Whatever the schema accepts can be estimated, stored and shown."""

import pytest
from django.urls import reverse

from estimator import costbook_store
from estimator.questionnaire.schema import json_schema
from estimator.views.estimating import estimate_of
from tests.factories.assessments import TOKEN, AssessmentFactory

LARGEST_HEADLINE = 10**18  # yen; the database keeps whole numbers up to about nine times that

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture
def largest():
    """Answer every figure with the largest figure allowed, and buy everything."""
    answers = {"stop_unit": "month", "variable_cost_percent": 0, "catch_up_percent": 0}
    for key, known in json_schema(costbook_store.load())["properties"].items():
        if "maximum" in known:
            answers.setdefault(key, known["maximum"])
        elif "yes" in known.get("enum", ()):
            answers[key] = "yes"
    return answers


def test_the_largest_answers_stay_within_what_can_be_shown(largest) -> None:
    costs = costbook_store.load()
    for code in costs.incident_types:
        made = estimate_of(largest | {"incident_type": code}, costs)
        assert (made.headline.high or made.headline.typical) <= LARGEST_HEADLINE


def test_a_headline_of_the_largest_size_is_shown(client, largest) -> None:
    quotes = [
        {"label": "x", "covers": [code], "amount_yen": 10**15 if code != "overtime" else 10**18}
        for code in ("forensics", "overtime")
    ]
    answers = largest | {"incident_type": "malware", "own_quotes": quotes}
    AssessmentFactory(answers=answers)
    for name in ("result", "check"):
        assert client.get(reverse(name, args=[TOKEN])).status_code == 200


def test_a_move_of_the_largest_size_is_shown(client, largest) -> None:
    answers = largest | {"incident_type": "malware"}
    keys = [key for key in answers if key != "incident_type"]
    change = {"slug": "sales", "keys": keys, "before": {}, "revision": 0}
    AssessmentFactory(answers=answers, last_change=change)
    page = client.get(reverse("step", args=[TOKEN, "incident"]))
    assert page.status_code == 200
    assert "直前のページで" in page.content.decode()
