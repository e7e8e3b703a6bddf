"""Dates as people type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from estimator.questionnaire.dates import parse_date


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-05",
        "2026/11/5",
        "2026.11.5",
        "2026年11月5日",
        "２０２６年１１月５日",
        "令和8年11月5日",
    ],
)
def test_reads_what_people_type(typed):
    assert parse_date(typed) == date(2026, 11, 5)


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "1999-01-01", "2100-01-01", "昨日", "11/5", "<b>", "9" * 100, "元年1月1日"],
)
def test_refuses_with_one_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        parse_date(typed)
    assert refusal.value.messages[0].count("。") == 1


@given(st.text(max_size=50))
def test_raises_nothing_but_a_refusal(typed):
    try:
        assert parse_date(typed)
    except ValidationError:
        return
