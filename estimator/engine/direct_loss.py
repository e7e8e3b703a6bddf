"""金銭損害: money that leaves by fraud or extortion."""

from __future__ import annotations

from ..costbook import CostBook
from ..estimate import Absent, Reason
from ..formula import Formula, answer, bought, choose, figure, not_bought, remainder, taken, times
from ..profile import YES, IncidentProfile


def ransom(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 身代金: 0 unless the company says it would pay.

    Formula: if paid, the amount answered, or the published median × exchange rate.
    Source: ransom_median, the dated USD rate.
    """
    response = profile.response
    if response.pay_ransom.chance(YES) == 0:
        return choose(response.pay_ransom, no=None)
    if response.ransom_yen is not None:
        return bought(response.pay_ransom, answer(response.ransom_yen))
    return bought(response.pay_ransom, _median_ransom(costs))


def _median_ransom(costs: CostBook) -> Formula:
    return times(figure(costs.unit_cost("ransom_median")), figure(costs.exchange_rate("USD")))


def ransom_what_if(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 身代金を払った場合 by what others paid: reference only.

    Formula: if not paid, published median × exchange rate. Source: ransom_median, the USD rate.
    """
    paying = profile.response.pay_ransom
    if paying.surely(YES):
        raise Absent(Reason.RANSOM_PAID)
    return not_bought(paying, _median_ransom(costs))


def _sent(profile: IncidentProfile, costs: CostBook, average: str) -> Formula:
    own = profile.spread.money_lost_yen
    return answer(own) if own is not None else taken(costs.unit_cost(average))


def bec_fraud(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ビジネスメール詐欺, in which someone poses as a business partner.

    Formula: the amount wired, or what is published. Source: bec_average.
    """
    kind = profile.spread.transfer_kind
    if kind.chance("business_partner") == 0:
        raise Absent(Reason.NONE_ANSWERED)
    return choose(kind, business_partner=_sent(profile, costs, "bec_average"))


def ceo_fraud(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 社長なりすまし.

    Formula: the amount wired, or what is published. Source: ceo_fraud_average.
    """
    kind = profile.spread.transfer_kind
    if kind.chance("ceo") == 0:
        raise Absent(Reason.NONE_ANSWERED)
    return choose(kind, ceo=_sent(profile, costs, "ceo_fraud_average"))


def online_banking_fraud(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ネットバンキング不正送金.

    Formula: amount, or what is published, × (1 − share the bank makes good).
    Source: online_banking_average.
    """
    lost = _sent(profile, costs, "online_banking_average")
    compensation = profile.spread.bank_compensation_percent
    return lost if compensation.is_zero else times(lost, remainder(answer(compensation)))


def support_scam(profile: IncidentProfile, costs: CostBook) -> Formula:
    """State サポート詐欺: the amount paid, the company's own figure.

    Formula: the company's own figure.
    """
    own = profile.spread.money_lost_yen
    if own is None:
        raise Absent(Reason.OWN_FIGURE_ONLY)
    return answer(own)
