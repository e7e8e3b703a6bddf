"""Everything that is wrong with an edition, collected with its place and shown together.

In the flow: before publishing, and by `manage.py check_costbook`. A row is checked by the rules
of its model, the whole by what the engine needs: an answer for every わからない, every ratio.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from ..models import (
    Benchmark,
    CompanySize,
    Edition,
    Industry,
    IndustryFigure,
    Scale,
)
from ..models.figures import bracket_messages
from . import coverage, outlook_checking
from .loading import read
from .tables import TABLES

FULL = Decimal(100)
# Without these the engine cannot work out a whole category under any answer.
NEEDED_UNIT_COSTS = (
    "business_days_per_year", "ramp_up_lost_share", "fine_expected", "model_sigma_known",
    "model_sigma_typical", "model_sigma_few", "model_few_below", "model_known_above",
)  # fmt: skip
NEEDED_SCALES = ("call_center_seat_months", "attorney_retainer", "attorney_success_fee")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    place: str
    what: str
    table: str = ""  # the table to open, empty where no one table is to blame
    pk: int | None = None  # the row to open

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def problems(edition: Edition) -> list[Problem]:
    """Collect everything that is wrong with an edition."""
    found = [problem for table in TABLES for problem in _row_problems(edition, table)]
    found += _scale_problems(edition)
    found += _benchmark_problems(edition)
    found += _class_problems(edition)
    book = read(edition)
    for code in NEEDED_UNIT_COSTS:
        if not book.has_unit_cost(code):
            what = _("%(code)s がありません。") % {"code": code}
            found.append(Problem(_("単価"), what, "unitcost"))
    for code in NEEDED_SCALES:
        if code not in book.scales:
            what = _("%(code)s がありません。") % {"code": code}
            found.append(Problem(_("段階表"), what, "scale"))
    found += [Problem(place, what, "typicalanswer") for place, what in coverage.gaps(book)]
    found += [Problem(*fault) for fault in outlook_checking.faults(edition, book)]
    return found


def _row_problems(edition: Edition, table: type[Any]) -> Iterator[Problem]:
    links = [f.name for f in table._meta.fields if isinstance(f, models.ForeignKey)]  # noqa: SLF001
    joined = (f"{link}__edition" for link in links if link != "edition")
    for row in table.objects.filter(edition=edition).select_related(*links, *joined):
        for what in _messages(row, links):
            place = f"{table._meta.verbose_name} {row}"  # noqa: SLF001
            yield Problem(place, what, table._meta.model_name, row.pk)  # noqa: SLF001


def _messages(row: Any, links: list[str]) -> list[str]:
    """Apply the rules of one row; the database keeps uniqueness and links."""
    found: list[str] = []
    for rules in (lambda: row.clean_fields(exclude=links), row.clean):
        try:
            rules()
        except ValidationError as refusal:
            found += [
                f"{row._meta.get_field(name).verbose_name}: {message}"  # noqa: SLF001
                for name, messages in refusal.message_dict.items()
                for message in messages
            ]
    return found


def _scale_problems(edition: Edition) -> Iterator[Problem]:
    for scale in Scale.objects.filter(edition=edition).prefetch_related("brackets"):
        for message in bracket_messages(scale.brackets.all()):
            yield Problem(f"{_('段階表')} {scale.code}", str(message), "scale", scale.pk)


def _benchmark_problems(edition: Edition) -> Iterator[Problem]:
    for empty in Benchmark.objects.filter(edition=edition, values=None):
        place = f"{Benchmark._meta.verbose_name} {empty.code}"  # noqa: SLF001
        yield Problem(place, _("値がありません。"), "benchmark", empty.pk)


def _class_problems(edition: Edition) -> Iterator[Problem]:
    sizes = list(CompanySize.objects.filter(edition=edition).order_by("employees_from"))
    industries = list(Industry.objects.filter(edition=edition).prefetch_related("figures"))
    for place, rows, table in (
        (_("従業員規模"), sizes, "companysize"),
        (_("業種"), industries, "industry"),
    ):
        if sum(row.weight for row in rows) != FULL:
            yield Problem(place, _("割合の合計が100になっていません。"), table)
    yield from (Problem(_("従業員規模"), what, "companysize") for what in _size_gaps(sizes))
    for industry in industries:
        kinds = {figure.kind for figure in industry.figures.all()}
        for kind in IndustryFigure.Kind:
            if kind not in kinds:
                what = _("%(kind)s がありません。") % {"kind": kind.label}
                yield Problem(f"{_('業種')} {industry.code}", what, "industry", industry.pk)


def _size_gaps(sizes: Iterable[CompanySize]) -> Iterator[str]:
    """A number of employees falls into exactly one class."""
    ordered = list(sizes)
    if not ordered:
        return
    if ordered[-1].employees_to is not None:
        yield _("最も大きい規模の「まで」は空にします。")
    for lower, upper in pairwise(ordered):
        if lower.employees_to is None or lower.employees_to + 1 != upper.employees_from:
            yield _("%(lower)s と %(upper)s の間がつながっていません。") % {
                "lower": lower.code,
                "upper": upper.code,
            }
