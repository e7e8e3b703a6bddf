"""Sample policies (保険の代表例) of an edition: the terms of published plans.

In the flow: what an insured company would bear itself is shown with the company's own policy, and
beside it with one of these. An offer of no insurer: figures as published, dated and sourced.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .classes import CodedRow, one_row_per_code
from .edition_rows import DraftRowsQuerySet, ReadOnlyOncePublished
from .evidence import Figure, evidence_constraints, exact, figure_constraints
from .vocabulary import Unit


class SamplePolicy(CodedRow, Figure):
    """保険の代表例: its figure is the premium a year; its limits are in PolicyTerm."""

    class Meta:
        verbose_name = _("保険の代表例")
        verbose_name_plural = _("保険の代表例")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("sample_policy"),
            *evidence_constraints("sample_policy"),
            *figure_constraints("sample_policy"),
        )

    def clean(self) -> None:
        """Refuse a premium that is not counted in yen a year."""
        super().clean()
        if self.unit != Unit.YEN_PER_YEAR:
            raise ValidationError({"unit": _("保険料は「円／年」で入れてください。")})


class PolicyTermQuerySet(DraftRowsQuerySet):
    """Look-ups of the terms of a policy."""

    def get_by_natural_key(self, edition: str, policy: str, kind: str) -> "PolicyTerm":
        return self.get(policy__edition__code=edition, policy__code=policy, kind=kind)


class PolicyTerm(ReadOnlyOncePublished):
    """保険の条件: one limit or deductible; a kind without a row does not exist in the plan."""

    edition_path: ClassVar[str] = "policy__edition"

    class Kind(models.TextChoices):
        """What the amount limits, and what it is counted in."""

        LIABILITY_LIMIT = "liability_limit", _("賠償の限度額（円）")
        EXPENSE_LIMIT = "expense_limit", _("費用の限度額（円）")
        PROFIT_LIMIT = "profit_limit", _("利益の限度額（円）")
        OVERALL_LIMIT = "overall_limit", _("全体の限度額（円）")
        DEDUCTIBLE = "deductible", _("免責金額（円）")
        PREVENTION_SUBLIMIT = "prevention_sublimit", _("再発防止の内枠（円）")
        GIFT_SUBLIMIT = "gift_sublimit", _("見舞品の内枠（円）")
        WAITING_HOURS = "waiting_hours", _("利益の待機時間（時間）")
        PAYS_IN_MONTH = "pays_in_month", _("保険金が入る月（か月目）")

    policy = models.ForeignKey(
        SamplePolicy,
        on_delete=models.CASCADE,
        related_name="terms",
        verbose_name=_("保険の代表例"),
        help_text=_("この条件が属する例です。"),
    )
    kind = models.CharField(
        _("種類"), max_length=24, choices=Kind, help_text=_("どの条件かを選びます。")
    )
    amount = exact(_("値"), _("種類に書いた単位で入れます。金額は円です。"))

    objects = PolicyTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("保険の条件")
        verbose_name_plural = _("保険の条件")
        ordering = ("policy", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["policy", "kind"],
                name="policy_term_unique_kind",
                violation_error_message=_("この例に同じ種類の条件があります。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="policy_term_not_negative",
                violation_error_message=_("値は0以上です。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.get_kind_display()}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.policy.edition.code, self.policy.code, self.kind)

    natural_key.dependencies = ["estimator.samplepolicy"]  # type: ignore[attr-defined]
