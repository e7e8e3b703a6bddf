"""The shipped rates times what an incident costs land where the surveys put smaller companies."""

from datetime import date
from decimal import Decimal

import pytest

from estimator import costbook_store
from estimator.costbook import CostBook
from estimator.engine.calculate import estimate
from estimator.outlook.simulation import simulate
from estimator.questionnaire import answers

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
DRAWS = 1_000
A_MILLION = 1_000_000
# Between 帝国データバンク 24.2 % × 3 % = 0.7 % and IPA 23.3 % × 9.4 % = 2.2 %.
BETWEEN_THE_SURVEYS = (0.01, 0.02)
EMPLOYEES = {"up_to_5": 3, "up_to_20": 12, "up_to_50": 35, "up_to_100": 75, "up_to_300": 170}


def above(yen: int, incident_type: str, employees: int, book: CostBook) -> float:
    """Share of the incidents of a type that cost at least so much, nothing else being known."""
    known = {"incident_type": incident_type, "employees": employees}
    found = estimate(answers.profile(known, book), book, as_of=TODAY)
    return float((simulate(found, book, seed=1, size=DRAWS).headline >= yen).mean())


@pytest.mark.parametrize("size", EMPLOYEES)
def test_a_costly_incident_is_as_frequent_as_surveyed(editions: None, size: str) -> None:
    book = costbook_store.load("2026-11")
    yearly = sum(
        float(book.rate(code, ((size, Decimal(1)),)).typical)
        * above(A_MILLION, code, EMPLOYEES[size], book)
        for code in book.incident_types
    )
    assert BETWEEN_THE_SURVEYS[0] <= yearly <= BETWEEN_THE_SURVEYS[1]
