"""Estimates of a few lines, and a cost book with the rows of the model factor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from estimator.costbook import CostBook, Figure
from estimator.estimate import Category, Estimate, EstimateLine, Total
from estimator.formula import Leaf, Origin, given_amount, yen_range
from estimator.outlook.simulation import simulate
from estimator.profile import Choice, OwnQuote
from tests.core.formulas import EVIDENCE
from tests.core.profiles import QUIET

MODEL_ROWS = {
    "model_sigma_known": "0.4",
    "model_sigma_typical": "0.6",
    "model_sigma_few": "1.0",
    "model_few_below": "25",
    "model_known_above": "75",
}


def with_model_rows(costs):
    """Return a cost book with the rows of the model factor, whatever it said before."""
    rows = {(code, ""): _row(code, value) for code, value in MODEL_ROWS.items()}
    return replace(costs, unit_costs={**costs.unit_costs, **rows})


def _row(code, value):
    exact = Decimal(value)
    return Figure(code, code, code, exact, exact, exact, "log_sigma", (EVIDENCE,))


EMPTY = (
    "unit_costs scales statutory_amounts exchange_rates industries incident_types typical_answers"
)
NOTHING = {table: {} for table in EMPTY.split()}
COSTS = with_model_rows(CostBook(edition="test", sources={}, sizes=(), **NOTHING))


def price(code, low, typical, high):
    """Make a price of the edition; a high of None is open."""
    return _leaf(code, Origin.UNIT_COST, (low, typical, high), True)


def asked(code, low, typical, high, *, unit="yen"):
    """Make an answer, known when its bounds are one."""
    return replace(_leaf(code, Origin.ANSWER, (low, typical, high), low == high), unit=unit)


def _leaf(code, origin, bounds, known):
    low, typical, high = (None if b is None else Decimal(b) for b in bounds)
    return Leaf(code, origin, low, typical, high, "yen", known=known)


def perhaps(key, percent):
    """Make a purchase nobody decided on."""
    yes = Decimal(percent) / 100
    return Choice(key, (("no", 1 - yes), ("yes", yes)), known=False)


def line(code, formula, category=Category.LIABILITY, total=None):
    """Make a line; liability is scaled by nothing."""
    claims = category is Category.LIABILITY
    total = total or (Total.LIABILITY if claims else Total.CASH)
    return EstimateLine(code, category, None, total, yen_range(formula), formula)


def quoted(code, low, typical, high):
    """Make a line of an own quote."""
    quote = OwnQuote("業者の見積り", (code,), low, typical, high)
    return replace(line(code, given_amount(quote), Category.RESPONSE), own_quote=quote)


def estimate_of(*lines, profile=QUIET):
    """Put lines together."""
    return Estimate("test", date(2026, 11, 21), "0", profile, lines, ())


def drawn(*lines, seed=1, size=20_000):
    """Simulate lines."""
    return simulate(estimate_of(*lines), COSTS, seed=seed, size=size)
