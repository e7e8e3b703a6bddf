"""The rows of visitors: an assessment (見積りの回答).

In the flow: written and read by `assessment_store`. The token that opens an assessment is never
stored, only its SHA-256 digest.
"""

from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .owning import DIGEST_LENGTH, Owned

GROUP_LENGTH: Final = 32  # hexadecimal digits of sixteen random bytes
NAME_LENGTH: Final = 40  # of a scenario: fits the head of a column


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Look-ups by date."""

    def alive(self, now: datetime) -> "AssessmentQuerySet":
        """Return those that can still be opened."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> "AssessmentQuerySet":
        """Return those past their last day."""
        return self.filter(expires_at__lte=now)


class Assessment(Owned):
    """見積りの回答: the answers of one visitor under one edition of the cost tables."""

    token_digest = models.CharField(
        _("合い言葉のダイジェスト"),
        max_length=DIGEST_LENGTH,
        unique=True,
        help_text=_("リンクの合い言葉の SHA-256。合い言葉そのものは保存しません。"),
    )
    edition = models.ForeignKey(
        "estimator.Edition",
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("単価表の版"),
        help_text=_("作成したときの版。新しい版が出ても変わりません。"),
    )
    price_list = models.ForeignKey(
        "estimator.PriceList",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("自社単価表"),
        help_text=_("はじめるときに選んだ自社単価表。消されると空になり、見積りは変わりません。"),
    )
    own_prices = models.JSONField(
        _("自社単価"),
        null=True,
        blank=True,
        help_text=_("はじめたときの自社単価の写し。あとで単価表を直しても変わりません。"),
    )
    answers = models.JSONField(
        _("回答"), default=dict, help_text=_("プロファイル形式（PROFILE.json）の回答。")
    )
    revision = models.PositiveIntegerField(
        _("改訂"), default=0, help_text=_("保存のたびに 1 ずつ増えます。")
    )
    saved_at_revision = models.JSONField(
        _("質問ごとの改訂"), default=dict, help_text=_("質問ページごとに、最後に保存された改訂。")
    )
    created = models.DateTimeField(_("作成"), help_text=_("最初に作られた日時。"))
    saved_at = models.DateTimeField(_("最終保存"), help_text=_("最後に保存された日時。"))
    expires_at = models.DateTimeField(
        _("期限"), db_index=True, help_text=_("この日時を過ぎると開けなくなり、削除されます。")
    )
    last_change = models.JSONField(
        _("直前の変更"),
        null=True,
        blank=True,
        help_text=_("元に戻すための、直前に変えた質問とその前の回答。"),
    )
    estimate = models.JSONField(
        _("計算済みの見積り"), null=True, blank=True, help_text=_("計算した見積りの JSON。")
    )
    engine_version = models.CharField(
        _("計算エンジンの版"),
        max_length=32,
        blank=True,
        default="",
        help_text=_("見積りを計算したエンジンの版。"),
    )
    estimate_revision = models.PositiveIntegerField(
        _("見積りの改訂"), null=True, blank=True, help_text=_("見積りが対応する回答の改訂。")
    )

    scenario_group = models.CharField(
        _("比べる組"),
        max_length=GROUP_LENGTH,
        blank=True,
        default="",
        db_index=True,
        help_text=_("条件を変えて比べる見積りに共通の印。空欄は比べていないもの。"),
    )
    scenario_kind = models.CharField(
        _("条件の種類"),
        max_length=32,
        blank=True,
        default="",
        help_text=_("ボタンで作った条件のコード。空欄はもとの見積り。"),
    )
    scenario_name = models.CharField(
        _("条件の名前"),
        max_length=NAME_LENGTH,
        blank=True,
        default="",
        help_text=_("作った人が付けた名前。空欄なら種類の名前で示します。"),
    )
    scenario_together = models.BooleanField(
        _("同時に起きたときに数える"),
        default=False,
        help_text=_("同じ種類の条件がいくつかあるとき、合わせて数えるほう。"),
    )
    buyer_answers = models.JSONField(
        _("取引先への回答"),
        default=dict,
        blank=True,
        help_text=_("取引先の質問票に答える対策のコードと、済・予定・なしの別。"),
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("見積りの回答")
        verbose_name_plural = _("見積りの回答")
        ordering = ("-saved_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("saved_at")), name="assessment_expires_after_save"
            ),
            models.CheckConstraint(
                condition=Q(estimate__isnull=True, estimate_revision__isnull=True)
                | Q(estimate__isnull=False, estimate_revision__isnull=False),
                name="assessment_estimate_names_its_revision",
            ),
        ]

    def __str__(self) -> str:
        """Name the row without any of its answers."""
        return f"assessment {self.token_digest[:12]}"

    @property
    def estimate_is_current(self) -> bool:
        """Tell whether the stored estimate belongs to the answers as they stand."""
        return self.estimate is not None and self.estimate_revision == self.revision
