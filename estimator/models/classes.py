"""The classes a company falls into: size (従業員規模) and industry (業種) with its two ratios.

In the flow: asked in the questionnaire; when わからない, a range over the classes by their weights.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .edition_rows import DraftRowsQuerySet
from .editions import CODE
from .evidence import EvidencedRow, Figure, evidence_constraints, exact, figure_constraints


class CodedQuerySet(DraftRowsQuerySet):
    """Look-ups of rows that are named by edition and code."""

    def get_by_natural_key(self, edition: str, code: str) -> Any:
        return self.get(edition__code=edition, code=code)


class CodedRow(EvidencedRow):
    """A row named by its code within the edition, with its names in both languages."""

    code = models.CharField(
        _("コード"),
        max_length=60,
        validators=[CODE],
        help_text=_("計算が読む名前です。版を通じて変えません。"),
    )
    name_ja = models.CharField(_("名称"), max_length=120, help_text=_("画面とPDFに出る名前です。"))
    name_en = models.CharField(
        _("名称（英語）"), max_length=160, help_text=_("英語表示で使う名前です。")
    )
    position = models.PositiveSmallIntegerField(
        _("並び順"), default=0, help_text=_("小さいものから順に表示します。")
    )

    objects: ClassVar[Any] = CodedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name_ja}（{self.code}・{self.edition.code}）"

    def natural_key(self) -> tuple[str, ...]:
        return (self.edition.code, self.code)

    natural_key.dependencies = ["estimator.edition", "estimator.source"]  # type: ignore[attr-defined]


def one_row_per_code(table: str) -> models.UniqueConstraint:
    """Name the rule that a code stands once in an edition."""
    return models.UniqueConstraint(
        fields=["edition", "code"],
        name=f"{table}_unique_code",
        violation_error_message=_("この版に同じコードの行があります。"),
    )


class CompanySize(CodedRow):
    """従業員規模: a size class and how common it is."""

    employees_from = models.PositiveIntegerField(
        _("従業員数（から）"), help_text=_("この規模に入る最少の人数です。")
    )
    employees_to = models.PositiveIntegerField(
        _("従業員数（まで）"),
        null=True,
        blank=True,
        help_text=_("この規模に入る最多の人数。上限がなければ空にします。"),
    )
    weight = exact(_("割合（％）"), _("従業員数がわからないとき、この規模である見込みです。"))

    class Meta:
        verbose_name = _("従業員規模")
        verbose_name_plural = _("従業員規模")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("company_size"),
            *evidence_constraints("company_size"),
            models.CheckConstraint(
                condition=Q(employees_to__isnull=True) | Q(employees_from__lte=F("employees_to")),
                name="company_size_from_le_to",
                violation_error_message=_("「まで」は「から」以上にしてください。"),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="company_size_weight_not_negative",
                violation_error_message=_("割合は0以上です。"),
            ),
        )


class Industry(CodedRow):
    """業種: its ratios are in IndustryFigure; the evidence here is that of its weight."""

    weight = exact(_("割合（％）"), _("業種がわからないとき、この業種である見込みです。"))
    makes_goods = models.BooleanField(
        _("製造する"),
        default=False,
        help_text=_("止まった分の生産を後で取り戻せる業種です。"),
    )

    class Meta:
        verbose_name = _("業種")
        verbose_name_plural = _("業種")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("industry"),
            *evidence_constraints("industry"),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="industry_weight_not_negative",
                violation_error_message=_("割合は0以上です。"),
            ),
        )


class IndustryFigureQuerySet(DraftRowsQuerySet):
    """Look-ups of the ratios of an industry."""

    def get_by_natural_key(self, edition: str, industry: str, kind: str) -> "IndustryFigure":
        return self.get(edition__code=edition, industry__code=industry, kind=kind)


class IndustryFigure(EvidencedRow, Figure):
    """業種の数値: marginal-profit ratio (限界利益率) or labour cost (人件費)."""

    class Kind(models.TextChoices):
        """What the figure is."""

        MARGINAL_PROFIT = "marginal_profit", _("限界利益率（％）")
        LABOUR_COST = "labour_cost", _("人件費（円／人月）")

    industry = models.ForeignKey(
        Industry,
        on_delete=models.CASCADE,
        related_name="figures",
        verbose_name=_("業種"),
        help_text=_("この数値が属する業種です。"),
    )
    kind = models.CharField(
        _("種類"), max_length=20, choices=Kind, help_text=_("どちらの数値かを選びます。")
    )

    objects = IndustryFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("業種の数値")
        verbose_name_plural = _("業種の数値")
        ordering = ("edition", "industry", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["industry", "kind"],
                name="industry_figure_unique_kind",
                violation_error_message=_("この業種に同じ種類の数値があります。"),
            ),
            *evidence_constraints("industry_figure"),
            *figure_constraints("industry_figure"),
        )

    def __str__(self) -> str:
        return f"{self.industry} {self.get_kind_display()}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.edition.code, self.industry.code, self.kind)

    natural_key.dependencies = ["estimator.industry", "estimator.source"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a margin above 100 % and an industry of another edition."""
        super().clean()
        if self.industry_id:
            self.require_same_edition(industry=self.industry)
        if self.kind == self.Kind.MARGINAL_PROFIT and self.high is not None and self.high > 100:  # noqa: PLR2004 - percent
            raise ValidationError({"high": _("100％以下にしてください。")})
