"""The first page of a report in small (見本): what the start page shows before anything is asked.

In the flow: an estimate and its meaning -> the words and pictures of the board's page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from ..costbook import CostBook
from ..estimate import Estimate
from ..outlook.outlook import Outlook
from .outlook_view import KeyFigure
from .report.board import board
from .result_page import FigurePart, result_page
from .wording import Wording


@dataclass(frozen=True, slots=True)
class SampleView:
    """The board's page without its tables."""

    company: str
    incident: str
    figure: tuple[FigurePart, ...]
    band: str  # empty without draws
    range_bar: SafeString
    figures: tuple[KeyFigure, ...]
    bars: SafeString  # the six categories
    cash_title: str  # empty: the edition does not say when something is paid
    cash_picture: SafeString
    decision: str


def sample_view(
    estimate: Estimate, costs: CostBook, wording: Wording, meaning: Outlook
) -> SampleView:
    """Choose what shows in one look what comes out."""
    page = result_page(estimate, costs, wording, meaning)
    shown = board(page, estimate, meaning, duties=(), case="")
    return SampleView(
        company=page.company_name,
        incident=page.incident_name,
        figure=page.figure,
        band=shown.band,
        range_bar=shown.range_bar,
        figures=shown.figures,
        bars=shown.bars,
        cash_title=shown.cash_title,
        cash_picture=shown.cash_picture,
        decision=shown.decision,
    )
