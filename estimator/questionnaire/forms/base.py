"""What the form of every step can do: leave out what does not apply, explain わからない.

In the flow: between a posted step and the stored answers. A field whose condition looks at a
field of the same form is always on the page, so that it works without JavaScript; its answer
counts only when the condition holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _

from ...costbook import CostBook
from .. import taken_as
from ..conditions import UNKNOWN, Answers, Case
from ..fields import NotAnswered, QuestionField, Text, Typed


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """One answer of a list, as shown."""

    value: str
    label: Text
    hint: Text
    checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready to be shown by the component of its kind."""

    key: str
    name: str  # of the html field
    id: str
    kind: str  # number, choice, yes_no, text, date, seats
    label: Text
    hint: Text
    unit: Text  # behind the field
    unit_when: tuple[tuple[str, Text], ...]  # the same by an answer of this page: stop_unit=month
    value: str  # as typed, or as stored
    unknown_allowed: bool
    unknown_name: str  # of the わからない box; empty for a list, where it is one of the answers
    unknown: bool
    taken_as: str  # what わからない is taken as
    taken_when: tuple[tuple[str, str], ...]  # by the same answers
    ask_whom: Text
    choices: tuple[ListedChoice, ...]
    errors: tuple[str, ...]
    required: bool
    lines: int  # more than 1: a longer text
    max_length: int | None
    shown_when: tuple[tuple[str, tuple[str, ...]], ...]  # names and values on the same page
    waits: bool  # with a script it stays hidden until its answer is given


class StepForm(forms.Form):
    """The questions of one step, with the heading of the page and why we ask."""

    title: ClassVar[Text]
    why: ClassVar[Text]

    def __init_subclass__(cls, **traits: Any) -> None:
        super().__init_subclass__(**traits)
        for key, field in getattr(cls, "declared_fields", {}).items():
            cast("QuestionField", field).key = key

    def __init__(
        self, posted: Mapping[str, Any] | None = None, *, answers: Answers, costs: CostBook
    ) -> None:
        super().__init__(posted)
        self.answers, self.costs = answers, costs
        for key, field in self._questions().items():
            self.fields[key] = field.under(costs, answers)
        for key, field in self._questions().items():
            if not self._is_on_page(field):
                del self.fields[key]

    @classmethod
    def declared(cls) -> tuple[QuestionField, ...]:
        """Return every question of the step, asked or not."""
        return tuple(cast("dict[str, QuestionField]", cls.base_fields).values())

    @classmethod
    def asked(cls, answers: Answers, costs: CostBook) -> tuple[QuestionField, ...]:
        """Return the questions that apply to these answers."""
        case = Case(answers, costs)
        return tuple(field for field in cls.declared() if field.applies(case))

    def keys(self) -> tuple[str, ...]:
        """Return the keys on the page."""
        return tuple(self.fields)

    def new_answers(self) -> dict[str, Any]:
        """Return the answers of a valid form; what does not apply is left out."""
        return {k: v for k, v in self.cleaned_data.items() if v is not NotAnswered.YET}

    def clean(self) -> dict[str, Any]:
        """Drop what does not apply and ask for what is missing."""
        answered = dict(self.answers)
        for field in self._questions().values():
            answer = self.cleaned_data.get(field.key, NotAnswered.YET)
            if not field.applies(Case(answered, self.costs)):
                self.errors.pop(field.key, None)
                self.cleaned_data.pop(field.key, None)
                answered.pop(field.key, None)
            elif answer is not NotAnswered.YET:
                answered[field.key] = answer
            elif field.key not in self.errors:
                self.add_error(field.key, field.missing_message())
        self._refuse_nothing()
        return self.cleaned_data

    def _refuse_nothing(self) -> None:
        """Refuse a post without a single field of the page; it must not empty what may be empty."""
        names = {name for key in self.fields for name in (key, f"{key}-{UNKNOWN}")}
        if names.isdisjoint(self.data):
            for key, field in self._questions().items():
                if field.optional:
                    self.add_error(key, _("答えが届いていないので、もう一度送ってください。"))

    def questions(self) -> Iterator[Question]:
        """Yield what the page shows, in order."""
        for field in self._questions().values():
            yield self._question(field)

    def _questions(self) -> dict[str, QuestionField]:
        return cast("dict[str, QuestionField]", dict(self.fields))

    def _is_on_page(self, field: QuestionField) -> bool:
        """Tell whether a field could apply, whatever is answered on this page."""
        here = field.applies.keys & self.fields.keys()
        reveals = {key: options[0] for key, options in field.applies.reveals if key in here}
        open_, revealing = dict.fromkeys(here), dict.fromkeys(here) | reveals
        return any(
            field.applies(Case({**self.answers, **guess}, self.costs))
            for guess in ({}, open_, revealing)
        )

    def _typed(self, field: QuestionField) -> Typed:
        if self.is_bound:
            return field.typed(self.data)
        if field.key not in self.answers:
            return Typed("")
        answer = self.answers[field.key]
        return Typed("", unknown=True) if answer is None else Typed(field.prefill(answer))

    def _taken_when(self, field: QuestionField) -> tuple[tuple[str, str], ...]:
        key = field.rephrased_by
        values = [option.value for option in self._questions()[key].options()] if key else []
        return tuple(
            (f"{key}={value}", taken_as.in_words(field, {**self.answers, key: value}, self.costs))
            for value in values
        )

    def _question(self, field: QuestionField) -> Question:
        typed = self._typed(field)
        listed = field.options()
        return Question(
            key=field.key,
            name=field.key,
            id=f"id_{field.key}",
            kind=field.kind,
            label=field.asked_label(),
            hint=field.hint,
            unit=field.unit_label(),
            unit_when=tuple(
                (f"{field.rephrased_by}={of}", u) for of, u in getattr(field, "units", ())
            ),
            value=typed.text,
            unknown_allowed=field.unknown_allowed,
            unknown_name=f"{field.key}-{UNKNOWN}" if field.unknown_allowed and not listed else "",
            unknown=typed.unknown,
            taken_as=taken_as.in_words(field, self.answers, self.costs),
            taken_when=self._taken_when(field),
            ask_whom=field.ask_whom,
            choices=_choices(field, typed),
            errors=tuple(str(error) for error in self.errors.get(field.key, ())),
            required=not field.optional and not (field.applies.keys & self.fields.keys()),
            lines=getattr(field, "lines", 1),
            max_length=getattr(field, "most", None),
            shown_when=tuple(r for r in field.applies.reveals if r[0] in self.fields),
            waits=not self.is_bound and not field.applies(Case(self.answers, self.costs)),
        )


def _choices(field: QuestionField, typed: Typed) -> tuple[ListedChoice, ...]:
    listed = tuple(
        ListedChoice(option.value, option.label, option.hint, option.value == typed.text)
        for option in field.options()
    )
    if listed and field.unknown_allowed:
        listed += (ListedChoice(UNKNOWN, _("わからない"), "", typed.unknown),)
    return listed
