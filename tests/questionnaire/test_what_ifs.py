"""もしも: which ready-made changes fit a case, and what they change."""

import pytest

from estimator import costbook_store
from estimator.questionnaire.what_ifs import named, other_types, what_ifs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]
CASE = {
    "incident_type": "ransomware_double_extortion", "stop_unit": "business_day", "stop_length": 10,
    "ramp_up_length": 0, "persons_affected": 301, "buy_data_recovery": None, "backup": "connected",
}  # fmt: skip


def offered(**answers):
    costs = costbook_store.load(None)
    case = {**CASE, **answers}
    return {one.code: one.changes for one in what_ifs(case, costs)}


def test_a_length_is_halved_and_doubled():
    found = offered()
    assert found["stop_half"] == {"stop_length": 5}
    assert found["stop_twice"] == {"stop_length": 20}
    assert offered(stop_length=5)["stop_half"] == {"stop_length": 2.5}


def test_persons_stay_whole():
    assert offered()["persons_half"] == {"persons_affected": 151}


@pytest.mark.parametrize("length", [0, None])
def test_what_is_none_or_not_known_is_neither_halved_nor_doubled(length):
    assert not {"stop_half", "stop_twice"} & set(offered(stop_length=length))


def test_nothing_grows_beyond_what_its_question_takes():
    assert "stop_twice" not in offered(stop_length=3000)
    assert "stop_half" in offered(stop_length=3000)


def test_the_backup_that_one_has_is_no_what_if():
    assert "backup_offline" not in offered(backup="offline")
    assert offered()["backup_none"] == {"backup": "none", "buy_data_recovery": None}


def test_a_case_without_lost_data_has_no_backup_to_change():
    assert "backup_none" not in offered(incident_type="business_email_compromise")


def test_every_other_type_is_offered():
    costs = costbook_store.load(None)
    codes = [one.changes["incident_type"] for one in other_types(CASE, costs)]
    assert sorted([*codes, CASE["incident_type"]]) == sorted(costs.incident_types)


def test_only_what_is_offered_has_a_name():
    costs = costbook_store.load(None)
    assert named("stop_half", CASE, costs).changes == {"stop_length": 5}
    assert named("stop_half", {**CASE, "stop_length": 0}, costs) is None
