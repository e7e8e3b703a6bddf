"""Copy an edition, change the copy, publish it: the next look-up uses it, the old one stays."""

from datetime import date

import pytest

from estimator import costbook_store
from estimator.costbook_store.checking import TABLES
from estimator.models import Edition, ScaleBracket, UnitCost
from tests.factories import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def current(editions: None) -> Edition:
    return Edition.objects.default()


def test_a_copy_holds_every_row(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    for table in TABLES:
        of = table.objects.filter
        assert of(edition=copy).count() == of(edition=current).count() > 0
    steps = ScaleBracket.objects.filter
    assert steps(scale__edition=copy).count() == steps(scale__edition=current).count()


def test_a_copy_says_the_same_and_stands_alone(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    before, after = costbook_store.load(current.code), costbook_store.load("2027-05")
    assert after.unit_costs == before.unit_costs
    assert after.typical_answers == before.typical_answers
    assert not UnitCost.objects.filter(edition=copy).exclude(source__edition=copy).exists()
    assert (copy.state, copy.is_default, copy.published_on) == ("draft", False, None)


def test_a_copy_costs_few_queries(current: Edition, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(40):  # 11 tables; SQLite writes a large one in batches
        costbook_store.copy_edition(current, "2027-05")


def test_a_code_is_given_once(current: Edition) -> None:
    with pytest.raises(costbook_store.CodeTaken):
        costbook_store.copy_edition(current, "jnsa-2021")


def test_a_published_copy_becomes_the_default(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    costbook_store.publish(copy, on=date(2027, 5, 1))
    assert Edition.objects.default() == copy
    assert (copy.is_published, copy.published_on) == (True, date(2027, 5, 1))
    assert costbook_store.default_code() == "2027-05"


def test_a_faulty_draft_is_not_published_and_everything_wrong_is_named(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    UnitCost.objects.filter(edition=copy, code="ramp_up_lost_share").delete()
    copy.typicalanswer_rows.filter(key="employees").delete()
    with pytest.raises(costbook_store.CannotPublish) as refused:
        costbook_store.publish(copy)
    named = " ".join(str(problem) for problem in refused.value.problems)
    assert "ramp_up_lost_share" in named
    assert "employees" in named
    assert Edition.objects.default() == current


def test_an_edition_is_published_once(current: Edition) -> None:
    with pytest.raises(costbook_store.CannotPublish):
        costbook_store.publish(current)


def test_an_older_edition_can_be_made_the_default_again(current: Edition) -> None:
    old = Edition.objects.get(code="jnsa-2021")
    costbook_store.make_default(old)
    assert Edition.objects.default() == old
    with pytest.raises(costbook_store.NotPublished):
        costbook_store.make_default(tables.EditionFactory())


def test_changes_name_each_figure_that_differs(current: Edition) -> None:
    copy = costbook_store.copy_edition(current, "2027-05")
    copy.unitcost_rows.filter(code="condolence_gift").update(typical=700)
    copy.unitcost_rows.filter(code="pc_replace").delete()
    before, after = costbook_store.load(current.code), costbook_store.load("2027-05")
    gift, replaced = costbook_store.changes(before, after)
    assert (gift.name, gift.before, gift.after) == ("見舞品", "650／676／750", "650／700／750")
    assert (replaced.name, replaced.after) == ("PCの入替", None)
