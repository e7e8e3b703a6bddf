"""The figures of an edition: unit costs, scales, amounts fixed by law, exchange rates.

In the flow: filled from fixtures/editions and in the admin; read through `costbook_store` only.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .classes import CodedRow, CompanySize, one_row_per_code
from .edition_rows import DraftRowsQuerySet, ReadOnlyOncePublished
from .evidence import EvidencedRow, Figure, evidence_constraints, exact, figure_constraints
from .vocabulary import Currency, Unit


class UnitCostQuerySet(DraftRowsQuerySet):
    """Look-ups of unit costs."""

    def get_by_natural_key(self, edition: str, code: str, size: str | None = None) -> "UnitCost":
        rows = self.filter(edition__code=edition, code=code)
        return rows.get(size__code=size) if size else rows.get(size__isnull=True)


class UnitCost(CodedRow, Figure):
    """単価: a unit cost or ratio, for every size of company or for one."""

    size = models.ForeignKey(
        CompanySize,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="unit_costs",
        verbose_name=_("従業員規模"),
        help_text=_("規模で変わる単価だけ選びます。空ならどの規模にも使います。"),
    )

    objects = UnitCostQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("単価")
        verbose_name_plural = _("単価")
        ordering = ("edition", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                "edition",
                "code",
                Coalesce("size", Value(0)),
                name="unit_cost_unique_code_and_size",
                violation_error_message=_("この版に同じコード・規模の単価があります。"),
            ),
            *evidence_constraints("unit_cost"),
            *figure_constraints("unit_cost"),
        )

    def __str__(self) -> str:
        size = f"・{self.size.name_ja}" if self.size else ""
        return f"{self.name_ja}（{self.code}{size}・{self.edition.code}）"

    def natural_key(self) -> tuple[str, ...]:
        return (self.edition.code, self.code, *([self.size.code] if self.size else []))

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "estimator.edition", "estimator.source", "estimator.companysize",
    ]  # fmt: skip

    def clean(self) -> None:
        """Refuse a size of another edition."""
        super().clean()
        if self.size_id:
            self.require_same_edition(size=self.size)


class Scale(CodedRow):
    """段階表: a progressive fee (弁護士費用) or a step table (コールセンターの席数)."""

    unit = models.CharField(
        _("結果の単位"), max_length=24, choices=Unit, help_text=_("表から出る値の単位です。")
    )
    inclusive = models.BooleanField(
        _("区切りは「以下」"),
        default=True,
        help_text=_("区切りちょうどの値を下の段に入れるなら選びます。「未満」なら外します。"),
    )

    class Meta:
        verbose_name = _("段階表")
        verbose_name_plural = _("段階表")
        ordering = ("edition", "position", "pk")
        constraints = (one_row_per_code("scale"), *evidence_constraints("scale"))


class ScaleBracketQuerySet(DraftRowsQuerySet):
    """Look-ups of the steps of a scale."""

    def get_by_natural_key(self, edition: str, scale: str, above: str) -> "ScaleBracket":
        return self.get(scale__edition__code=edition, scale__code=scale, above=Decimal(above))


class ScaleBracket(ReadOnlyOncePublished):
    """段: amount × rate + addition, for amounts above `above` up to the next step."""

    edition_path: ClassVar[str] = "scale__edition"

    scale = models.ForeignKey(
        Scale,
        on_delete=models.CASCADE,
        related_name="brackets",
        verbose_name=_("段階表"),
        help_text=_("この段が属する表です。"),
    )
    above = exact(
        _("この値を超える部分"), _("段の始まり。最初の段は0です。次の段の始まりまで続きます。")
    )
    rate = exact(_("率（％）"), _("かける率。席数のような表では0です。"), default=Decimal(0))
    addition = exact(_("加算"), _("率をかけた後に足す値です。"), default=Decimal(0))
    by_negotiation = models.BooleanField(
        _("協議により決定"),
        default=False,
        help_text=_("金額を示せない段です。率と加算は使いません。"),
    )

    objects = ScaleBracketQuerySet.as_manager()

    class Meta:
        verbose_name = _("段")
        verbose_name_plural = _("段")
        ordering = ("scale", "above")
        constraints = (
            models.UniqueConstraint(
                fields=["scale", "above"],
                name="scale_bracket_unique_above",
                violation_error_message=_("同じ値から始まる段があります。"),
            ),
            models.CheckConstraint(
                condition=Q(above__gte=0, rate__gte=0, addition__gte=0),
                name="scale_bracket_not_negative",
                violation_error_message=_("段の値は0以上です。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.scale} {self.above:,.0f}～"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.scale.edition.code, self.scale.code, str(self.above))

    natural_key.dependencies = ["estimator.scale"]  # type: ignore[attr-defined]

    def value_at(self, amount: Decimal) -> Decimal:
        """Work out what this step gives for an amount."""
        return amount * self.rate / 100 + self.addition


def bracket_messages(brackets: Iterable[ScaleBracket]) -> list[Any]:
    """Collect what is wrong with the steps of one scale: start, order and joints."""
    steps = sorted(brackets, key=lambda step: step.above)
    if not steps:
        return [_("段が一つもありません。")]
    found: list[Any] = []
    if steps[0].above != 0:
        found.append(_("最初の段は0から始めてください。"))
    for lower, upper in pairwise(steps):
        if not _joins(lower, upper):
            found.append(
                _("%(above)s で段がつながっていません。率と加算を確かめてください。")
                % {"above": f"{upper.above:,.0f}"}
            )
    return found


def _joins(lower: ScaleBracket, upper: ScaleBracket) -> bool:
    """A progressive fee has no jump where one step ends; a step table only rises."""
    if lower.by_negotiation:
        return False
    if upper.by_negotiation:
        return True
    end, start = lower.value_at(upper.above), upper.value_at(upper.above)
    return end == start if lower.rate or upper.rate else end < start


class StatutoryAmount(CodedRow):
    """法定額: an amount or ceiling fixed by law."""

    amount = exact(_("金額"), _("法令が定める額または上限です。通貨の単位で入れます。"))
    currency = models.CharField(
        _("通貨"), max_length=3, choices=Currency, help_text=_("金額の通貨です。")
    )
    revenue_percent = exact(
        _("売上高比（％）"), _("「または全世界売上高の○％の高い方」の○。なければ空にします。"),
        null=True, blank=True,
    )  # fmt: skip

    class Meta:
        verbose_name = _("法定額")
        verbose_name_plural = _("法定額")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("statutory_amount"),
            *evidence_constraints("statutory_amount"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="statutory_amount_not_negative",
                violation_error_message=_("金額は0以上です。"),
            ),
        )


class ExchangeRateQuerySet(DraftRowsQuerySet):
    """Look-ups of exchange rates."""

    def get_by_natural_key(self, edition: str, currency: str) -> "ExchangeRate":
        return self.get(edition__code=edition, currency=currency)


class ExchangeRate(EvidencedRow, Figure):
    """為替: yen for one unit of a currency, dated and sourced."""

    currency = models.CharField(
        _("通貨"),
        max_length=3,
        choices=[(Currency.USD, Currency.USD.label), (Currency.EUR, Currency.EUR.label)],
        help_text=_("この通貨1単位が何円か。行のない通貨の費目は計上しません。"),
    )

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("為替")
        verbose_name_plural = _("為替")
        ordering = ("edition", "currency")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "currency"],
                name="exchange_rate_unique_currency",
                violation_error_message=_("この版に同じ通貨の行があります。"),
            ),
            *evidence_constraints("exchange_rate"),
            *figure_constraints("exchange_rate"),
        )

    def __str__(self) -> str:
        return f"{self.get_currency_display()}（{self.edition.code}）"

    def natural_key(self) -> tuple[str, str]:
        return (self.edition.code, self.currency)

    natural_key.dependencies = ["estimator.edition", "estimator.source"]  # type: ignore[attr-defined]
