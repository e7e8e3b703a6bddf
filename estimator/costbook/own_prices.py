"""自社単価: a company's own contract price that takes the place of a unit cost.

In the flow: laid over an edition by `CostBook.with_prices`; the edition itself is untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .figures import Evidence, Figure, Source

OWN_GRADE = "自"  # neither published nor assumed: the company's own
OWN_SOURCE = "OWN-PRICES"  # the id of the source every own price names


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """One own price in the unit of the unit cost it replaces."""

    code: str
    low: Decimal
    typical: Decimal
    high: Decimal
    note: str

    def over(self, figure: Figure, source: Source, on: date | None) -> Figure:
        """Return the figure with this price and its evidence in place of the published ones."""
        evidence = Evidence(source, "", OWN_GRADE, self.note, self.note, None, on)
        return replace(
            figure,
            low=self.low,
            typical=self.typical,
            high=self.high,
            evidence=(evidence,),
            sampling_bound=None,
        )
