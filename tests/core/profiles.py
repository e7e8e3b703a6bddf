"""A profile in which everything is known and nothing happens; tests change what they need."""

from dataclasses import fields, replace
from decimal import Decimal

from estimator.profile import (
    Choice,
    Company,
    Finance,
    Incident,
    IncidentProfile,
    Quantity,
    Readiness,
    Response,
    Spread,
)

PLAIN = {
    "company_name": "例",
    "prepared_by": "",
    "industry": "manufacturing",
    "sizes": (("small", Decimal(1)),),
    "incident_type": "malware",
    "topics": frozenset({"personal_data"}),
    "wrongful_purpose": False,
    "case_name": "",
    "case_note": "",
    "discovered_on": None,
    "stop_unit": "business_day",
}


def known(key, value, unit="yen"):
    """Make an answered quantity."""
    exact = Decimal(value)
    return Quantity(key, exact, exact, exact, unit, known=True)


def unknown(key, bounds, unit="yen"):
    """Make a quantity answered わからない."""
    return Quantity(key, *map(Decimal, bounds), unit, known=False)


def chosen(key, option="no", chance=1):
    """Make a choice, known when its chance is 1."""
    others = ((("no" if option == "yes" else "yes"), 1 - Decimal(chance)),) if chance != 1 else ()
    return Choice(key, ((option, Decimal(chance)), *others), known=chance == 1)


def _plain_field(name, kind):
    if name in PLAIN:
        return PLAIN[name]
    if "None" in kind:
        return None
    return chosen(name) if kind == "Choice" else known(name, 0)


def _part(cls):
    return cls(**{f.name: _plain_field(f.name, str(f.type)) for f in fields(cls)})


PARTS = (Company, Incident, Spread, Response, Readiness, Finance)
QUIET = IncidentProfile(*(_part(cls) for cls in PARTS))


def profile(**changes):
    """Return the quiet profile with answers changed by their key."""
    result = QUIET
    for part in ("company", "incident", "spread", "response", "readiness", "finance"):
        here = getattr(result, part)
        names = {f.name for f in fields(here)}
        mine = {key: value for key, value in changes.items() if key in names}
        result = replace(result, **{part: replace(here, **mine)})
    return replace(result, own_quotes=changes.get("own_quotes", ()))
