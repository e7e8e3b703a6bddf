"""賠償損害: what others may claim, the lawyers' fees, and the theoretical claims kept apart."""

from __future__ import annotations

from collections.abc import Callable

from ..costbook import CostBook, NotInEdition
from ..estimate import Absent, Reason
from ..formula import (
    Formula,
    answer,
    bought,
    choose,
    fee,
    figure,
    remainder,
    subtotal,
    times,
    total,
    whole,
)
from ..profile import NO, YES, IncidentProfile


def individual_claims(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 個人からの損害賠償 at the level courts have awarded.

    Formula: claimants (whole persons: persons × share who claim) × amount by kind of data.
    Source: compensation_contact, compensation_registry, compensation_sensitive.
    """
    amount = choose(
        profile.spread.data_kind,
        contact=figure(costs.unit_cost("compensation_contact")),
        registry=figure(costs.unit_cost("compensation_registry")),
        sensitive=figure(costs.unit_cost("compensation_sensitive")),
    )
    share = answer(profile.response.claimant_percent)
    return times(whole(times(answer(profile.spread.persons_affected), share)), amount)


def individual_claims_theoretical(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 想定損害賠償額 if every person claimed: a theoretical value, reference only.

    Formula: persons × JNSA's mean per person, or × the JO model's amount (base value ×
    sensitivity × identifiability × social responsibility × response).
    Source: theoretical_jnsa_mean, jo_base.
    """
    response, persons = profile.response, answer(profile.spread.persons_affected)
    basis = response.theoretical_basis
    mean = times(persons, figure(costs.unit_cost("theoretical_jnsa_mean")))
    if basis.surely("jnsa_mean"):
        return mean
    jo_model = times(
        persons,
        figure(costs.unit_cost("jo_base")),
        answer(response.jo_sensitivity),
        answer(response.jo_identifiability),
        answer(response.jo_responsibility),
        answer(response.jo_response),
    )
    return choose(basis, jnsa_mean=mean, jo_model=jo_model)


def principal_recourse(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 委託元からの求償: the principal's own response cost for the entrusted persons.

    Formula: (persons × letter + seat-months by persons × price) × (1 − principal's own fault).
    Source: notification_letter, call_center_seat_months, call_center_seat_month.
    Assumes: the principal writes to every person and opens a call centre (当方仮定).
    """
    entrusted = profile.spread.entrusted_persons
    if entrusted.is_zero:
        raise Absent(Reason.NONE_ANSWERED)
    persons = answer(entrusted)
    seats = fee(persons, costs.scale("call_center_seat_months"))
    spent = total(
        times(persons, figure(costs.unit_cost("notification_letter"))),
        times(seats, figure(costs.unit_cost("call_center_seat_month"))),
    )
    return times(spent, remainder(answer(profile.spread.principal_fault_percent)))


def card_fraud(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate カード不正利用 claimed by the card companies.

    Formula: the total found, or cards × share abused × amount per card.
    Source: card_fraud_share, card_fraud_per_card.
    """
    spread = profile.spread
    if spread.card_fraud_total_yen is not None:
        return answer(spread.card_fraud_total_yen)
    given = spread.card_fraud_percent
    share = answer(given) if given is not None else figure(costs.unit_cost("card_fraud_share"))
    return times(answer(spread.cards_leaked), share, figure(costs.unit_cost("card_fraud_per_card")))


def card_fraud_what_if(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate カード不正利用 at the share JNSA's slide illustrates: reference only.

    Formula: cards × illustrated share × amount per card.
    Source: card_fraud_share_what_if, card_fraud_per_card.
    """
    return times(
        answer(profile.spread.cards_leaked),
        figure(costs.unit_cost("card_fraud_share_what_if")),
        figure(costs.unit_cost("card_fraud_per_card")),
    )


def card_reissue(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate カード再発行.

    Formula: cards × fee. Source: card_reissue.
    """
    return times(answer(profile.spread.cards_leaked), figure(costs.unit_cost("card_reissue")))


def corporate_claims(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State 取引先・他社からの請求: no published figure exists, so only the company's own counts.

    Formula: the company's own figure.
    """
    own = profile.spread.corporate_claims_yen
    if own is None:
        raise Absent(Reason.OWN_FIGURE_ONLY)
    return answer(own)


def ccpa_private_action(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate CCPA の私訴, a statutory range per consumer: reference only.

    Formula: consumers in California × amount per consumer × exchange rate.
    Source: ccpa_private_action, the dated USD rate.
    """
    covered = profile.spread.california_covered
    if covered.chance(YES) == 0:
        raise Absent(Reason.NO_LINK)
    body = times(
        answer(profile.spread.california_consumers),
        figure(costs.unit_cost("ccpa_private_action")),
        figure(costs.exchange_rate("USD")),
    )
    return bought(covered, body)


_CLAIMS: tuple[tuple[str, Callable[[IncidentProfile, CostBook], Formula]], ...] = (
    ("personal_data", individual_claims),
    ("entrusted", principal_recourse),
    ("cards", card_fraud),
    ("cards", card_reissue),
    ("confidential", corporate_claims),
)


def _amount_claimed(profile: IncidentProfile, costs: CostBook) -> Formula:
    """The amount others claim: as answered, or every claim estimated here."""
    if profile.response.amount_claimed_yen is not None:
        return answer(profile.response.amount_claimed_yen)
    found: list[Formula] = []
    for topic, claim in _CLAIMS:
        if topic in profile.incident.topics:
            try:
                found.append(claim(profile, costs))
            except (Absent, NotInEdition):
                continue  # its own line says why
    if not found:
        raise Absent(Reason.NONE_ANSWERED)
    return subtotal("amount_claimed_yen", total(*found))


def _if_mandated(profile: IncidentProfile, body: Formula) -> Formula:
    if profile.response.mandate_attorney.surely(NO):
        raise Absent(Reason.NOT_BOUGHT)
    return bought(profile.response.mandate_attorney, body)


def attorney_retainer(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 弁護士の着手金, a progressive fee on the amount claimed.

    Formula: if mandated, scale applied to the amount claimed.
    Source: attorney_retainer (the bar federation's former standard, abolished 2004, a guide).
    Raises: ByNegotiation above the scale's top.
    """
    claimed = _amount_claimed(profile, costs)
    return _if_mandated(profile, fee(claimed, costs.scale("attorney_retainer")))


def attorney_success_fee(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 弁護士の報酬金, a progressive fee on what the lawyer's work takes off the claim.

    Formula: if mandated, scale applied to the reduction won; without an answer, the amount
    claimed × the edition's typical share. Source: attorney_success_fee, claim_reduction_share.
    Raises: ByNegotiation above the scale's top.
    """
    own = profile.response.amount_reduced_yen
    if own is not None:
        reduction: Formula = answer(own)
    else:
        typical = figure(costs.unit_cost("claim_reduction_share"))
        reduction = times(_amount_claimed(profile, costs), typical)
    return _if_mandated(profile, fee(reduction, costs.scale("attorney_success_fee")))
