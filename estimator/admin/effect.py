"""The effect (影響) of an edition: every model case, the example company and every incident type.

In: the cost books of two editions. Out: each case estimated under both. This is where the admin
reaches the engine; today's date is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..costbook import CostBook, NotInEdition
from ..engine.calculate import estimate
from ..estimate import Estimate
from ..presenters.editions.effect import Outcome
from ..questionnaire import answers as questionnaire
from ..questionnaire.cases import EXAMPLE, cases
from ..questionnaire.language import in_english
from ..questionnaire.problems import AnswersRefused

Answers = dict[str, Any]


def outcomes(old: CostBook, new: CostBook, *, as_of: date) -> Iterator[Outcome]:
    """Estimate everything a change of the tables should be looked at on, under both editions."""
    for case in cases(in_english()):
        group = _("例の会社") if case.kind == EXAMPLE else _("公表された事例（モデルケース）")
        yield _outcome((case.id, case.name, group), case.answers, (old, new), as_of)
    for code, row in {**old.incident_types, **new.incident_types}.items():
        name = row.name_en if in_english() else row.name_ja
        head = (f"type-{code}", name, _("事案の種類だけを選び、ほかは「わからない」のとき"))
        yield _outcome(head, {"incident_type": code}, (old, new), as_of)


def _outcome(
    head: tuple[str, str, str], answers: Answers, books: tuple[CostBook, CostBook], as_of: date
) -> Outcome:
    made = [_estimate(answers, book, as_of) for book in books]
    reasons = [_reason(book, found) for book, found in zip(books, made, strict=True)]
    before, after = (found if isinstance(found, Estimate) else None for found in made)
    return Outcome(*head, before=before, after=after, refused=" ".join(filter(None, reasons)))


def _estimate(answers: Answers, book: CostBook, as_of: date) -> Estimate | str:
    """Return the estimate, or why this edition cannot make one."""
    try:
        return estimate(questionnaire.profile(answers, book), book, as_of=as_of)
    except AnswersRefused as refused:
        return "; ".join(map(str, refused.problems))
    except NotInEdition as missing:
        return missing.code


def _reason(book: CostBook, made: Estimate | str) -> str:
    if isinstance(made, Estimate):
        return ""
    text = _("%(edition)s 版では計算できません：%(why)s")
    return text % {"edition": book.edition, "why": made}
