"""Rows of the cost tables for tests: each in a draft edition of its own unless told."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from estimator import models
from estimator.models.vocabulary import State

CHECKED_ON = date(2026, 11, 21)


class EditionFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = models.Edition

    code = factory.Sequence(lambda n: f"draft-{n}")
    title_ja = factory.LazyAttribute(lambda edition: f"版 {edition.code}")
    title_en = factory.LazyAttribute(lambda edition: f"Edition {edition.code}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"X{n}")
    publisher = "発行者"
    title = "資料"
    published = "2026"
    url = "https://example.jp/"


class EvidencedFactory(DjangoModelFactory):
    """A row with evidence: its source is of its own edition."""

    class Meta:
        abstract = True

    edition = factory.SubFactory(EditionFactory)
    source = factory.LazyAttribute(lambda row: SourceFactory(edition=row.edition))
    place = "p. 1"
    grade = "A"
    checked_on = CHECKED_ON


class CodedFactory(EvidencedFactory):
    class Meta:
        abstract = True

    code = factory.Sequence(lambda n: f"code_{n}")
    name_ja = "名称"
    name_en = "Name"


class FigureFactory(EvidencedFactory):
    class Meta:
        abstract = True

    low = Decimal(1)
    typical = Decimal(2)
    high = Decimal(3)
    unit = "yen"


class UnitCostFactory(CodedFactory, FigureFactory):
    class Meta:
        model = models.UnitCost


class CompanySizeFactory(CodedFactory):
    class Meta:
        model = models.CompanySize

    employees_from = 0
    employees_to = None
    weight = Decimal(100)


class IndustryFactory(CodedFactory):
    class Meta:
        model = models.Industry

    weight = Decimal(100)


class IndustryFigureFactory(FigureFactory):
    class Meta:
        model = models.IndustryFigure

    industry = factory.LazyAttribute(lambda row: IndustryFactory(edition=row.edition))
    kind = "marginal_profit"
    unit = "percent"


class IncidentTypeFactory(CodedFactory):
    class Meta:
        model = models.IncidentType

    summary_ja = "説明"
    summary_en = "Summary"
    topics = factory.LazyFunction(lambda: ["stop"])
    minor_percent = Decimal(50)
    moderate_percent = Decimal(30)
    major_percent = Decimal(20)


class ScaleFactory(CodedFactory):
    class Meta:
        model = models.Scale

    unit = "yen"


class ScaleBracketFactory(DjangoModelFactory):
    class Meta:
        model = models.ScaleBracket

    scale = factory.SubFactory(ScaleFactory)
    above = Decimal(0)
    rate = Decimal(8)


class StatutoryAmountFactory(CodedFactory):
    class Meta:
        model = models.StatutoryAmount

    amount = Decimal(100)
    currency = "JPY"


class ExchangeRateFactory(FigureFactory):
    class Meta:
        model = models.ExchangeRate

    currency = "USD"
    unit = "yen_per_usd"


class BenchmarkFactory(CodedFactory):
    class Meta:
        model = models.Benchmark

    unit = "percent"
    population_ja = "対象"
    population_en = "Population"


class BenchmarkValueFactory(DjangoModelFactory):
    class Meta:
        model = models.BenchmarkValue

    benchmark = factory.SubFactory(BenchmarkFactory)
    position = factory.Sequence(lambda n: n)
    label_ja = "階級"
    label_en = "Band"
    value = Decimal(10)


class TypicalAnswerFactory(FigureFactory):
    class Meta:
        model = models.TypicalAnswer

    key = "pcs_examined"
    unit = "devices"


class IncidentRateFactory(FigureFactory):
    class Meta:
        model = models.IncidentRate

    incident_type = factory.LazyAttribute(lambda row: IncidentTypeFactory(edition=row.edition))
    low = Decimal("0.0001")
    typical = Decimal("0.001")
    high = Decimal("0.01")
    unit = "per_year"


class PaymentTimingFactory(CodedFactory):
    class Meta:
        model = models.PaymentTiming


class PaymentShareFactory(DjangoModelFactory):
    class Meta:
        model = models.PaymentShare

    timing = factory.SubFactory(PaymentTimingFactory)
    month = factory.Sequence(lambda n: n + 1)
    percent = Decimal(100)


class SamplePolicyFactory(CodedFactory, FigureFactory):
    class Meta:
        model = models.SamplePolicy

    unit = "yen_per_year"


class PolicyTermFactory(DjangoModelFactory):
    class Meta:
        model = models.PolicyTerm

    policy = factory.SubFactory(SamplePolicyFactory)
    kind = "expense_limit"
    amount = Decimal(10_000_000)


class MeasureFactory(CodedFactory):
    class Meta:
        model = models.Measure

    summary_ja = "説明"
    summary_en = "Summary"
    package = "minimal"


class MeasureFigureFactory(FigureFactory):
    class Meta:
        model = models.MeasureFigure

    measure = factory.LazyAttribute(lambda row: MeasureFactory(edition=row.edition))
    kind = "cost_initial"


class StandardTextFactory(CodedFactory):
    class Meta:
        model = models.StandardText

    text_ja = "本文"
    text_en = "Text"


def outlook_rows(edition: models.Edition) -> None:
    """Put one row into each table that the outlook reads."""
    IncidentRateFactory(edition=edition, high=Decimal("0.000123"), low=0, typical=0)
    PaymentShareFactory(timing=PaymentTimingFactory(edition=edition))
    PolicyTermFactory(policy=SamplePolicyFactory(edition=edition))
    measure = MeasureFactory(edition=edition, incident_types=["malware"], instructions=[3, 10])
    MeasureFigureFactory(edition=edition, measure=measure)
    StandardTextFactory(edition=edition)


def published(edition: models.Edition, *, default: bool = False) -> models.Edition:
    """Put an edition into print without the full check."""
    if default:
        models.Edition.objects.filter(is_default=True).update(is_default=False)
    models.Edition.objects.filter(pk=edition.pk).update(
        state=State.PUBLISHED, published_on=CHECKED_ON, is_default=default
    )
    edition.refresh_from_db()
    return edition
