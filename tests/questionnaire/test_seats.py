"""Seats of a call center as people type them, month by month."""

import pytest
from django.core.exceptions import ValidationError

from estimator.questionnaire.steps import FIELDS

parse = FIELDS["call_center_seats_by_month"].parse


@pytest.mark.parametrize("typed", ["5,2,2", "５，２，２", "5、2、2", "5席 2席 2席", "5・2・2"])
def test_reads_what_people_type(typed):
    assert parse(typed) == [5, 2, 2]


@pytest.mark.parametrize("typed", ["5²", "①,2", "1,0000", "1,000", "5" + " " * 499 + ",9,9", "-1"])
def test_refuses_what_would_be_read_as_something_else(typed):
    with pytest.raises(ValidationError):
        parse(typed)
