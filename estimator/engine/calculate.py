"""The estimate of one incident: every cost item in order, each as a line or with its reason.

In the flow: profile × cost book → `Estimate`. `LINES` is the table of contents; nothing is
dropped, and no yen is counted twice: an own quote takes the place of all it covers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from .. import ENGINE_VERSION
from ..costbook import CostBook, NoExchangeRate, NotInEdition
from ..estimate import (
    ITEMS,
    Absent,
    CostItem,
    Estimate,
    EstimateLine,
    Excluded,
    Reason,
)
from ..formula import ByNegotiation, Formula, given_amount, yen_range
from ..money import YenRange
from ..profile import IncidentProfile, OwnQuote
from . import administrative, direct_loss, intangible, liability, lost_profit, response_costs

LineFormula = Callable[[IncidentProfile, CostBook], Formula]

LINES: Mapping[str, LineFormula] = {
    "forensics": response_costs.forensics,
    "containment": response_costs.containment,
    "network_monitoring": response_costs.network_monitoring,
    "crisis_consulting": response_costs.crisis_consulting,
    "legal_advice": response_costs.legal_advice,
    "authority_report": response_costs.authority_report,
    "notification_mail": response_costs.notification_mail,
    "newspaper_notice": response_costs.newspaper_notice,
    "call_center": response_costs.call_center,
    "condolence_gift": response_costs.condolence_gift,
    "reputation_care": response_costs.reputation_care,
    "dark_web_search": response_costs.dark_web_search,
    "credit_monitoring": response_costs.credit_monitoring,
    "data_recovery": response_costs.data_recovery,
    "pc_recovery": response_costs.pc_recovery,
    "server_recovery": response_costs.server_recovery,
    "site_rebuild": response_costs.site_rebuild,
    "overtime": response_costs.overtime,
    "recurrence_prevention": response_costs.recurrence_prevention,
    "internal_labour": response_costs.internal_labour,
    "individual_claims": liability.individual_claims,
    "principal_recourse": liability.principal_recourse,
    "card_fraud": liability.card_fraud,
    "card_reissue": liability.card_reissue,
    "corporate_claims": liability.corporate_claims,
    "attorney_retainer": liability.attorney_retainer,
    "attorney_success_fee": liability.attorney_success_fee,
    "individual_claims_theoretical": liability.individual_claims_theoretical,
    "card_fraud_what_if": liability.card_fraud_what_if,
    "ccpa_private_action": liability.ccpa_private_action,
    "business_interruption": lost_profit.business_interruption,
    "continuing_cost": lost_profit.continuing_cost,
    "ransom": direct_loss.ransom,
    "bec_fraud": direct_loss.bec_fraud,
    "ceo_fraud": direct_loss.ceo_fraud,
    "online_banking_fraud": direct_loss.online_banking_fraud,
    "support_scam": direct_loss.support_scam,
    "ransom_what_if": direct_loss.ransom_what_if,
    "administrative_fine": administrative.administrative_fine,
    "administrative_ceiling": administrative.administrative_ceiling,
    "gdpr_ceiling": administrative.gdpr_ceiling,
    "ccpa_ceiling": administrative.ccpa_ceiling,
    "brand": intangible.brand,
    "share_price": intangible.share_price,
}


def estimate(profile: IncidentProfile, costs: CostBook, *, as_of: date) -> Estimate:
    """Estimate one incident of one company under one edition."""
    quotes = {code: quote for quote in profile.own_quotes for code in quote.covers}
    results = [_result(item, profile, costs, quotes.get(item.code)) for item in ITEMS]
    return Estimate(
        edition=costs.edition,
        as_of=as_of,
        engine_version=ENGINE_VERSION,
        profile=profile,
        lines=tuple(result for result in results if isinstance(result, EstimateLine)),
        excluded=tuple(result for result in results if isinstance(result, Excluded)),
    )


def _result(
    item: CostItem, profile: IncidentProfile, costs: CostBook, quote: OwnQuote | None
) -> EstimateLine | Excluded:
    try:
        if quote is not None:
            return _quoted(item, quote)
        if item.topics and not item.topics & profile.incident.topics:
            raise Absent(Reason.OTHER_INCIDENT_TYPE)
        return _estimated(item, LINES[item.code](profile, costs))
    except Absent as absent:
        return Excluded(item.code, item.category, absent.reason, absent.detail)
    except NotInEdition as missing:
        return Excluded(item.code, item.category, Reason.NOT_IN_EDITION, missing.code)
    except NoExchangeRate as missing:
        return Excluded(item.code, item.category, Reason.NO_EXCHANGE_RATE, missing.currency)
    except ByNegotiation as open_fee:
        return Excluded(item.code, item.category, Reason.BY_NEGOTIATION, open_fee.scale)


def _estimated(item: CostItem, formula: Formula) -> EstimateLine:
    amount = yen_range(formula)
    if amount.is_zero and not item.shows_zero:
        raise Absent(Reason.NONE_ANSWERED)
    return _line(item, amount, formula, None)


def _quoted(item: CostItem, quote: OwnQuote) -> EstimateLine:
    if item.code != quote.covers[0]:
        raise Absent(Reason.IN_QUOTE, quote.label)
    formula = given_amount(quote)
    return _line(item, yen_range(formula), formula, quote)


def _line(
    item: CostItem, amount: YenRange, formula: Formula, quote: OwnQuote | None
) -> EstimateLine:
    return EstimateLine(
        code=item.code,
        category=item.category,
        phase=item.phase,
        total=item.total,
        amount=amount,
        formula=formula,
        own_quote=quote,
    )
