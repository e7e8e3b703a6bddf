"""People who are quicker than a page: two tabs, two devices, a button pressed twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import requests

from bench.faults.outcome import Outcome
from bench.traffic.at_once import companies
from bench.traffic.site import Site
from bench.traffic.visitor import Record, Visitor
from bench.traffic.walk import report

DEVICES = 12
SALES = {"listed": "no", "critical_infrastructure": "no", "sells_online": "no"}
COMPANY = {"company_name": "試験", "industry": "unknown", "persons_held": "1,000"}
ACCEPTED, CONFLICT = 302, 409


def two_tabs(site: Site) -> Outcome:
    """Open one page twice and save two values; then choose the later one."""
    (token,) = companies(1)
    path = f"/a/{token}/sales/"
    first, second = opened(site, path, 2)
    one = first.post(path, sales(111_000_000), "step POST")
    two = second.post(path, sales(222_000_000), "step POST")
    told = "1億1,100万円" in two.text and "2億2,200万円" in two.text
    before = stored(token)
    chosen = second.post(path, sales(222_000_000), "step POST")
    after = stored(token)
    return Outcome(
        "two tabs save the same page with different values",
        "111,000,000 in one, 222,000,000 in the other",
        f"{one.status_code}, {two.status_code} with both values on the page: {told}; "
        f"{chosen.status_code} after choosing",
        f"{before:,} until one was chosen, {after:,} then",
        "never away",
        (one.status_code, two.status_code, chosen.status_code) == (ACCEPTED, CONFLICT, ACCEPTED)
        and told
        and (before, after) == (111_000_000, 222_000_000),
    )


def many_devices(site: Site) -> Outcome:
    """Let many devices save different values of one page in the same moment."""
    (token,) = companies(1)
    path = f"/a/{token}/sales/"
    devices = opened(site, path, DEVICES)
    answers = at_once(
        [
            lambda device=device, n=n: device.post(path, sales(n * 10**6), "step POST")
            for n, device in enumerate(devices, 1)
        ]
    )
    codes = Counter(answer.status_code for answer in answers)
    won = [n * 10**6 for n, answer in enumerate(answers, 1) if answer.status_code == ACCEPTED]
    return Outcome(
        f"{DEVICES} devices save the same page in the same moment",
        "a value of its own each",
        counted(codes),
        f"{stored(token):,}, of the one that was accepted: {won == [stored(token)]}",
        "never away",
        codes == {ACCEPTED: 1, CONFLICT: DEVICES - 1} and won == [stored(token)],
    )


def different_pages(site: Site) -> Outcome:
    """Let two devices save different pages in the same moment, again and again."""
    from estimator.models import Assessment  # noqa: PLC0415 - Django must be set up

    (token,) = companies(1)
    sales_page, company_page = f"/a/{token}/sales/", f"/a/{token}/company/"
    (left,), (right,) = opened(site, sales_page, 1), opened(site, company_page, 1)
    kept, codes = 0, Counter[int]()
    for n in range(1, DEVICES + 1):
        company = COMPANY | {"employees": str(n)}
        answers = at_once(
            [
                lambda n=n: left.post(sales_page, sales(n * 10**6), "step POST"),
                lambda company=company: right.post(company_page, company, "step POST"),
            ]
        )
        codes.update(answer.status_code for answer in answers)
        row = Assessment.objects.get(token_digest=digest(token)).answers
        kept += row["annual_revenue_yen"] == n * 10**6 and row["employees"] == n
        left.get(sales_page, "step page"), right.get(company_page, "step page")
    return Outcome(
        "two devices save different pages of one assessment in the same moment",
        f"{DEVICES} times two pages",
        counted(codes),
        f"both pages as typed, {kept} of {DEVICES} times",
        "never away",
        kept == DEVICES and codes == {ACCEPTED: 2 * DEVICES},
    )


def pressed_twice(site: Site) -> Outcome:
    """Send the same form many times in the same moment."""
    (token,) = companies(1)
    path = f"/a/{token}/sales/"
    (visitor,) = opened(site, path, 1)
    page = visitor.seen

    def press() -> requests.Response:
        again = Visitor(site.address, Record())
        again.session.cookies.update(visitor.session.cookies)
        again.seen = page
        return again.post(path, sales(7 * 10**6), "step POST")

    codes = Counter(answer.status_code for answer in at_once([press] * DEVICES))
    return Outcome(
        f"one form is sent {DEVICES} times in the same moment",
        "the same values",
        counted(codes),
        f"{stored(token):,}",
        "never away",
        codes == {ACCEPTED: DEVICES} and stored(token) == 7 * 10**6,
    )


def report_pressed_twice(site: Site) -> Outcome:
    """Ask for one report many times in the same moment."""
    from estimator.models import Drawing  # noqa: PLC0415 - Django must be set up

    (token,) = companies(1)
    visitors = opened(site, f"/a/{token}/check/", DEVICES)
    came = at_once([lambda v=v: report(v, token) for v in visitors])
    rows = Drawing.objects.filter(reports__assessment__token_digest=digest(token)).distinct()
    errors = [error for visitor in visitors for error in visitor.record.errors]
    return Outcome(
        f"one report is asked for {DEVICES} times in the same moment",
        f"{DEVICES} devices",
        f"{sum(came)} files; {errors or 'no trouble'}",
        f"{rows.count()} drawing",
        "never away",
        sum(came) == DEVICES and rows.count() == 1 and not errors,
    )


def opened(site: Site, path: str, number: int) -> list[Visitor]:
    """Open a page on so many devices."""
    visitors = [Visitor(site.address, Record()) for _ in range(number)]
    for visitor in visitors:
        visitor.get(path, "step page")
    return visitors


def sales(yen: int) -> dict[str, str]:
    """Fill in the page 会社の売上."""
    return {**SALES, "annual_revenue_yen": f"{yen:,}"}


def stored(token: str) -> int:
    """Read the sales that the database holds."""
    from estimator.models import Assessment  # noqa: PLC0415 - Django must be set up

    row = Assessment.objects.get(token_digest=digest(token))
    return int(row.answers["annual_revenue_yen"])


def digest(token: str) -> str:
    """Return what the database holds in place of the token."""
    from estimator import assessment_store  # noqa: PLC0415 - Django must be set up

    return assessment_store.digest(token)


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Do all of them in the same moment; return what each returned."""
    ready, found = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int) -> None:
        ready.wait()
        found[place] = jobs[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def counted(codes: Counter[int]) -> str:
    """Print 1 × 302, 11 × 409."""
    return ", ".join(f"{count} × {code}" for code, count in sorted(codes.items()))
