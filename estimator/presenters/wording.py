"""The language in force and the questionnaire's words, handed to every presenter as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import formats
from ..formula import Formula, Leaf
from ..formula.words import Token, words
from ..money import YenRange
from ..profile import Choice
from ..questionnaire import names
from ..questionnaire.language import in_english, language_in_force
from ..questionnaire.steps import FIELDS


@dataclass(frozen=True, slots=True)
class Wording:
    """How things are called and written."""

    language: str  # "ja" or "en"
    answer_name: Callable[[str], str]  # the key of an answer, or "key:option", -> its short name
    ask_whom: Callable[[str], str]  # the key of an answer -> who in or near the company knows it

    @classmethod
    def in_force(cls) -> Wording:
        """Return the wording of the language that this request or this command speaks."""
        return cls(language_in_force(), lambda key: str(names.short_name(key)), _ask_whom)

    def formula(self, formula: Formula) -> str:
        """Write a formula in words."""
        return formats.sentence(words(formula), self.language, self.answer_name)

    def pattern(self, formula: Formula) -> str:
        """Write a formula in words without its values."""
        return formats.pattern(words(formula), self.language, self.answer_name)

    def leaf_name(self, leaf: Leaf) -> str:
        """Name one value of a formula."""
        return formats.leaf_name(leaf, self.language, self.answer_name)

    def chance_name(self, choice: Choice, option: str) -> str:
        """Name the chance of an option: 「調査を頼む見込み」."""
        token = Token("chance", choice=choice, option=option)
        text = formats.chance_name(token, self.language, self.answer_name)
        return f"{text[:1].upper()}{text[1:]}"

    def unit(self, unit: str) -> str:
        """Name a unit by itself: 円/台."""
        return formats.unit_name(unit, self.language)

    def rounded(self, yen: int) -> str:
        """Write an amount with two to three digits."""
        return formats.rounded_yen(yen, self.language)

    def span(self, amount: YenRange) -> str:
        """Write low to high, rounded; nothing where there is one value only."""
        if amount.low == amount.high:
            return ""
        text = formats.rounded_range(amount.low, amount.high, self.language)
        if amount.high is None:
            return _("%(least)s（上限は公表されていません）") % {"least": text}
        return text

    def exact(self, yen: int) -> str:
        """Write an amount with every digit."""
        return formats.exact_yen(yen, self.language)

    def difference(self, yen: int) -> str:
        """Write a difference with every digit and its sign: ＋620,000円, ▲620,000円."""
        return self.signed(yen, self.exact(abs(yen)))

    def move(self, yen: int) -> str:
        """Write how far a figure moved, rounded, with its sign: ＋620万円, ▲620万円."""
        return self.signed(yen, self.rounded(abs(yen)))

    def signed(self, yen: int, text: str) -> str:
        """Put the sign of an amount before its text."""
        plus, minus = ("＋", "▲") if self.language == "ja" else ("+", "−")
        return f"{plus if yen >= 0 else minus}{text}"

    def date(self, day: date) -> str:
        """Write a date."""
        return formats.long_date(day, self.language)


def listed(names: Iterable[str], *, between: str = "") -> str:
    """Write names one after the other; in English only the first has its capital."""
    found = list(names)
    if in_english():
        found[1:] = [formats.mid_sentence(name) for name in found[1:]]
    return (between or _("、")).join(found)


def _ask_whom(key: str) -> str:
    field = FIELDS.get(key)
    return str(field.ask_whom) if field is not None else ""
