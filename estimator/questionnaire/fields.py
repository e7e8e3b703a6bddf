"""The kinds of question: text, date, choice, yes or no. Numbers are in `quantities`.

In the flow: between the typed text and the stored answer. A field knows its words, whom to ask,
its bounds, its JSON Schema, how to read what was typed and how to show what is stored.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypedDict, Unpack, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..profile import NO, YES
from .conditions import ALWAYS, UNKNOWN, Answers, Condition

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

Text = str | Promise  # a sentence, possibly still to be translated
Schema = dict[str, Any]

# Characters nobody sees or types: control, zero-width, direction marks, halves of pairs.
_UNSEEN = r"\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
_NO_TAG = r"^(?![\s\S]*<[A-Za-z/!?])"
NAME_PATTERN = rf"{_NO_TAG}[^\u0000-\u001f{_UNSEEN}]*(?![\s\S])"
NOTE_PATTERN = rf"{_NO_TAG}[^\u0000-\u0009\u000b-\u001f{_UNSEEN}]*(?![\s\S])"


class NotAnswered(Enum):
    """The answer of a field that was left empty."""

    YET = "yet"


class Traits(TypedDict, total=False):
    """What a question says of itself besides its label and hint."""

    short: Text  # the noun that stands for it in a formula; for yes or no what はい means
    short_no: Text  # what いいえ means, where a formula says so
    ask_whom: Text  # 聞く相手
    applies: Condition
    unknown_allowed: bool
    if_unknown: Text  # what わからない leads to where no typical answer exists


@dataclass(frozen=True, slots=True)
class Typed:
    """What was posted for one question."""

    text: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list."""

    value: str
    label: Text
    hint: Text = ""
    short: Text = ""  # in a formula, before 見込み; the label when empty


def read_text(posted: Mapping[str, Any], key: str) -> str:
    """Read the text posted for a question."""
    return str(posted.get(key) or "").replace("\r\n", "\n")


def read_typed(posted: Mapping[str, Any], key: str) -> Typed:
    """Read the text posted for a question and the わからない beside it."""
    text = read_text(posted, key)
    ticked = bool(posted.get(f"{key}-{UNKNOWN}"))
    return Typed("", unknown=True) if text == UNKNOWN else Typed(text, ticked)


class QuestionWidget(forms.Widget):
    """Only reads; the pages render questions themselves."""

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any] | None,  # noqa: ARG002 - Django's signature
        name: str,
    ) -> Typed:
        return read_typed(data, name)


class TextWidget(QuestionWidget):
    """Only reads; a company may be called unknown."""

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any] | None,  # noqa: ARG002 - Django's signature
        name: str,
    ) -> Typed:
        return Typed(read_text(data, name))


class QuestionField(forms.Field, ABC):
    """One question. Its key is the name it has in its form and in PROFILE.json."""

    kind: ClassVar[str] = "text"
    widget = QuestionWidget
    optional = False  # may be left empty without わからない
    rephrased_by = ""  # a list on the same page on which the words about わからない hang
    unit = ""

    def __init__(self, label: Text, hint: Text = "", **traits: Unpack[Traits]) -> None:
        super().__init__(required=False)
        self.label: Text = label  # type: ignore[assignment]  # the stubs know half of the lazy texts
        self.hint = hint
        self.key = ""
        self.short = traits.get("short", label)
        self.short_no = traits.get("short_no", "")
        self.ask_whom = traits.get("ask_whom", "")
        self.applies = traits.get("applies", ALWAYS)
        self.unknown_allowed = traits.get("unknown_allowed", True)
        self.if_unknown = traits.get("if_unknown", "")
        self.costs: CostBook | None = None  # see `under`
        self.answers: Answers = {}

    def under(self, costs: CostBook, answers: Answers | None = None) -> Self:
        """Return the same question under an edition, whose lists it may offer, and a case."""
        question = copy(self)
        question.costs, question.answers = costs, answers or {}
        return question

    def asked_label(self) -> Text:
        """Return the question in the words of this case."""
        return self.label

    def unknown_sentence(self) -> str:
        """Say what わからない leads to where the edition has no typical answer."""
        return str(self.if_unknown)

    def clean(self, value: Typed) -> object:
        """Turn what was posted into the stored answer. Raises: ValidationError."""
        text = value.text.strip()
        if value.unknown and self.unknown_allowed:
            if text:
                wrong = _("答えと「わからない」の両方があるので、どちらか一つにしてください。")
                raise ValidationError(wrong, code="both")
            return None
        return self.parse(text) if text else self.empty_answer()

    def typed(self, posted: Mapping[str, Any]) -> Typed:
        """Return what was posted for this question."""
        return cast("QuestionWidget", self.widget).value_from_datadict(posted, None, self.key)

    def empty_answer(self) -> object:
        """Return what an empty field stands for."""
        return NotAnswered.YET

    def missing_message(self) -> str:
        """Say what to do about a question that was left out."""
        return _("答えを一つ選んでください。")

    @abstractmethod
    def parse(self, text: str) -> object:
        """Read a text that is not empty. Raises: ValidationError."""

    def prefill(self, answer: Any) -> str:
        """Return the text that the field shows for a stored answer."""
        return str(answer)

    def display(self, answer: Any, costs: CostBook, answers: Answers | None = None) -> str:
        """Return the stored answer as a reader sees it: 1,200万円, はい, わからない."""
        return _("わからない") if answer is None else self.under(costs, answers).shown(answer)

    def shown(self, answer: Any) -> str:
        """Return a known answer as a reader sees it."""
        return f"{self.prefill(answer)}{self.unit_label()}"

    def unit_label(self) -> Text:
        """Return the unit as written behind the field, empty for none."""
        return ""

    def options(self) -> tuple[Option, ...]:
        """Return the answers to choose from, none for a typed answer."""
        return ()

    @abstractmethod
    def value_schema(self) -> Schema:
        """Return the JSON Schema of a known answer."""


class TextQuestion(QuestionField):
    """A name or a note; may stay empty."""

    widget = TextWidget
    optional = True

    def __init__(self, label: Text, hint: Text = "", *, lines: int = 1, most: int = 200) -> None:
        super().__init__(label, hint, unknown_allowed=False)
        self.lines, self.most = lines, most

    @property
    def pattern(self) -> str:
        """The characters allowed; a note may have several lines."""
        return NAME_PATTERN if self.lines == 1 else NOTE_PATTERN

    def empty_answer(self) -> object:
        return ""

    def parse(self, text: str) -> object:
        if len(text) > self.most:
            wrong = _("文字が多すぎるので、%(most)d文字以内にしてください。") % {"most": self.most}
            raise ValidationError(wrong, code="too_long")
        if not re.search(self.pattern, text):
            raise ValidationError(
                _("HTMLのタグや見えない文字は使えないので、ふつうの文字だけで書いてください。"),
                code="characters",
            )
        return text

    def shown(self, answer: Any) -> str:
        return answer or _("未記入")

    def value_schema(self) -> Schema:
        return {"type": "string", "maxLength": self.most, "pattern": self.pattern}


class ChoiceQuestion(QuestionField):
    """One answer out of a list."""

    kind = "choice"

    def __init__(
        self, label: Text, options: tuple[Option, ...], hint: Text = "", **traits: Unpack[Traits]
    ) -> None:
        super().__init__(label, hint, **traits)
        self._options = options

    def options(self) -> tuple[Option, ...]:
        return self._options

    def parse(self, text: str) -> object:
        if text not in {option.value for option in self.options()}:
            wrong = _("選択肢にない答えなので、表示されている中から選んでください。")
            raise ValidationError(wrong, code="option")
        return self.stored(text)

    def stored(self, option: str) -> object:
        """Return the answer as it is stored."""
        return option

    def shown(self, answer: Any) -> str:
        labels = {option.value: str(option.label) for option in self.options()}
        return labels.get(str(answer), str(answer))

    def value_schema(self) -> Schema:
        return {"enum": [self.stored(option.value) for option in self.options()]}


class YesNoQuestion(ChoiceQuestion):
    """はい or いいえ."""

    kind = "yes_no"

    def __init__(self, label: Text, hint: Text = "", **traits: Unpack[Traits]) -> None:
        options = Option(YES, gettext_lazy("はい")), Option(NO, gettext_lazy("いいえ"))
        super().__init__(label, options, hint, **traits)


class EditionChoiceQuestion(ChoiceQuestion):
    """One entry of a table of the edition: an incident type or an industry."""

    def __init__(self, label: Text, table: str, hint: Text = "", **traits: Unpack[Traits]) -> None:
        super().__init__(label, (), hint, **traits)
        self.table = table

    def options(self) -> tuple[Option, ...]:
        rows = getattr(self.costs, self.table).values()
        japanese = (get_language() or "ja").startswith("ja")
        if japanese:
            return tuple(Option(r.code, r.name_ja, getattr(r, "summary_ja", "")) for r in rows)
        return tuple(Option(r.code, r.name_en, getattr(r, "summary_en", "")) for r in rows)


class MultiplierQuestion(ChoiceQuestion):
    """A list whose answers are multipliers, stored as whole numbers."""

    unit = "factor"

    def stored(self, option: str) -> object:
        return int(option)
