"""The section bar (質問の進みぐあい): its sections and a counter inside the current one.

In the flow: `flow.Progress` -> `ProgressBar` for components/progress.html. Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..questionnaire.flow import Progress
from ..questionnaire.steps import SECTIONS


@dataclass(frozen=True, slots=True)
class ProgressSection:
    """One section of the bar."""

    name: str
    state: str  # passed, current or ahead
    answered: bool  # nothing is open in it


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """What components/progress.html prints."""

    sections: tuple[ProgressSection, ...]
    position: int
    length: int


def progress_bar(progress: Progress) -> ProgressBar:
    """Colour the bar up to the section one is in."""
    here = SECTIONS.index(progress.section)
    states = ["passed"] * here + ["current"] + ["ahead"] * (len(SECTIONS) - here - 1)
    return ProgressBar(
        sections=tuple(
            ProgressSection(str(section.title), state, section in progress.sections_done)
            for section, state in zip(SECTIONS, states, strict=True)
        ),
        position=progress.number,
        length=progress.total,
    )
