"""Incident rates (発生頻度) and payment timings (支払いの時期) of an edition.

In the flow: rows of an edition like every figure; read by the outlook, which turns one incident
into a year and into months. No line of an estimate is computed from them.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .classes import CodedRow, CompanySize, Industry, one_row_per_code
from .edition_rows import DraftRowsQuerySet, ReadOnlyOncePublished
from .evidence import EvidencedRow, Figure, evidence_constraints, exact, figure_constraints
from .incidents import IncidentType
from .vocabulary import Unit

FULL = 100  # percent


class IncidentRateQuerySet(DraftRowsQuerySet):
    """Look-ups of incident rates."""

    def get_by_natural_key(
        self, edition: str, incident_type: str, size: str = "", industry: str = ""
    ) -> "IncidentRate":
        return self.get(
            Q(size__code=size) if size else Q(size__isnull=True),
            Q(industry__code=industry) if industry else Q(industry__isnull=True),
            edition__code=edition,
            incident_type__code=incident_type,
        )


def _rate(label: Any, help_text: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """Make the column of a rate: one in a million years is still a number."""
    return models.DecimalField(
        label, max_digits=20, decimal_places=6, help_text=help_text, **options
    )


class IncidentRate(EvidencedRow, Figure):
    """発生頻度: how often a year one company has an incident of a type."""

    low = _rate(_("下限"), _("これより低くはならないと見る、1年あたりの回数です。"))
    typical = _rate(_("中心"), _("見積りの中心に使う、1年あたりの回数です。"))
    high = _rate(
        _("上限"), _("これより高くはならないと見る、1年あたりの回数です。"), null=True, blank=True
    )

    incident_type = models.ForeignKey(
        IncidentType,
        on_delete=models.CASCADE,
        related_name="rates",
        verbose_name=_("事案の種類"),
        help_text=_("どの事案の頻度かを選びます。"),
    )
    size = models.ForeignKey(
        CompanySize,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="incident_rates",
        verbose_name=_("従業員規模"),
        help_text=_("空ならどの規模にも使います。細かい条件の行が優先されます。"),
    )
    industry = models.ForeignKey(
        Industry,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="incident_rates",
        verbose_name=_("業種"),
        help_text=_("空ならどの業種にも使います。"),
    )

    objects = IncidentRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("発生頻度")
        verbose_name_plural = _("発生頻度")
        ordering = ("edition", "incident_type", "size", "industry", "pk")
        constraints = (
            models.UniqueConstraint(
                "edition",
                "incident_type",
                Coalesce("size", Value(0)),
                Coalesce("industry", Value(0)),
                name="incident_rate_unique_situation",
                violation_error_message=_("この版に同じ条件の行があります。"),
            ),
            *evidence_constraints("incident_rate"),
            *figure_constraints("incident_rate"),
        )

    def __str__(self) -> str:
        when = [self.size and self.size.code, self.industry and self.industry.code]
        parts = [*(str(part) for part in when if part), self.edition.code]
        return f"{self.incident_type.name_ja}（{'・'.join(parts)}）"

    def natural_key(self) -> tuple[str, ...]:
        return (
            self.edition.code,
            self.incident_type.code,
            self.size.code if self.size else "",
            self.industry.code if self.industry else "",
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "estimator.incidenttype", "estimator.companysize", "estimator.industry", "estimator.source",
    ]  # fmt: skip

    def clean(self) -> None:
        """Refuse another unit, an open rate and conditions of another edition."""
        super().clean()
        if self.unit != Unit.PER_YEAR:
            raise ValidationError({"unit": _("頻度は「回／年」で入れてください。")})
        if self.high is None:
            raise ValidationError({"high": _("頻度には上限を入れてください。")})
        links: dict[str, Any] = {"size": self.size, "industry": self.industry}
        if self.incident_type_id:
            links["incident_type"] = self.incident_type
        self.require_same_edition(**links)


class PaymentTiming(CodedRow):
    """支払いの時期: when a phase of the response or a damage category is paid."""

    class Meta:
        verbose_name = _("支払いの時期")
        verbose_name_plural = _("支払いの時期")
        ordering = ("edition", "position", "pk")
        constraints = (one_row_per_code("payment_timing"), *evidence_constraints("payment_timing"))


class PaymentShareQuerySet(DraftRowsQuerySet):
    """Look-ups of the months of a payment timing."""

    def get_by_natural_key(self, edition: str, timing: str, month: int) -> "PaymentShare":
        return self.get(timing__edition__code=edition, timing__code=timing, month=month)


class PaymentShare(ReadOnlyOncePublished):
    """支払いの割合: what part falls due in one month after the incident."""

    edition_path: ClassVar[str] = "timing__edition"

    timing = models.ForeignKey(
        PaymentTiming,
        on_delete=models.CASCADE,
        related_name="shares",
        verbose_name=_("支払いの時期"),
        help_text=_("この割合が属する行です。"),
    )
    month = models.PositiveSmallIntegerField(
        _("月"), help_text=_("事案から数えて何か月目か。発生した月の翌月が1です。")
    )
    percent = exact(_("割合（％）"), _("この月に支払う割合です。合計を100にします。"))

    objects = PaymentShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("支払いの割合")
        verbose_name_plural = _("支払いの割合")
        ordering = ("timing", "month")
        constraints = (
            models.UniqueConstraint(
                fields=["timing", "month"],
                name="payment_share_unique_month",
                violation_error_message=_("同じ月の割合があります。"),
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1),
                name="payment_share_from_month_1",
                violation_error_message=_("月は1以上です。"),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=FULL),
                name="payment_share_is_percent",
                violation_error_message=_("割合は0以上100以下です。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.timing} {self.month}"

    def natural_key(self) -> tuple[Any, ...]:
        return (self.timing.edition.code, self.timing.code, self.month)

    natural_key.dependencies = ["estimator.paymenttiming"]  # type: ignore[attr-defined]


def share_messages(shares: Iterable[PaymentShare]) -> list[Any]:
    """Collect what is wrong with the months of one timing."""
    total = sum((share.percent for share in shares), Decimal(0))
    if total == FULL:
        return []
    return [_("合計を100にしてください（いまは%(total)s）。") % {"total": f"{total.normalize():f}"}]
