"""What can happen in a year: incident types with how often and how costly, and terms of cover.

In the flow: rates of an edition and the samples of each incident -> risks, which the yearly curve
adds up. A severity is an array of equally likely amounts in yen of one event, as simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..costbook.book import CostBook
from ..costbook.classes import Weighted
from ..costbook.figures import Figure
from ..formula.samples import Samples
from .pert import Pert

EventTerm = Callable[[Samples], Samples]  # yen of each event -> yen that count


class OpenRate(ValueError):
    """A rate has no upper end and the edition declares none to sample to."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class HitCompany(Protocol):
    """As much of a company as its rates depend on."""

    @property
    def sizes(self) -> Weighted: ...

    @property
    def industry(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class YearlyRisk:
    """One source of loss: events a year, and what one costs before and after a control."""

    code: str  # names its random streams
    rate: Pert  # events a year, uncertain between low and high
    severities: Samples  # yen of one event, each equally likely
    rate_factor: float = 1.0  # a control leaves this share of the events
    severity_factor: float = 1.0  # and this share of what an event costs

    def __post_init__(self) -> None:
        sound = self.severities.size and np.isfinite(self.severities).all()
        if not sound or self.severities.min() < 0:
            raise ValueError(f"{self.code}: severities must be finite amounts from 0")
        if not 0 <= self.rate_factor <= 1 or self.severity_factor < 0:
            raise ValueError(f"{self.code}: a control leaves a share of the events, 0 to 1")

    def amounts(self, term: EventTerm | None = None) -> Samples:
        """Return yen of one event after the control and, if given, the terms of an event."""
        losses = self.severities
        if self.severity_factor != 1:
            losses = losses * self.severity_factor
        return losses if term is None else term(losses)


@dataclass(frozen=True, slots=True)
class Layer:
    """1事故あたりの条件: what is paid of one event, above a deductible and up to a limit."""

    deductible: float = 0.0  # yen
    limit: float = float("inf")  # yen, after the deductible

    def __call__(self, losses: Samples) -> Samples:
        return np.clip(losses - self.deductible, 0, self.limit)


@dataclass(frozen=True, slots=True)
class Terms:
    """What counts of each event, and of the sum of a year."""

    event: EventTerm | None = None
    annual_limit: float | None = None  # yen; None: no limit for the year

    def limited(self, totals: Samples) -> Samples:
        """Return what counts of each year's total."""
        return totals if self.annual_limit is None else np.minimum(totals, self.annual_limit)


AS_THEY_ARE = Terms()


def rate_of(figure: Figure) -> Pert:
    """Read a dated row as an uncertain rate. Raises: OpenRate."""
    high = figure.high if figure.high is not None else figure.sampling_bound
    if high is None:
        raise OpenRate(figure.code)
    return Pert(float(figure.low), float(figure.typical), float(high))


def yearly_risks(
    costs: CostBook, company: HitCompany, severities: Mapping[str, Samples]
) -> list[YearlyRisk]:
    """Return the risks of one company, an incident type each, in the order given.

    Raises: NotInEdition for a type without a rate; OpenRate.
    """
    return [
        YearlyRisk(code, rate_of(costs.rate(code, company.sizes, company.industry or "")), losses)
        for code, losses in severities.items()
    ]
