"""The check page (回答の確認): every answer with a link that changes it.

In the flow: answers -> rows for estimator/check.html, and the two columns of estimator/stale.html.
In: the answers, the edition. Out: `CheckSection`, `Difference`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..costbook import CostBook
from ..questionnaire import flow, taken_as
from ..questionnaire.fields import QuestionField, Typed
from ..questionnaire.steps import SECTIONS, Step

Answers = Mapping[str, Any]
MACHINES_PER_PERSON = 5  # beyond, a digit too many is likelier
ChangeUrl = Callable[[str, str], str]  # the step's slug and the key -> the address


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One answer."""

    label: str
    answer: str
    taken_as: str  # what わからない is taken as; empty otherwise
    doubt: str  # what may be a slip of the pen; empty otherwise
    state: str  # answered, unknown or unanswered
    change_url: str


@dataclass(frozen=True, slots=True)
class CheckSection:
    """The answers of one section."""

    name: str
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class StepAnswers:
    """The answers of one page of questions, in short, to be changed in place."""

    title: str
    summary: str  # 「止まる期間 10営業日・止まる割合 60%」
    url: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One question with the answer stored elsewhere and the answer of this page."""

    label: str
    saved: str
    mine: str
    differs: bool


def check_sections(
    answers: Answers, costs: CostBook, *, change_url: ChangeUrl
) -> list[CheckSection]:
    """Lay out every answer on the path, section by section."""
    kept = flow.reachable(answers, costs)
    rows: dict[str, list[CheckRow]] = {}
    for step in flow.path(answers, costs):
        for field in step.form.asked(kept, costs):
            row = check_row(field, kept, costs, change_url(step.slug, field.key))
            rows.setdefault(step.section.slug, []).append(row)
    return [
        CheckSection(str(section.title), tuple(rows[section.slug]))
        for section in SECTIONS
        if section.slug in rows
    ]


def answers_by_step(
    answers: Answers, costs: CostBook, *, url: Callable[[str], str]
) -> list[StepAnswers]:
    """Sum up every page of questions on the path."""
    kept = flow.reachable(answers, costs)
    found = []
    for step in flow.path(answers, costs):
        fields = step.form.asked(kept, costs)
        shown = [f"{field.short} {answer_text(field, kept, costs)}" for field in fields]
        found.append(StepAnswers(str(step.title), _("・").join(shown), url(step.slug)))
    return found


def unanswered(sections: Iterable[CheckSection]) -> int:
    """Count the questions that wait for an answer."""
    return sum(row.state == "unanswered" for section in sections for row in section.rows)


def differences(step: Step, saved: Answers, mine: Answers, costs: CostBook) -> list[Difference]:
    """Set the two versions of one step side by side."""
    return [
        Difference(
            label=str(field.label),
            saved=answer_text(field, saved, costs),
            mine=answer_text(field, mine, costs),
            differs=saved.get(field.key, "") != mine.get(field.key, ""),
        )
        for field in step.form.declared()
        if field.key in saved or field.key in mine
    ]


def typed_rows(step: Step, posted: Answers, costs: CostBook) -> list[tuple[str, str]]:
    """Return label and text of whatever was typed into a step, as it was typed."""
    found = [(field, field.typed(posted)) for field in step.form.declared()]
    return [
        (str(field.label), _as_typed(field, typed, costs))
        for field, typed in found
        if typed.unknown or typed.text.strip()
    ]


def _as_typed(field: QuestionField, typed: Typed, costs: CostBook) -> str:
    if typed.unknown:
        return _("わからない")
    labels = {option.value: str(option.label) for option in field.under(costs).options()}
    return labels.get(typed.text, typed.text)


def check_row(field: QuestionField, answers: Answers, costs: CostBook, change_url: str) -> CheckRow:
    """Lay out one answer."""
    unknown = answers.get(field.key, "") is None
    missing = field.key not in answers and not field.optional
    state = "unanswered" if missing else "unknown" if unknown else "answered"
    return CheckRow(
        label=str(field.short),
        answer=answer_text(field, answers, costs),
        taken_as=taken_as.in_words(field, answers, costs) if unknown else "",
        doubt=_doubt(field, answers),
        state=state,
        change_url=change_url,
    )


def answer_text(field: QuestionField, answers: Answers, costs: CostBook) -> str:
    """Write the stored answer to a question, or that there is none."""
    if field.key not in answers:
        return _("未記入") if field.optional else _("未回答")
    return field.display(answers[field.key], costs, answers)


def _doubt(field: QuestionField, answers: Answers) -> str:
    """Ask about a number of machines or people that hardly fits the company."""
    given, held = answers.get(field.key), answers.get("persons_held")
    if field.key == "persons_affected" and given and held is not None and given > held:
        return _("持っている個人情報の人数を超えています。どちらかを確かめてください。")
    staff, machines = answers.get("employees"), answers.get(field.key)
    if field.unit != "devices" or not staff or not machines:
        return ""
    if machines <= staff * MACHINES_PER_PERSON:
        return ""
    return _("従業員数の5倍を超えています。けたに誤りがないか確かめてください。")
