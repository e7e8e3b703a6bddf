"""Rows become a cost book in few queries; a published book is read once."""

from decimal import Decimal

import pytest
from django.db import models

from estimator import costbook_store
from estimator.models import Edition
from tests.factories import tables
from tests.factories.guard import lifted

pytestmark = pytest.mark.django_db


def test_an_edition_is_read_in_twenty_two_queries_at_most(
    editions: None, django_assert_max_num_queries: object
) -> None:
    draft = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    with django_assert_max_num_queries(22):
        costbook_store.load(draft.code)


def test_a_published_edition_is_read_once(
    editions: None, django_assert_num_queries: object
) -> None:
    first = costbook_store.load()
    with django_assert_num_queries(1):
        assert costbook_store.load() is first


def test_a_draft_is_read_anew_each_time(editions: None) -> None:
    draft = costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    costbook_store.load(draft.code)
    draft.unitcost_rows.filter(code="pc_replace").update(low=1, typical=1, high=1)
    assert costbook_store.load(draft.code).unit_cost("pc_replace").typical == 1


def test_an_edition_made_again_under_its_code_is_not_taken_for_the_old_one() -> None:
    for price in (1, 2):
        edition = tables.EditionFactory(code="2030-01")
        tables.UnitCostFactory(edition=edition, code="pc_replace", typical=price)
        tables.published(edition, default=True)
        assert costbook_store.load().unit_cost("pc_replace").typical == price
        with lifted():
            models.QuerySet(Edition).update(state="draft", is_default=False, published_on=None)
        Edition.objects.get(pk=edition.pk).delete()


def test_an_unknown_code_and_a_missing_default_are_named() -> None:
    for code in (None, "no-such"):
        with pytest.raises(costbook_store.NoSuchEdition) as missing:
            costbook_store.load(code)
        assert missing.value.code == code


def test_published_codes_begin_with_the_default(editions: None) -> None:
    tables.EditionFactory()
    assert costbook_store.published_codes() == ("2026-11", "jnsa-2021")


def test_a_row_arrives_with_its_evidence() -> None:
    row = tables.UnitCostFactory(code="pc_replace", low=Decimal("1.50"), high=None)
    figure = costbook_store.load(row.edition.code).unit_cost("pc_replace")
    assert (figure.low, figure.typical, figure.high) == (Decimal("1.5"), 2, None)
    assert str(figure.typical) == "2"
    assert figure.sources == (row.source.code,)
    assert figure.evidence[0].checked_on == row.checked_on


def test_a_unit_cost_by_size_is_found_by_its_size() -> None:
    size = tables.CompanySizeFactory(code="small")
    tables.UnitCostFactory(edition=size.edition, code="data_recovery", typical=2)
    tables.UnitCostFactory(edition=size.edition, code="data_recovery", size=size, typical=3)
    book = costbook_store.load(size.edition.code)
    assert book.unit_cost("data_recovery").typical == 2
    assert book.unit_cost("data_recovery", (("small", Decimal(1)),)).typical == 3


def test_rates_of_a_scale_become_shares() -> None:
    bracket = tables.ScaleBracketFactory(rate=Decimal(8))
    book = costbook_store.load(bracket.scale.edition.code)
    assert book.scale(bracket.scale.code).brackets[0].rate == Decimal("0.08")
