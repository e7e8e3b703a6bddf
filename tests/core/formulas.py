"""Random formulas for property tests: every node over leaves of every kind."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from estimator.costbook import Bracket, Evidence, Scale, Source
from estimator.formula import (
    Leaf,
    Origin,
    Quotient,
    choose,
    fee,
    maximum,
    number,
    remainder,
    times,
    total,
    whole,
)
from estimator.profile import Choice

SOURCE = Source("S0", "JNSA", "Report", "2021-08-18", "")
EVIDENCE = Evidence(SOURCE, "p. 1", "S", "", "", None, None)
SCALE = Scale(
    "attorney_retainer",
    "着手金",
    "Retainer",
    "yen",
    (
        Bracket(Decimal(0), Decimal("0.08"), Decimal(0)),
        Bracket(Decimal(3_000_000), Decimal("0.05"), Decimal(90_000)),
        Bracket(Decimal(30_000_000), Decimal("0.03"), Decimal(690_000)),
    ),
    EVIDENCE,
)


def leaf(code, low, typical, high, *, unit="yen", known=True):
    """Make a leaf from plain numbers."""
    bounds = (Decimal(low), Decimal(typical), Decimal(high))
    return Leaf(code, Origin.UNIT_COST, *bounds, unit, ("S0",), False, known)


_values = st.lists(st.integers(min_value=0, max_value=10**6), min_size=3, max_size=3).map(sorted)
_shares = st.lists(st.integers(min_value=0, max_value=100), min_size=3, max_size=3).map(sorted)
# A code belongs to one value only, as in an edition: it is made of the value.
leaves = _values.map(lambda v: leaf(f"leaf{v}", *v))
shares = _shares.map(lambda v: leaf(f"share{v}", *v, unit="percent"))
open_leaves = _values.map(lambda v: replace(leaf(f"open{v}", *v), high_value=None))
choices = st.builds(
    lambda percent: Choice(
        f"choice{percent}",
        (("yes", Decimal(percent) / 100), ("no", 1 - Decimal(percent) / 100)),
        known=percent in (0, 100),
    ),
    st.integers(min_value=0, max_value=100),
)


def _grow(children):
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda p: total(*p)),
        st.tuples(children, shares).map(lambda p: times(*p)),
        st.tuples(children, shares).map(lambda p: times(p[0], remainder(p[1]))),
        pairs.map(lambda p: maximum(*p)),
        children.map(lambda c: fee(c, SCALE)),
        children.map(whole),
        children.map(lambda c: Quotient(c, number(12, "months_per_year", "months"))),
        st.tuples(choices, children).map(lambda p: choose(p[0], yes=p[1])),
    )


formulas = st.recursive(leaves, _grow, max_leaves=6)
open_formulas = st.recursive(st.one_of(leaves, open_leaves), _grow, max_leaves=6)
