"""費用損害: what the company itself pays to investigate, inform and recover.

In the flow: each function turns the profile and the edition into the formula of one cost item;
`calculate` lists them. A purchase nobody decided on is a chance, one declined raises `Absent`.
"""

from __future__ import annotations

from ..costbook import CostBook
from ..estimate import Absent, Reason
from ..formula import (
    Formula,
    answer,
    bought,
    choose,
    fee,
    figure,
    maximum,
    not_bought,
    remainder,
    times,
    total,
)
from ..profile import NO, YES, Choice, IncidentProfile, Quantity


def _if_bought(choice: Choice, body: Formula) -> Formula:
    if choice.surely(NO):
        raise Absent(Reason.NOT_BOUGHT)
    return bought(choice, body)


def forensics(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 事故原因・被害範囲調査, the forensic investigation.

    Formula: if hired, max(minimum charge, PCs examined × price + servers examined × price).
    Source: forensics_minimum, forensics_pc, forensics_server.
    """
    devices = total(
        times(answer(profile.spread.pcs_examined), figure(costs.unit_cost("forensics_pc"))),
        times(answer(profile.spread.servers_examined), figure(costs.unit_cost("forensics_server"))),
    )
    charge = maximum(figure(costs.unit_cost("forensics_minimum")), devices)
    return _if_bought(profile.response.hire_forensics, charge)


def containment(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 応急処置・駆除・隔離, without the investigation.

    Formula: if hired, price per case. Source: containment.
    """
    return _if_bought(profile.response.hire_containment, figure(costs.unit_cost("containment")))


def network_monitoring(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 一時監視 (EDR), where the investigation's quote does not contain it.

    Formula: if hired, devices × price per device-month × months. Source: network_monitoring.
    """
    response = profile.response
    body = times(
        answer(response.devices_monitored),
        figure(costs.unit_cost("network_monitoring")),
        answer(response.monitoring_months),
    )
    return _if_bought(response.hire_monitoring, body)


def crisis_consulting(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 危機管理・広報コンサルティング.

    Formula: if hired, price per case. Source: crisis_consulting.
    """
    price = figure(costs.unit_cost("crisis_consulting"))
    return _if_bought(profile.response.hire_crisis_consultant, price)


def legal_advice(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 法律相談, up to where a mandate (attorney's retainer) begins.

    Formula: if hired, price per case. Source: legal_advice.
    """
    return _if_bought(profile.response.hire_legal_advice, figure(costs.unit_cost("legal_advice")))


def authority_report(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 監督官庁報告の外部支援; filing the report oneself costs nothing here.

    Formula: if hired, price per case. Source: authority_report.
    """
    price = figure(costs.unit_cost("authority_report"))
    return _if_bought(profile.response.hire_report_support, price)


def notification_mail(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate お詫び状 DM to the persons who get no gift, which carries the letter itself.

    Formula: persons × price per letter or postcard; notice by e-mail or none costs 0.
    Source: notification_letter, notification_postcard.
    """
    form, gift = profile.response.notice_form, profile.response.give_condolence_gift
    if gift.surely(YES):
        raise Absent(Reason.GIFT_CARRIES_LETTER)
    if form.chance("letter") + form.chance("postcard") == 0:
        raise Absent(Reason.NOT_BOUGHT)
    persons = answer(profile.spread.persons_affected)
    by_post = choose(
        form,
        letter=times(persons, figure(costs.unit_cost("notification_letter"))),
        postcard=times(persons, figure(costs.unit_cost("notification_postcard"))),
        email=None,
        none=None,
    )
    return not_bought(gift, by_post)


def newspaper_notice(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 新聞社告 (10 cm × 2 columns).

    Formula: if placed, insertions × price, national and local papers apart.
    Source: newspaper_national, newspaper_local.
    """
    response = profile.response
    notices = total(
        times(answer(response.national_insertions), figure(costs.unit_cost("newspaper_national"))),
        times(answer(response.local_insertions), figure(costs.unit_cost("newspaper_local"))),
    )
    return _if_bought(response.place_newspaper_notice, notices)


def _seat_months(known: Quantity | None, persons: Quantity, costs: CostBook) -> Formula:
    if known is not None:
        return answer(known)
    return fee(answer(persons), costs.scale("call_center_seat_months"))


def call_center(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate コールセンター.

    Formula: if outsourced, seat-months × price; seats by the number of persons unless given.
    Source: call_center_seat_month, call_center_seat_months.
    """
    response, persons = profile.response, profile.spread.persons_affected
    seats = _seat_months(response.call_center_seat_months, persons, costs)
    body = times(seats, figure(costs.unit_cost("call_center_seat_month")))
    return _if_bought(response.outsource_call_center, body)


def condolence_gift(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 見舞金・見舞品, letter included.

    Formula: if given, persons × price. Source: condolence_gift.
    """
    persons = answer(profile.spread.persons_affected)
    body = times(persons, figure(costs.unit_cost("condolence_gift")))
    return _if_bought(profile.response.give_condolence_gift, body)


def reputation_care(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ネット炎上対応.

    Formula: if hired, price per case. Source: reputation_care.
    """
    price = figure(costs.unit_cost("reputation_care"))
    return _if_bought(profile.response.hire_reputation_care, price)


def dark_web_search(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ダークウェブ調査.

    Formula: if hired, price per case. Source: dark_web_search.
    """
    price = figure(costs.unit_cost("dark_web_search"))
    return _if_bought(profile.response.search_dark_web, price)


def credit_monitoring(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate クレジット情報モニタリング for the victims.

    Formula: if given, months × price per month. Source: credit_monitoring_month.
    """
    months = answer(profile.response.credit_monitoring_months)
    body = times(months, figure(costs.unit_cost("credit_monitoring_month")))
    return _if_bought(profile.response.give_credit_monitoring, body)


def data_recovery(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate データ復旧 by a specialist.

    Formula: if bought, price per case by company size. Source: data_recovery.
    """
    price = figure(costs.unit_cost("data_recovery", profile.company.sizes))
    return _if_bought(profile.response.buy_data_recovery, price)


def pc_recovery(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 端末の再設定・入替.

    Formula: re-imaged PCs × price + replaced PCs × price; each PC takes one path.
    Source: pc_reimage, pc_replace.
    """
    spread = profile.spread
    ways = ((spread.pcs_reimaged, "pc_reimage"), (spread.pcs_replaced, "pc_replace"))
    parts = [
        times(answer(pcs), figure(costs.unit_cost(code))) for pcs, code in ways if not pcs.is_zero
    ]
    if not parts:
        raise Absent(Reason.NONE_ANSWERED)
    return total(*parts)


def server_recovery(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate サーバーの再構築・入替.

    Formula: servers × price. Source: server_rebuild.
    """
    return times(answer(profile.spread.servers_rebuilt), figure(costs.unit_cost("server_rebuild")))


def site_rebuild(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate ECサイト・ウェブサイトの再構築.

    Formula: if rebuilt, price per case. Source: site_rebuild.
    """
    return _if_bought(profile.response.rebuild_site, figure(costs.unit_cost("site_rebuild")))


def _labour(profile: IncidentProfile) -> Formula:
    """Person-months tied up × monthly labour cost."""
    readiness = profile.readiness
    if readiness.overtime_person_months is not None:
        person_months: Formula = answer(readiness.overtime_person_months)
    else:
        person_months = times(
            answer(profile.company.employees),
            answer(readiness.staff_tied_up_percent),
            answer(readiness.recovery_months),
        )
    return times(person_months, answer(readiness.labour_cost_per_month_yen))


def overtime(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 残業・休日対応, the part of the own staff's work that is paid on top.

    Formula: staff × share tied up × recovery months × labour cost × share paid on top.
    Assumes: every factor not answered is the edition's typical answer.
    """
    return times(_labour(profile), answer(profile.readiness.overtime_paid_percent))


def internal_labour(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 社内工数, regular pay of the staff tied up: an opportunity cost, reference only.

    Formula: staff × share tied up × recovery months × labour cost × (1 − share paid on top).
    """
    return times(_labour(profile), remainder(answer(profile.readiness.overtime_paid_percent)))


def recurrence_prevention(profile: IncidentProfile, costs: CostBook) -> Formula:
    """Estimate 再発防止.

    Formula: if done, the company's plan, or the edition's typical amount by size.
    """
    plan = answer(profile.response.recurrence_prevention_yen)
    return _if_bought(profile.response.prevent_recurrence, plan)
