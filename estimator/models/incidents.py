"""Incident types (事案の種類) and the typical answers (わからないときの想定) of an edition.

In the flow: the types are what the questionnaire offers; the typical answers are what わからない
is taken as, by type, size, severity and another answer.
"""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ..costbook import TOPICS
from ..profile import SHARES_OF_HELD, choice_keys, options_of, quantity_keys
from .classes import CodedRow, CompanySize, one_row_per_code
from .edition_rows import DraftRowsQuerySet
from .evidence import (
    EvidencedRow,
    Figure,
    Messages,
    evidence_constraints,
    exact,
    figure_constraints,
)
from .vocabulary import Severity, Unit

FULL = 100  # percent
# SQLite adds decimals as binary fractions, so the database compares with this much slack.
ALMOST_FULL, JUST_OVER = Value(Decimal("99.9999")), Value(Decimal("100.0001"))


class IncidentType(CodedRow):
    """事案の種類: what it brings into question and how severe it usually is."""

    summary_ja = models.TextField(_("説明"), help_text=_("選ぶときに読む一文です。"))
    summary_en = models.TextField(_("説明（英語）"), help_text=_("英語表示で使う説明です。"))
    topics = models.JSONField(
        _("論点"),
        default=list,
        help_text=_("この事案で聞くこと・計上する費目を決める語の一覧です。"),
    )
    wrongful_purpose = models.BooleanField(
        _("不正の目的によるおそれ"),
        default=False,
        help_text=_("個人情報保護委員会への報告の要否と期限（60日）に使います。"),
    )
    minor_percent = exact(_("軽微（％）"), _("軽微である割合。三つの合計は100です。"))
    moderate_percent = exact(_("中（％）"), _("中くらいである割合です。"))
    major_percent = exact(_("重大（％）"), _("重大である割合です。"))

    class Meta:
        verbose_name = _("事案の種類")
        verbose_name_plural = _("事案の種類")
        ordering = ("edition", "position", "pk")
        constraints = (
            one_row_per_code("incident_type"),
            *evidence_constraints("incident_type"),
            models.CheckConstraint(
                condition=Q(minor_percent__gte=0, moderate_percent__gte=0, major_percent__gte=0),
                name="incident_type_shares_not_negative",
                violation_error_message=_("割合は0以上です。"),
            ),
            models.CheckConstraint(
                condition=Q(
                    minor_percent__gt=ALMOST_FULL - F("moderate_percent") - F("major_percent"),
                    minor_percent__lt=JUST_OVER - F("moderate_percent") - F("major_percent"),
                ),
                name="incident_type_shares_add_to_100",
                violation_error_message=_("軽微・中・重大の割合を合計100にしてください。"),
            ),
        )

    def clean(self) -> None:
        """Refuse a topic the engine does not know."""
        super().clean()
        topics = self.topics if isinstance(self.topics, list) else [self.topics]
        unknown = [str(topic) for topic in topics if topic not in TOPICS]
        if unknown:
            raise ValidationError(
                {"topics": _("知らない論点です: %(topics)s") % {"topics": "、".join(unknown)}}
            )


class TypicalAnswerQuerySet(DraftRowsQuerySet):
    """Look-ups of typical answers."""

    def get_by_natural_key(self, edition: str, key: str, *condition: str) -> "TypicalAnswer":
        option, incident_type, size, severity, given_key, given_option = condition
        return self.get(
            Q(incident_type__code=incident_type)
            if incident_type
            else Q(incident_type__isnull=True),
            Q(size__code=size) if size else Q(size__isnull=True),
            edition__code=edition,
            key=key,
            option=option,
            severity=severity,
            given_key=given_key,
            given_option=given_option,
        )


class TypicalAnswer(EvidencedRow, Figure):
    """わからないときの想定: a quantity's range or the chance of an option."""

    key = models.CharField(
        _("質問"), max_length=60, help_text=_("回答のキー。例: pcs_examined、hire_forensics")
    )
    option = models.CharField(
        _("選択肢"),
        max_length=30,
        blank=True,
        help_text=_("選択の質問なら、見込み（％）を示す選択肢。数量なら空にします。"),
    )
    incident_type = models.ForeignKey(
        IncidentType,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="typical_answers",
        verbose_name=_("事案の種類"),
        help_text=_("空ならどの種類にも使います。細かい条件の行が優先されます。"),
    )
    size = models.ForeignKey(
        CompanySize,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="typical_answers",
        verbose_name=_("従業員規模"),
        help_text=_("空ならどの規模にも使います。"),
    )
    severity = models.CharField(
        _("重さ"),
        max_length=10,
        choices=Severity,
        blank=True,
        help_text=_("空ならどの重さにも使います。"),
    )
    given_key = models.CharField(
        _("前提の質問"),
        max_length=60,
        blank=True,
        help_text=_("別の回答によって変わるとき、その回答のキー。例: backup"),
    )
    given_option = models.CharField(
        _("前提の回答"),
        max_length=30,
        blank=True,
        help_text=_("前提の質問がこの答えのときだけ使います。例: offline"),
    )

    objects = TypicalAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("わからないときの想定")
        verbose_name_plural = _("わからないときの想定")
        ordering = ("edition", "key", "option", "pk")
        constraints = (
            models.UniqueConstraint(
                "edition",
                "key",
                "option",
                Coalesce("incident_type", Value(0)),
                Coalesce("size", Value(0)),
                "severity",
                "given_key",
                "given_option",
                name="typical_answer_unique_situation",
                violation_error_message=_("この版に同じ条件の行があります。"),
            ),
            models.CheckConstraint(
                condition=Q(given_key="", given_option="") | ~Q(given_key="") & ~Q(given_option=""),
                name="typical_answer_given_is_whole",
                violation_error_message=_("前提は質問と回答を両方入れてください。"),
            ),
            *evidence_constraints("typical_answer"),
            *figure_constraints("typical_answer"),
        )

    def __str__(self) -> str:
        when = [self.incident_type and self.incident_type.code, self.size and self.size.code]
        given = f"{self.given_key}={self.given_option}" if self.given_key else ""
        parts = [self.option, *(str(w) for w in when if w), self.severity, given, self.edition.code]
        return f"{self.key}（{'・'.join(part for part in parts if part)}）"

    def natural_key(self) -> tuple[str, ...]:
        return (
            self.edition.code,
            self.key,
            self.option,
            self.incident_type.code if self.incident_type else "",
            self.size.code if self.size else "",
            self.severity,
            self.given_key,
            self.given_option,
        )

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "estimator.incidenttype", "estimator.companysize", "estimator.source",
    ]  # fmt: skip

    def clean(self) -> None:
        """Refuse an unknown key, an option out of place and conditions of another edition."""
        super().clean()
        found = key_messages(self.key, self.option, self.unit)
        found.update(given_messages(self.given_key, self.given_option))
        if self.option and self.typical is not None and self.typical > FULL:
            found["typical"] = [_("見込みは100％以下にしてください。")]
        if found:
            raise ValidationError(found)
        self.require_same_edition(incident_type=self.incident_type, size=self.size)


def key_messages(key: str, option: str, unit: str) -> Messages:
    """Collect what is wrong with the question a typical answer names."""
    if key in quantity_keys():
        return {"option": [_("数量の質問に選択肢はありません。")]} if option else {}
    if key in SHARES_OF_HELD.values():
        return {} if unit == Unit.PERCENT else {"unit": [_("割合は％で入れてください。")]}
    if key not in choice_keys():
        return {"key": [_("知らない質問です: %(key)s") % {"key": key}]}
    allowed = options_of(key)[1:]
    if option not in allowed:
        return {
            "option": [_("次のどれかにしてください: %(options)s") % {"options": "、".join(allowed)}]
        }
    if unit != Unit.PERCENT:
        return {"unit": [_("選択の見込みは％で入れてください。")]}
    return {}


def given_messages(key: str, option: str) -> Messages:
    """Collect what is wrong with the other answer a row depends on."""
    if not key and not option:
        return {}
    if key not in choice_keys():
        return {"given_key": [_("前提にできるのは選択の質問だけです。")]}
    if option not in options_of(key):
        options: Any = "、".join(options_of(key))
        return {"given_option": [_("次のどれかにしてください: %(options)s") % {"options": options}]}
    return {}
