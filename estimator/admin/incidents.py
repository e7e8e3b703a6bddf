"""The pages of the incident types and of what わからない is taken as."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..costbook import TOPICS
from ..models import IncidentType, TypicalAnswer
from ..profile import SHARES_OF_HELD, choice_keys, quantity_keys
from ..questionnaire.names import short_name
from .record import ReasonedForm
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FIGURE,
    SOURCE_WORDS,
    EvidencedAdmin,
    FigureAdmin,
    NotCheckedForAYear,
    number,
    titled,
)

TOPIC_NAMES = {
    "investigation": _("原因・範囲の調査"),
    "devices": _("端末・サーバー"),
    "data_loss": _("データの消失"),
    "stop": _("業務の停止"),
    "personal_data": _("個人情報"),
    "entrusted": _("預かった個人情報"),
    "cards": _("カード情報"),
    "site": _("ウェブサイト"),
    "transfer": _("だまされた送金"),
    "banking": _("ネットバンキング"),
    "support": _("サポート詐欺"),
    "ransom": _("身代金"),
    "confidential": _("取引先の機密情報"),
    "publicity": _("公表・報道"),
    "dark_web": _("ダークウェブでの公開"),
}


class IncidentTypeForm(ReasonedForm):
    """The form of an incident type: topics are ticked, not typed."""

    topics = forms.MultipleChoiceField(
        label=_("論点"),
        choices=[(topic, TOPIC_NAMES.get(topic, topic)) for topic in sorted(TOPICS)],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("この事案で聞くこと・計上する費目を決めます。"),
    )


@admin.register(IncidentType)
class IncidentTypeAdmin(EvidencedAdmin):
    """事案の種類."""

    form = IncidentTypeForm
    list_display = (
        "name_ja", "code", "shares", "wrongful_purpose", *EVIDENCE_COLUMNS, "edition_code",
    )  # fmt: skip
    list_filter = ("edition", "grade", NotCheckedForAYear, "wrongful_purpose")
    fieldsets = (
        (_("事案"), {"fields": ("edition", ("code", "position"), ("name_ja", "name_en"))}),
        (_("選ぶときの説明"), {"fields": ("summary_ja", "summary_en")}),
        (_("聞くこと・期限"), {"fields": ("topics", "wrongful_purpose")}),
        (
            _("重さの割合（合計100）"),
            {"fields": (("minor_percent", "moderate_percent", "major_percent"),)},
        ),
        EVIDENCE,
    )

    @admin.display(description=_("軽微／中／重大（％）"))
    def shares(self, row: IncidentType) -> str:
        """Show the mix of severities."""
        mix = (row.minor_percent, row.moderate_percent, row.major_percent)
        return "／".join(number(share) for share in mix)


def _keys() -> dict[str, None]:
    return dict.fromkeys((*quantity_keys(), *SHARES_OF_HELD.values(), *choice_keys()))


def _key_choices() -> list[tuple[str, Any]]:
    return [("", "---------"), *((key, f"{short_name(key)}（{key}）") for key in _keys())]


class TypicalAnswerForm(ReasonedForm):
    """The form of a typical answer: the question is chosen by its name."""

    key = forms.ChoiceField(label=_("質問"), choices=_key_choices)


@admin.register(TypicalAnswer)
class TypicalAnswerAdmin(FigureAdmin):
    """わからないときの想定."""

    form = TypicalAnswerForm
    list_display = (
        "question", "option", "situation", "values", "unit", *EVIDENCE_COLUMNS, "edition_code",
    )  # fmt: skip
    list_select_related = ("edition", "source", "incident_type", "size")
    list_filter = (
        "edition",
        "grade",
        NotCheckedForAYear,
        "unit",
        "severity",
        ("incident_type__code", titled(_("事案の種類"))),
    )
    search_fields = ("key", "option", "incident_type__name_ja", "note_ja", *SOURCE_WORDS)
    search_help_text = _("質問・事案の名称・注記・出典（番号・発行者・題名）で探せます。")
    named_codes: ClassVar = {"key": lambda: {key: short_name(key) for key in _keys()}}
    fieldsets = (
        (_("質問"), {"fields": ("edition", ("key", "option"))}),
        (
            _("どんなとき（空はすべて）"),
            {
                "fields": (
                    ("incident_type", "size", "severity"),
                    ("given_key", "given_option"),
                )
            },
        ),
        FIGURE,
        EVIDENCE,
    )

    @admin.display(description=_("質問"), ordering="key")
    def question(self, row: TypicalAnswer) -> str:
        """Show the question by its short name and its key."""
        return f"{short_name(row.key)}（{row.key}）"

    @admin.display(description=_("どんなとき"))
    def situation(self, row: TypicalAnswer) -> str:
        """Show the conditions of the row."""
        parts = [
            row.incident_type.name_ja if row.incident_type else "",
            row.size.name_ja if row.size else "",
            row.get_severity_display() if row.severity else "",
            f"{row.given_key}={row.given_option}" if row.given_key else "",
        ]
        return "・".join(part for part in parts if part) or str(_("いつも"))
