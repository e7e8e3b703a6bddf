"""What every figure carries: its evidence and its low, typical and high value.

In the flow: the abstract halves of the tables; `costbook_store` turns them into
`costbook.Evidence` and `costbook.Figure`.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .edition_rows import EditionRow
from .sources import Source
from .vocabulary import Grade, Unit

Messages = dict[str, list[Any]]
FIRST_CHECK = date(2000, 1, 1)


def exact(label: Any, help_text: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """Make the column of an exact number: yen up to 京, shares to a ten-thousandth."""
    return models.DecimalField(
        label, max_digits=20, decimal_places=4, help_text=help_text, **options
    )


class EvidencedRow(EditionRow):
    """A row of an edition that says where it comes from and how far it was checked."""

    source = models.ForeignKey(
        Source,
        on_delete=models.RESTRICT,
        related_name="%(class)s_rows",
        verbose_name=_("出典"),
        help_text=_("数値の出どころです。出典のない行は作れません。当方仮定は OWN を選びます。"),
    )
    place = models.CharField(
        _("出典の箇所"),
        max_length=200,
        blank=True,
        help_text=_("ページ・表・スライドの名前など、出典の中の場所です。"),
    )
    grade = models.CharField(
        _("確度"),
        max_length=1,
        choices=Grade,
        help_text=_("数値をどこまで確かめたか。U（未確認）の数値は使えません。"),
    )
    note_ja = models.TextField(
        _("注記"),
        blank=True,
        help_text=_("前提、試算のしかた、当方仮定の理由。見積りの内訳に表示されます。"),
    )
    note_en = models.TextField(
        _("注記（英語）"), blank=True, help_text=_("英語表示で使う注記です。")
    )
    in_force_from = models.DateField(
        _("適用開始日"),
        null=True,
        blank=True,
        help_text=_("数値がいつから（いつ時点で）有効か。分からなければ空にします。"),
    )
    checked_on = models.DateField(
        _("最終確認日"),
        help_text=_("出典と照らし合わせた最後の日です。12か月を過ぎたら確認し直します。"),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an unseen figure, an unexplained assumption, a check that cannot have been."""
        super().clean()
        found: Messages = {}
        if self.grade == Grade.UNSEEN:
            found["grade"] = [_("未確認（U）の数値は使えません。出典を確かめてください。")]
        if self.grade == Grade.ASSUMED and not self.note_ja.strip():
            found["note_ja"] = [_("当方仮定には、そう置いた理由を書いてください。")]
        if self.checked_on and not FIRST_CHECK <= self.checked_on <= timezone.localdate():
            found["checked_on"] = [_("2000年1月1日から今日までの日付にしてください。")]
        if found:
            raise ValidationError(found)
        if self.source_id:
            self.require_same_edition(source=self.source)


class Figure(models.Model):
    """下限・中心・上限: the value half of a figure."""

    low = exact(_("下限"), _("これより低くはならないと見る値です。"))
    typical = exact(_("中心"), _("見積りの中心に使う値です。"))
    high = exact(
        _("上限"), _("これより高くはならないと見る値。出典が「～」なら空にします。"),
        null=True, blank=True,
    )  # fmt: skip
    sampling_bound = exact(
        _("抽出の上限"), _("上限が空のとき、ばらつきの計算でどこまで取るか。"),
        null=True, blank=True,
    )  # fmt: skip
    unit = models.CharField(
        _("単位"), max_length=24, choices=Unit, help_text=_("数値の単位。金額は円で入れます。")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse values out of order. Raises: ValidationError naming the field."""
        super().clean()
        found = figure_messages(self.low, self.typical, self.high, self.sampling_bound)
        if found:
            raise ValidationError(found)


def figure_messages(
    low: Decimal | None, typical: Decimal | None, high: Decimal | None, bound: Decimal | None
) -> Messages:
    """Collect what is wrong with a low, typical and high value, by field."""
    if low is None or typical is None:
        return {}
    found: Messages = {}
    if low < 0:
        found["low"] = [_("0以上にしてください。")]
    if low > typical:
        found["typical"] = [_("下限以上にしてください。")]
    if high is not None and typical > high:
        found["high"] = [_("中心以上にしてください。")]
    if bound is not None and high is not None:
        found["sampling_bound"] = [_("上限があるときは空にしてください。")]
    if bound is not None and bound < typical:
        found["sampling_bound"] = [_("中心以上にしてください。")]
    return found


def evidence_constraints(table: str) -> list[models.BaseConstraint]:
    """Name the rules of the evidence for one table."""
    return [
        models.CheckConstraint(
            condition=~Q(grade=Grade.UNSEEN),
            name=f"{table}_grade_seen",
            violation_error_message=_("未確認（U）の数値は使えません。"),
        )
    ]


def figure_constraints(table: str) -> list[models.BaseConstraint]:
    """Name the rules of a figure for one table."""
    return [
        models.CheckConstraint(
            condition=Q(low__gte=0),
            name=f"{table}_low_not_negative",
            violation_error_message=_("下限は0以上です。"),
        ),
        models.CheckConstraint(
            condition=Q(low__lte=F("typical")),
            name=f"{table}_low_le_typical",
            violation_error_message=_("下限は中心以下です。"),
        ),
        models.CheckConstraint(
            condition=Q(high__isnull=True) | Q(typical__lte=F("high")),
            name=f"{table}_typical_le_high",
            violation_error_message=_("中心は上限以下です。"),
        ),
        models.CheckConstraint(
            condition=Q(sampling_bound__isnull=True)
            | Q(high__isnull=True, sampling_bound__gte=F("typical")),
            name=f"{table}_bound_for_open_high",
            violation_error_message=_("抽出の上限は、上限が空のときだけ、中心以上で入れます。"),
        ),
    ]
