"""What a report is made from (報告書のもと), read once, and the mark by which it is found again.

In: a request for the report of an opened assessment. Out: `MadeFrom`: the report is made of these
values and of nothing else that is stored, so that the same mark means the same HTML.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language

from .. import account_store, logo_store
from ..models import Report
from ..presenters.report.glyphs import font_version
from ..presenters.report.release import release
from ..questionnaire.logo import Logo
from .access import Opened
from .beside import Standing, standing_beside
from .side_by_side import is_mixed


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Every stored value that can change a letter of a report, and who asks for it in what way."""

    opened: Opened
    kind: Report.Kind
    language: str
    site: str  # stands before the addresses
    prefix: str  # under which the site hangs; it is in the addresses, too
    standing: Standing
    logo: Logo | None
    made_by: str

    @property
    def mark(self) -> str:
        """Name all of it. The estimate must be kept by now: the day it was first made is printed.

        Values, not times of change: what is changed and put back is the same report, and a clock
        that is set back makes none the same that is not. Today is among them, since a deadline is
        counted from it. An edition that is published changes no value: its identity stands for it.
        """
        row, beside = self.opened.assessment, self.standing
        asked = (release(), font_version(), str(self.kind), self.language, self.site, self.prefix)
        made = (row.edition.identity, row.own_prices, row.answers, (row.estimate or {})["as_of"])
        scenarios = [
            (each.pk, each.answers, each.scenario_kind, each.scenario_name, each.scenario_together)
            for each in beside.scenarios
        ]
        paid = (beside.paid.payments, sorted(beside.paid.closed), beside.paid.today)
        parts = (asked, made, is_mixed(beside.scenarios), scenarios, paid, self.logo, self.made_by)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def made_from(request: HttpRequest, opened: Opened, kind: Report.Kind) -> MadeFrom:
    """Read what the report of this request is to be made from."""
    row = opened.assessment
    return MadeFrom(
        opened=opened,
        kind=kind,
        language=get_language() or "",
        site=request.build_absolute_uri("/").rstrip("/"),
        prefix=get_script_prefix(),
        standing=standing_beside(opened),
        logo=logo_store.printed_logo(row),
        made_by=account_store.line_of(row.owner_id),
    )
