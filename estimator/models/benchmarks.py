"""公表された分布: what others published about damage, to hold an estimate against.

In the flow: rows of an edition like every figure; read through `costbook_store`, drawn on the
page of the evidence (算定根拠). No estimate is computed from them.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .classes import CodedRow, one_row_per_code
from .edition_rows import DraftRowsQuerySet, ReadOnlyOncePublished
from .evidence import evidence_constraints, exact


class Benchmark(CodedRow):
    """公表された分布: one survey's answer to one question; its values are in BenchmarkValue."""

    class Unit(models.TextChoices):
        """What the values count."""

        ORGANISATIONS = "organisations", _("団体（数）")
        PERCENT = "percent", _("％")
        YEN = "yen", _("円")
        DAYS = "days", _("日")

    unit = models.CharField(
        _("単位"), max_length=16, choices=Unit, help_text=_("値の単位です。金額は円で入れます。")
    )
    population_ja = models.CharField(
        _("対象"), max_length=200, help_text=_("だれが答えた、いつの調査か。図の下に出ます。")
    )
    population_en = models.CharField(
        _("対象（英語）"), max_length=240, help_text=_("英語表示で使う対象の説明です。")
    )
    sample_size = models.PositiveIntegerField(
        _("回答数"),
        null=True,
        blank=True,
        help_text=_("公表された n。公表されていなければ空にします。"),
    )

    class Meta:
        verbose_name = _("公表された分布")
        verbose_name_plural = _("公表された分布")
        ordering = ("edition", "position", "pk")
        constraints = (one_row_per_code("benchmark"), *evidence_constraints("benchmark"))

    def clean(self) -> None:
        """Refuse a sample of nobody."""
        super().clean()
        if self.sample_size == 0:
            raise ValidationError({"sample_size": _("1以上にするか、空にしてください。")})


class BenchmarkValueQuerySet(DraftRowsQuerySet):
    """Look-ups of the values of a benchmark."""

    def get_by_natural_key(self, edition: str, benchmark: str, position: int) -> "BenchmarkValue":
        return self.get(
            benchmark__edition__code=edition, benchmark__code=benchmark, position=position
        )


class BenchmarkValue(ReadOnlyOncePublished):
    """分布の値: one band or one statistic, as it was published."""

    edition_path: ClassVar[str] = "benchmark__edition"

    benchmark = models.ForeignKey(
        Benchmark,
        on_delete=models.CASCADE,
        related_name="values",
        verbose_name=_("公表された分布"),
        help_text=_("この値が属する分布です。"),
    )
    position = models.PositiveSmallIntegerField(
        _("並び順"), help_text=_("小さいものから順に表示します。")
    )
    label_ja = models.CharField(
        _("名称"), max_length=60, help_text=_("階級や統計量の名前。例: 100万円未満、平均")
    )
    label_en = models.CharField(
        _("名称（英語）"), max_length=80, help_text=_("英語表示で使う名前です。")
    )
    value = exact(_("値"), _("公表されたままの値です。足して合わなくても直しません。"))

    objects = BenchmarkValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("分布の値")
        verbose_name_plural = _("分布の値")
        ordering = ("benchmark", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["benchmark", "position"],
                name="benchmark_value_unique_position",
                violation_error_message=_("同じ並び順の値があります。"),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="benchmark_value_not_negative",
                violation_error_message=_("値は0以上です。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.benchmark} {self.label_ja}"

    def natural_key(self) -> tuple[Any, ...]:
        return (self.benchmark.edition.code, self.benchmark.code, self.position)

    natural_key.dependencies = ["estimator.benchmark"]  # type: ignore[attr-defined]
