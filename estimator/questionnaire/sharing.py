"""The forms of links for somebody else: a result to look at, questions to answer.

In the flow: what is typed in; for whom, for how long and what, out. Whom one asks decides only
which sections are ticked to begin with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .fields import NAME_PATTERN, NOTE_PATTERN
from .steps import COMPANY, INCIDENT, INSURANCE, MONEY, READINESS, RESPONSE, SECTIONS, SPREAD

DAYS: Final = (7, 30, 90)
USUAL_DAYS: Final = 30
MAX_RECIPIENT: Final = 60
MAX_NOTE: Final = 1000
PASSPHRASE: Final = (8, 100)  # shortest, longest
UNREADABLE = _("使えない文字が含まれています。")


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody in or near the company who knows a part of the answers."""

    name: str | Promise
    sections: tuple[str, ...]  # ticked to begin with


HELPERS: Final = {
    "tax_accountant": Helper(_("税理士"), (MONEY.slug,)),
    "it_vendor": Helper(_("IT業者"), (SPREAD.slug, READINESS.slug)),
    "insurance_agent": Helper(_("保険代理店"), (INSURANCE.slug,)),
    "general_affairs": Helper(_("総務"), (COMPANY.slug,)),
    "other": Helper(_("その他"), ()),
}
# What a section is about, in the words of whoever is asked.
ABOUT: Final = {
    COMPANY.slug: _("業種、従業員数、売上高"),
    INCIDENT.slug: _("事案の種類、起きた時期"),
    SPREAD.slug: _("IT構成、止まる期間、個人情報の件数"),
    RESPONSE.slug: _("調査、通知、復旧の方針"),
    READINESS.slug: _("いまの対策"),
    MONEY.slug: _("決算、資金繰り"),
    INSURANCE.slug: _("保険の契約"),
}


class NoteField(forms.CharField):
    """A text of several lines, however the browser ends them."""

    def to_python(self, value: Any) -> str:
        """Return it with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class LinkForm(forms.Form):
    """For whom and for how long."""

    recipient = forms.CharField(
        label=_("渡す相手の名前"),
        max_length=MAX_RECIPIENT,
        validators=[RegexValidator(NAME_PATTERN, UNREADABLE)],
        error_messages={
            "required": _("渡す相手の名前を入力してください。"),
            "max_length": _("名前は60文字以内にしてください。"),
        },
    )
    days = forms.TypedChoiceField(
        label=_("開ける期間"),
        coerce=int,
        choices=[(str(days), days) for days in DAYS],
        initial=str(USUAL_DAYS),
        error_messages={
            "required": _("開ける期間を選んでください。"),
            "invalid_choice": _("開ける期間は7日、30日、90日から選んでください。"),
        },
    )

    def mistakes(self) -> list[dict[str, str]]:
        """Return every mistake with the id of its field."""
        return [
            {
                "id": "id_recipient" if name == NON_FIELD_ERRORS else f"id_{name}",
                "label": "",
                "text": str(text),
            }
            for name, texts in self.errors.items()
            for text in texts
        ]


class ShareForm(LinkForm):
    """A result to look at, perhaps behind a passphrase."""

    passphrase = forms.CharField(
        label=_("合い言葉"),
        required=False,
        min_length=PASSPHRASE[0],
        max_length=PASSPHRASE[1],
        error_messages={
            "min_length": _("合い言葉は8文字以上にしてください。"),
            "max_length": _("合い言葉は100文字以内にしてください。"),
        },
    )


class HandOffForm(LinkForm):
    """Questions for somebody else to answer."""

    helper = forms.ChoiceField(
        label=_("だれに頼みますか"),
        choices=[(code, helper.name) for code, helper in HELPERS.items()],
        error_messages={
            "required": _("頼む相手を選んでください。"),
            "invalid_choice": _("頼む相手は表示されている中から選んでください。"),
        },
    )
    sections = forms.MultipleChoiceField(
        label=_("頼む質問"),
        choices=[(section.slug, section.title) for section in SECTIONS],
        error_messages={
            "required": _("頼む質問を一つ以上選んでください。"),
            "invalid_choice": _("頼む質問は表示されている中から選んでください。"),
        },
    )
    note = NoteField(
        label=_("ひとこと"),
        required=False,
        max_length=MAX_NOTE,
        validators=[RegexValidator(NOTE_PATTERN, UNREADABLE)],
        error_messages={"max_length": _("ひとことは1000文字以内にしてください。")},
    )

    def listed_sections(self) -> list[dict[str, Any]]:
        """Return the sections as boxes to tick."""
        ticked = self["sections"].value() or ()
        return [
            {"slug": s.slug, "title": s.title, "about": ABOUT[s.slug], "checked": s.slug in ticked}
            for s in SECTIONS
        ]


class PassphraseForm(forms.Form):
    """What opens a shared result."""

    passphrase = forms.CharField(
        label=_("合い言葉"),
        max_length=PASSPHRASE[1],
        error_messages={
            "required": _("合い言葉を入力してください。"),
            "max_length": _("合い言葉は100文字以内です。"),
        },
    )
