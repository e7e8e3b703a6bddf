"""Measures (対策) of an edition, each figure with its own evidence, and texts on schemes (制度).

In the flow: the options of the outlook are made of the measures: what they cost, how far they are
said to help. No line of an estimate is computed from them.
"""

from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .classes import CodedRow, one_row_per_code
from .edition_rows import DraftRowsQuerySet
from .evidence import (
    EvidencedRow,
    Figure,
    Messages,
    evidence_constraints,
    exact,
    figure_constraints,
)
from .vocabulary import Unit

FULL = 100  # percent
INSTRUCTIONS: Final = range(1, 11)  # the ten of the METI guideline (重要10項目)
LARGEST_FACTOR: Final = Decimal("1.5")  # a measure may move loss elsewhere, not multiply it


class Measure(CodedRow):
    """対策: what it is, against which incidents and in which package; its figures are rows."""

    class Package(models.TextChoices):
        """Which package it is part of; what is minimal is recommended too."""

        MINIMAL = "minimal", _("最小限")
        RECOMMENDED = "recommended", _("推奨")
        OPTIONAL = "optional", _("任意")

    summary_ja = models.TextField(_("説明"), help_text=_("対策の一覧で読む一文です。"))
    summary_en = models.TextField(_("説明（英語）"), help_text=_("英語表示で使う説明です。"))
    package = models.CharField(
        _("組み合わせ"),
        max_length=12,
        choices=Package,
        help_text=_("最小限の対策は推奨にも入ります。任意はどちらにも入りません。"),
    )
    incident_types = models.JSONField(
        _("効く事案"),
        default=list,
        blank=True,
        help_text=_("効く事案の種類のコードの一覧です。空ならどの種類にも効きます。"),
    )
    instructions = models.JSONField(
        _("指示の番号"),
        default=list,
        blank=True,
        help_text=_("経営ガイドライン Ver3.0 の重要10項目のうち、満たす指示の番号です。"),
    )
    is_correlation = models.BooleanField(
        _("相関"),
        default=False,
        help_text=_("効果の数値が、一緒に見られただけの関係（因果ではない）なら選びます。"),
    )
    subsidy_percent = exact(
        _("補助率（％）"), _("使える補助金の割合。なければ空にします。"), null=True, blank=True
    )
    subsidy_ceiling = exact(
        _("補助の上限（円）"), _("補助金の上限額。定めがなければ空にします。"),
        null=True, blank=True,
    )  # fmt: skip

    class Meta:
        verbose_name = _("対策")
        verbose_name_plural = _("対策")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("measure"),
            *evidence_constraints("measure"),
            models.CheckConstraint(
                condition=Q(subsidy_percent__isnull=True)
                | Q(subsidy_percent__gte=0, subsidy_percent__lte=FULL),
                name="measure_subsidy_is_percent",
                violation_error_message=_("補助率は0以上100以下です。"),
            ),
            models.CheckConstraint(
                condition=Q(subsidy_ceiling__isnull=True) | Q(subsidy_ceiling__gte=0),
                name="measure_subsidy_not_negative",
                violation_error_message=_("補助の上限は0以上です。"),
            ),
        )

    def clean(self) -> None:
        """Refuse types that are no list of codes and instructions that do not exist."""
        super().clean()
        found: Messages = {}
        if not _is_list_of(str, self.incident_types):
            found["incident_types"] = [_("事案の種類のコードの一覧にしてください。")]
        if not _is_list_of(int, self.instructions) or not set(self.instructions) <= set(
            INSTRUCTIONS
        ):
            found["instructions"] = [_("1から10までの番号の一覧にしてください。")]
        if found:
            raise ValidationError(found)


def _is_list_of(kind: type[Any], value: Any) -> bool:
    return isinstance(value, list) and all(type(each) is kind for each in value)


class MeasureFigureQuerySet(DraftRowsQuerySet):
    """Look-ups of the figures of a measure."""

    def get_by_natural_key(self, edition: str, measure: str, kind: str) -> "MeasureFigure":
        return self.get(edition__code=edition, measure__code=measure, kind=kind)


class MeasureFigure(EvidencedRow, Figure):
    """対策の数値: a cost or an effect of a measure."""

    class Kind(models.TextChoices):
        """What the figure is."""

        COST_INITIAL = "cost_initial", _("初期費用（円）")
        COST_YEARLY = "cost_yearly", _("毎年の費用（円／年）")
        COST_YEARLY_PER_PERSON = "cost_yearly_per_person", _("毎年の費用（円／人・年）")
        RATE_FACTOR = "rate_factor", _("頻度の倍率")
        SEVERITY_FACTOR = "severity_factor", _("損害額の倍率")
        COST_AFTER = "cost_after", _("事案の後に行う費用（円）")

    measure = models.ForeignKey(
        Measure,
        on_delete=models.CASCADE,
        related_name="figures",
        verbose_name=_("対策"),
        help_text=_("この数値が属する対策です。"),
    )
    kind = models.CharField(
        _("種類"), max_length=24, choices=Kind, help_text=_("どの数値かを選びます。")
    )

    objects = MeasureFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("対策の数値")
        verbose_name_plural = _("対策の数値")
        ordering = ("edition", "measure", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["measure", "kind"],
                name="measure_figure_unique_kind",
                violation_error_message=_("この対策に同じ種類の数値があります。"),
            ),
            *evidence_constraints("measure_figure"),
            *figure_constraints("measure_figure"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.get_kind_display()}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.edition.code, self.measure.code, self.kind)

    natural_key.dependencies = ["estimator.measure", "estimator.source"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse another unit, a factor out of bounds and a measure of another edition."""
        super().clean()
        if self.measure_id:
            self.require_same_edition(measure=self.measure)
        unit = UNITS.get(self.kind)
        if unit and self.unit != unit:
            raise ValidationError(
                {"unit": _("この種類の単位は「%(unit)s」です。") % {"unit": unit.label}}
            )
        if unit == Unit.FACTOR and (self.high is None or self.high > LARGEST_FACTOR):
            raise ValidationError({"high": _("倍率は0から1.5までです。")})


UNITS: Final = {
    MeasureFigure.Kind.COST_INITIAL.value: Unit.YEN,
    MeasureFigure.Kind.COST_YEARLY.value: Unit.YEN_PER_YEAR,
    MeasureFigure.Kind.COST_YEARLY_PER_PERSON.value: Unit.YEN_PER_PERSON_YEAR,
    MeasureFigure.Kind.RATE_FACTOR.value: Unit.FACTOR,
    MeasureFigure.Kind.SEVERITY_FACTOR.value: Unit.FACTOR,
    MeasureFigure.Kind.COST_AFTER.value: Unit.YEN,
}


class StandardText(CodedRow):
    """制度の説明: a dated text on a scheme; its name is the heading."""

    text_ja = models.TextField(_("本文"), help_text=_("画面とPDFに出る説明です。"))
    text_en = models.TextField(_("本文（英語）"), help_text=_("英語表示で使う説明です。"))
    verified = models.BooleanField(
        _("原典を確認した"),
        default=False,
        help_text=_("発行者の文書そのものを読んで確かめたときだけ選びます。"),
    )

    class Meta:
        verbose_name = _("制度の説明")
        verbose_name_plural = _("制度の説明")
        ordering = ("edition", "position", "pk")
        constraints = (one_row_per_code("standard_text"), *evidence_constraints("standard_text"))
