"""Letters that the user's own mail program sends (mailto:), written out beforehand.

In: a link, for whom, until when. Out: one address a language; nothing is sent from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ..formats import long_date
from ..questionnaire.language import in_english, language_in_force


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    address: str  # of the link
    recipient: str
    company: str  # may be empty
    until: date
    has_passphrase: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in one language, as an address that opens the mail program."""

    language: str  # "ja" or "en"
    address: str


def share_mails(letter: Letter) -> list[Mail]:
    """Write the letter that hands over a result."""
    return _in_each_language(letter, _share)


def hand_off_mails(letter: Letter) -> list[Mail]:
    """Write the letter that asks for answers."""
    return _in_each_language(letter, _hand_off)


def _in_each_language(letter: Letter, write: Callable[[Letter], tuple[str, str]]) -> list[Mail]:
    """Write it in the language of the page first."""
    here = language_in_force()
    codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != here)
    mails = []
    for code in codes:
        with translation.override(code):
            subject, body = write(letter)
        mails.append(Mail(code, mailto(subject, body)))
    return mails


def mailto(subject: str, body: str) -> str:
    """Return the address that opens a new letter; lines end as RFC 6068 asks."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def _share(letter: Letter) -> tuple[str, str]:
    paragraphs = [
        _("%(name)s 様") % {"name": letter.recipient},
        _("情報セキュリティ事故の想定損害額の見積り結果です。次のリンクで見られます。"),
        _address(letter),
        _until(letter),
        _("開くときに聞かれる合い言葉は、別の方法でお知らせします。")
        if letter.has_passphrase
        else "",
    ]
    return _subject(_("想定損害額の見積り結果"), letter), _body(paragraphs, letter)


def _hand_off(letter: Letter) -> tuple[str, str]:
    paragraphs = [
        _("%(name)s 様") % {"name": letter.recipient},
        _("情報セキュリティ事故の損害を見積っています。次のリンクの質問に答えてください。"),
        _address(letter),
        _until(letter),
        letter.note,
    ]
    return _subject(_("見積りの質問へのご回答のお願い"), letter), _body(paragraphs, letter)


def _subject(words: str, letter: Letter) -> str:
    if not letter.company:
        return words
    return _("%(words)s（%(company)s）") % {"words": words, "company": letter.company}


def _body(paragraphs: list[str], letter: Letter) -> str:
    return "\n\n".join(text for text in [*paragraphs, letter.company] if text) + "\n"


def _address(letter: Letter) -> str:
    """Let the page open in the language of the letter."""
    return f"{letter.address}?language=en" if in_english() else letter.address


def _until(letter: Letter) -> str:
    return _("%(day)sまで開けます。") % {"day": long_date(letter.until, language_in_force())}
