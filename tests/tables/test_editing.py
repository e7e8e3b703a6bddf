"""Copy an edition: the copy says the same, stands alone and says who drafted it."""

import pytest

from estimator import costbook_store
from estimator.costbook_store.tables import EVERY
from estimator.models import Edition, UnitCost
from tests.factories import people, tables

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def current(editions: None) -> Edition:
    return Edition.objects.default()


def test_a_copy_holds_every_row(current: Edition) -> None:
    full = costbook_store.copy_edition(current, "2027-04")
    tables.outlook_rows(full)
    copy = costbook_store.copy_edition(full, "2027-05")
    for table in EVERY:
        path, of = table.edition_path, table.objects.filter
        assert of(**{path: copy}).count() == of(**{path: full}).count() > 0


def test_a_copy_says_the_same_and_stands_alone(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    before, after = costbook_store.load(current.code), costbook_store.load("2027-05")
    assert after.unit_costs == before.unit_costs
    assert after.typical_answers == before.typical_answers
    assert after.benchmarks == before.benchmarks
    assert after.incident_rates == before.incident_rates
    assert after.payment_timings == before.payment_timings
    assert not UnitCost.objects.filter(edition=copy).exclude(source__edition=copy).exists()
    assert (copy.state, copy.is_default, copy.published_on) == ("draft", False, None)


def test_a_copy_costs_few_queries(current: Edition, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(120):  # 22 tables twice; SQLite writes in batches
        costbook_store.copy_edition(current, "2027-05")


def test_a_copy_knows_its_drafter_and_where_each_row_is_from(current: Edition) -> None:
    drafter = people.analyst()
    copy = costbook_store.copy_edition(current, "2027-05", by=drafter)
    assert copy.drafted_by == drafter
    row = copy.unitcost_rows.get(code="pc_replace")
    (line,) = row.history.all()
    assert (line.history_user, line.history_type) == (drafter, "+")
    assert line.history_change_reason == "版「2026-11」から写しました。"


def test_a_code_is_given_once(current: Edition) -> None:
    with pytest.raises(costbook_store.CodeTaken):
        costbook_store.copy_edition(current, "jnsa-2021")
