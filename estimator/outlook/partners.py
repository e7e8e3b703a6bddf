"""取引先の目線: what an incident means to customers, and what a buyer asks a supplier.

In the flow: estimate and duties -> notices, delivery and recourse; answers and measures -> the
facts of a one-page answer to a buyer's questionnaire. Codes and values only, no sentences.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..costbook import CostBook, StandardText
from ..estimate import Estimate, Reason
from ..money import YenRange
from ..profile import YES, Choice, IncidentProfile, Quantity
from .duties import Duty

# Duties towards those we do business with, as `duties` names them.
TOWARDS_PARTNERS = ("principals", "card_companies", "notify_persons")
BUYERS_SCHEME = "scs"  # what buyers ask for by its stars; subsidies are texts too
RECOURSE = ("principal_recourse", "card_fraud", "card_reissue", "corporate_claims")


@dataclass(frozen=True, slots=True)
class Notice:
    """連絡: one group of partners to be told."""

    code: str
    days: int | None  # from the day of discovery; None: without delay or by contract
    due_on: date | None
    is_certain: bool
    by_contract: bool  # the contract says whether and when; none is known here
    count: Quantity | None  # persons or cards concerned; None: not counted


@dataclass(frozen=True, slots=True)
class Delivery:
    """納品への影響: how long and how much is late."""

    unit: str  # business_day, calendar_day or month
    stop: Quantity
    ramp_up: Quantity
    stopped_percent: Quantity  # of sales while it stops
    catch_up_percent: Quantity  # of it delivered later


@dataclass(frozen=True, slots=True)
class Recourse:
    """求償: what partners may claim, or why no amount can be named."""

    code: str
    amount: YenRange | None
    reason: Reason | None


class Stand(StrEnum):
    """What can be said about one point of a questionnaire."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    UNKNOWN = "unknown"  # not asked or わからない: to be filled in by hand


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a buyer's questionnaire with what we know of it."""

    code: str
    stand: Stand
    value: str = ""  # the option answered, where there are more than yes and no
    instructions: tuple[int, ...] = ()  # of the METI guideline's ten


@dataclass(frozen=True, slots=True)
class Partners:
    """The incident seen by customers."""

    notices: tuple[Notice, ...]
    delivery: Delivery | None  # None: nothing stops
    recourse: tuple[Recourse, ...]  # only what such an incident can bring
    texts: tuple[StandardText, ...]  # schemes a buyer may ask for


def partners(estimate: Estimate, duties: tuple[Duty, ...], costs: CostBook) -> Partners:
    """Look at an incident from the customers' side."""
    return Partners(
        notices=_notices(estimate.profile, duties),
        delivery=_delivery(estimate.profile),
        recourse=_recourse(estimate),
        texts=tuple(
            text for code, text in costs.standard_texts.items() if code.startswith(BUYERS_SCHEME)
        ),
    )


def _notices(profile: IncidentProfile, duties: tuple[Duty, ...]) -> tuple[Notice, ...]:
    found = [_notice(profile, duty) for duty in duties if duty.code in TOWARDS_PARTNERS]
    for code, concerned in (
        ("confidential_partners", "confidential" in profile.incident.topics),
        ("delivery_partners", _delivery(profile) is not None),
    ):
        if concerned:  # no law asks for it, a contract may
            found.append(Notice(code, None, None, is_certain=False, by_contract=True, count=None))
    return tuple(found)


def _notice(profile: IncidentProfile, duty: Duty) -> Notice:
    spread = profile.spread
    counts = {
        "principals": spread.entrusted_persons,
        "card_companies": spread.cards_leaked,
        "notify_persons": spread.persons_affected,
    }
    return Notice(
        code=duty.code,
        days=duty.days,
        due_on=duty.due_on,
        is_certain=duty.certain,
        by_contract=duty.code != "notify_persons",
        count=counts[duty.code],
    )


def _delivery(profile: IncidentProfile) -> Delivery | None:
    spread = profile.spread
    stands_still = not spread.stop_length.is_zero or not spread.ramp_up_length.is_zero
    if "stop" not in profile.incident.topics or not stands_still:
        return None
    return Delivery(
        unit=spread.stop_unit,
        stop=spread.stop_length,
        ramp_up=spread.ramp_up_length,
        stopped_percent=spread.sales_stopped_percent,
        catch_up_percent=spread.catch_up_percent,
    )


def _recourse(estimate: Estimate) -> tuple[Recourse, ...]:
    """List the claims of partners that this incident can bring, in the order of the items."""
    unfit = (Reason.OTHER_INCIDENT_TYPE, Reason.NONE_ANSWERED)
    reasons = {e.code: e.reason for e in estimate.excluded if e.reason not in unfit}
    found = []
    for code in RECOURSE:
        line = estimate.line(code)
        if line is not None:
            found.append(Recourse(code, line.amount, None))
        elif code in reasons:
            found.append(Recourse(code, None, reasons[code]))
    return tuple(found)


def buyer_answers(
    profile: IncidentProfile,
    costs: CostBook,
    *,
    in_place: Collection[str] = (),
    planned: Collection[str] = (),
    absent: Collection[str] = (),
) -> tuple[Point, ...]:
    """Collect what a buyer's questionnaire asks: our answers first, then each measure.

    The three are codes of measures, as told; one in none of them is unknown, never a no.
    """
    backup, spread = profile.readiness.backup, profile.spread
    answered = (
        Point("entrusted_data", _held(spread.entrusted_persons)),
        Point("data_encrypted", _stand(spread.data_encrypted)),
        Point("backup", _kept(backup), backup.value or ""),
        Point("in_house_response", _stand(profile.readiness.in_house_response)),
    )
    stands = {
        **dict.fromkeys(absent, Stand.NO),
        **dict.fromkeys(planned, Stand.PLANNED),
        **dict.fromkeys(in_place, Stand.YES),
    }
    measures = (
        Point(code, stands.get(code, Stand.UNKNOWN), instructions=measure.instructions)
        for code, measure in costs.measures.items()
    )
    return (*answered, *measures)


def _held(persons: Quantity) -> Stand:
    """None touched by this incident does not mean that none are held."""
    return Stand.YES if persons.known and not persons.is_zero else Stand.UNKNOWN


def _stand(choice: Choice) -> Stand:
    if not choice.known:
        return Stand.UNKNOWN
    return Stand.YES if choice.surely(YES) else Stand.NO


def _kept(backup: Choice) -> Stand:
    if not backup.known:
        return Stand.UNKNOWN
    return Stand.NO if backup.surely("none") else Stand.YES
