"""期限: who must be told, by when and why, judged from the answers.

In the flow: profile -> duties with dates counted from the day of discovery (発覚日). Days are
those of 個人情報保護法26条 and 施行規則7・8条 (report ①–④), rows of law rather than of an edition.
The おそれ suffices: a duty that may apply is stated as one that may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..profile import YES, IncidentProfile

FIRST_REPORT_DAYS = 5  # 「概ね3～5日以内」, ガイドライン通則編
FINAL_REPORT_DAYS = 30
FINAL_REPORT_DAYS_WRONGFUL = 60  # 不正の目的によるおそれ
MANY_PERSONS = 1000  # a report is due above this number (④)
GDPR_DAYS = 3  # 72 hours from awareness
LIKELY = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: whom to tell (code), until when, and the grounds."""

    code: str
    days: int | None  # from the day of discovery; None: without delay or by contract
    due_on: date | None  # None: no fixed day, or the day of discovery is not known
    why: tuple[str, ...]  # grounds, as codes
    certain: bool  # False: it may apply, an answer is missing
    likely: bool = True  # False: less likely than not


def duties(profile: IncidentProfile) -> tuple[Duty, ...]:
    """List the duties in the order of their deadlines; what only may apply comes last."""
    found = [*_personal_data(profile), *_others(profile)]
    return tuple(sorted(found, key=_order))


def days_left(duty: Duty, today: date) -> int | None:
    """Count the days until a deadline, negative after it; None without a fixed day."""
    return None if duty.due_on is None else (duty.due_on - today).days


def _order(duty: Duty) -> tuple[bool, bool, bool, int]:
    return not duty.certain, not duty.likely, duty.days is None, duty.days or 0


def _duty(profile: IncidentProfile, code: str, days: int | None, grounds: _Grounds) -> Duty:
    found_on = profile.incident.discovered_on
    due_on = found_on + timedelta(days=days) if found_on and days is not None else None
    return Duty(code, days, due_on, grounds.why, grounds.certain, grounds.likely)


@dataclass(frozen=True, slots=True)
class _Grounds:
    why: tuple[str, ...]
    certain: bool = True
    likely: bool = True


def _grounds(profile: IncidentProfile) -> _Grounds | None:
    """The grounds ①–④ for a report to the PPC; None when none can apply."""
    spread = profile.spread
    if "personal_data" not in profile.incident.topics or spread.persons_affected.is_zero:
        return None
    if spread.data_encrypted.surely(YES):
        return None  # 高度な暗号化等の秘匿化
    persons = spread.persons_affected
    sure = {
        "sensitive": spread.data_kind.surely("sensitive"),
        "financial_harm": spread.financial_harm_feared.surely(YES) or _cards_leaked(profile),
        "wrongful_purpose": profile.incident.wrongful_purpose,
        "many_persons": persons.low > MANY_PERSONS,
    }
    may = {
        "sensitive": spread.data_kind.chance("sensitive") > 0,
        "financial_harm": spread.financial_harm_feared.chance(YES) > 0,
        "many_persons": persons.high is None or persons.high > MANY_PERSONS,
    }
    for grounds, certain in ((sure, persons.known), (may, False)):
        why = tuple(code for code, applies in grounds.items() if applies)
        if why:
            return _Grounds(why, certain)
    return None


def _cards_leaked(profile: IncidentProfile) -> bool:
    return "cards" in profile.incident.topics and not profile.spread.cards_leaked.is_zero


def _personal_data(profile: IncidentProfile) -> list[Duty]:
    grounds = _grounds(profile)
    if grounds is None:
        return []
    final = FINAL_REPORT_DAYS_WRONGFUL if "wrongful_purpose" in grounds.why else FINAL_REPORT_DAYS
    return [
        _duty(profile, "ppc_first_report", FIRST_REPORT_DAYS, grounds),
        _duty(profile, "ppc_final_report", final, grounds),
        _duty(profile, "notify_persons", None, grounds),
        *_gdpr(profile),
    ]


def _gdpr(profile: IncidentProfile) -> list[Duty]:
    link = profile.spread.eu_individuals
    if link.chance(YES) == 0:
        return []
    grounds = _Grounds(("eu_individuals",), link.known, link.chance(YES) >= LIKELY)
    return [_duty(profile, "gdpr_report", GDPR_DAYS, grounds)]


def _others(profile: IncidentProfile) -> list[Duty]:
    incident, spread = profile.incident, profile.spread
    found = []
    if incident.wrongful_purpose or incident.topics & {"transfer", "banking", "support"}:
        found.append(_duty(profile, "police", None, _Grounds(("crime",))))
    if incident.topics & {"transfer", "banking"}:
        found.append(_duty(profile, "bank", 0, _Grounds(("stop_payment",))))
    if _cards_leaked(profile):
        known = spread.cards_leaked.known
        found.append(_duty(profile, "card_companies", None, _Grounds(("cards",), known)))
    if "entrusted" in incident.topics and not spread.entrusted_persons.is_zero:
        known = spread.entrusted_persons.known
        found.append(_duty(profile, "principals", None, _Grounds(("entrusted",), known)))
    return found
