"""Rates, timings, policies, measures and texts: read as values, fixed with their edition."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from estimator import costbook_store
from estimator.costbook import POLICY_TERMS, NotInEdition
from estimator.costbook.outlook_rows import MEASURE_FIGURES
from estimator.estimate import Category, Phase
from estimator.models import Edition, MeasureFigure, PolicyTerm
from tests.factories import tables

pytestmark = pytest.mark.django_db

SMALL_AND_MID = ("up_to_5", "up_to_20", "up_to_50", "up_to_100", "up_to_300")
IPA_WITH_INCIDENT = Decimal("0.233")  # a year, all of them
PAID = {
    *Phase,
    Category.LIABILITY,
    Category.DIRECT_LOSS,
    Category.ADMINISTRATIVE,
}


def test_the_kinds_stored_are_the_kinds_read() -> None:
    assert tuple(PolicyTerm.Kind.values) == POLICY_TERMS
    assert tuple(MeasureFigure.Kind.values) == MEASURE_FIGURES


@pytest.mark.parametrize("code", ["jnsa-2021", "2026-11"])
def test_every_edition_knows_the_spread_and_when_costs_are_paid(editions: None, code: str) -> None:
    book = costbook_store.load(code)
    spreads = [book.unit_cost(f"model_sigma_{of}").typical for of in ("known", "typical", "few")]
    assert spreads == [Decimal("0.4"), Decimal("0.6"), Decimal(1)]
    assert set(book.payment_timings) == PAID
    for timing in book.payment_timings.values():
        assert sum(percent for _month, percent in timing.months) == 100
        assert [month for month, _percent in timing.months] == sorted(dict(timing.months))


def test_every_type_has_a_rate_for_every_size(editions: None) -> None:
    book = costbook_store.load("2026-11")
    for size in book.sizes:
        for incident_type in book.incident_types:
            rate = book.rate(incident_type, ((size.code, Decimal(1)),))
            assert rate.high is not None
            assert 0 < rate.low < rate.typical < rate.high
            assert rate.unit == "per_year"


@pytest.mark.parametrize("size", SMALL_AND_MID)
def test_all_incidents_together_stay_within_what_was_surveyed(editions: None, size: str) -> None:
    book = costbook_store.load("2026-11")
    rates = [book.rate(code, ((size, Decimal(1)),)) for code in book.incident_types]
    assert sum(rate.high or 0 for rate in rates) < IPA_WITH_INCIDENT


def test_an_edition_without_rates_says_so(editions: None) -> None:
    with pytest.raises(NotInEdition):
        costbook_store.load("jnsa-2021").rate("malware", (("up_to_50", Decimal(1)),))


def test_the_most_specific_rate_is_taken() -> None:
    row = tables.IncidentRateFactory()
    size = tables.CompanySizeFactory(edition=row.edition, code="small")
    industry = tables.IndustryFactory(edition=row.edition, code="retail")
    for given, typical in (({"size": size}, "0.002"), ({"industry": industry}, "0.003")):
        tables.IncidentRateFactory(
            edition=row.edition, incident_type=row.incident_type, typical=Decimal(typical), **given
        )
    book, of = costbook_store.load(row.edition.code), row.incident_type.code
    found = [
        book.rate(of, ((size, Decimal(1)),), industry).typical
        for size, industry in (("small", "retail"), ("other", "retail"), ("other", ""))
    ]
    assert found == [Decimal("0.002"), Decimal("0.003"), Decimal("0.001")]


def test_a_policy_is_read_with_its_terms() -> None:
    row = tables.SamplePolicyFactory(typical=Decimal(2))
    tables.PolicyTermFactory(policy=row, kind="deductible", amount=Decimal(100_000))
    policy = costbook_store.load(row.edition.code).sample_policies[row.code]
    assert policy.amounts == {"deductible": Decimal(100_000)}
    assert (policy.premium.typical, policy.premium.unit) == (Decimal(2), "yen_per_year")


def test_a_measure_is_read_with_its_figures() -> None:
    row = tables.MeasureFactory(
        incident_types=["malware"], instructions=[3, 5], subsidy_percent=Decimal(50)
    )
    figure = tables.MeasureFigureFactory(edition=row.edition, measure=row)
    measure = costbook_store.load(row.edition.code).measures[row.code]
    assert measure.incident_types == {"malware"}
    assert measure.instructions == (3, 5)
    assert (measure.subsidy_percent, measure.subsidy_ceiling) == (Decimal(50), None)
    assert measure.sources == (row.source.code, figure.source.code)


def test_a_text_is_unverified_until_somebody_says_so() -> None:
    row = tables.StandardTextFactory()
    text = costbook_store.load(row.edition.code).standard_texts[row.code]
    assert (text.title_ja, text.text_en, text.verified) == ("名称", "Text", False)


WRONG = {
    "a rate in another unit": lambda: tables.IncidentRateFactory(unit="percent"),
    "an open rate": lambda: tables.IncidentRateFactory(high=None),
    "a premium in another unit": lambda: tables.SamplePolicyFactory(unit="yen"),
    "a cost in another unit": lambda: tables.MeasureFigureFactory(unit="yen_per_year"),
    "a factor above 1.5": lambda: tables.MeasureFigureFactory(
        kind="rate_factor", unit="factor", low=0, typical=1, high=Decimal("1.6")
    ),
    "an instruction that does not exist": lambda: tables.MeasureFactory(instructions=[11]),
    "an instruction in words": lambda: tables.MeasureFactory(instructions=["3"]),
    "types that are no list": lambda: tables.MeasureFactory(incident_types="malware"),
    "a type of another edition": lambda: tables.IncidentRateFactory(
        incident_type=tables.IncidentTypeFactory()
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_row_is_refused_with(what: str) -> None:
    with pytest.raises(ValidationError):
        WRONG[what]().clean()


def test_the_database_refuses_a_second_rate_for_the_same_case() -> None:
    row = tables.IncidentRateFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        tables.IncidentRateFactory(edition=row.edition, incident_type=row.incident_type)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE estimator_incidentrate SET typical = 0.5",
        "UPDATE estimator_paymentshare SET percent = 0",
        "UPDATE estimator_policyterm SET amount = 0",
        "DELETE FROM estimator_measurefigure",
        "UPDATE estimator_standardtext SET verified = NOT verified",
    ],
)
def test_the_database_refuses_to_change_what_is_published(statement: str) -> None:
    edition = tables.EditionFactory()
    tables.outlook_rows(edition)
    tables.published(Edition.objects.get(pk=edition.pk))
    with (
        pytest.raises(IntegrityError, match="read-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
