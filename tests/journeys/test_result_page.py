"""The result page at a desk, on a phone, on paper and without JavaScript, in both languages."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from estimator.models import Edition
from tests.factories.assessments import TOKEN, AssessmentFactory

NARROWEST = 320
OPEN_ALL = "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
# Words of a picture that are cut off at its edge, or that run into other words.
CROWDED = """() => [...document.querySelectorAll("main svg")].flatMap((picture) => {
    const room = picture.viewBox.baseVal.width + 1;
    const words = [...picture.querySelectorAll("text")].map((text) => [text, text.getBBox()]);
    const cut = words.filter(([, box]) => box.x < -1 || box.x + box.width > room);
    const over = words.filter(([, box], place) => words.slice(place + 1).some(([, next]) =>
        box.x < next.x + next.width - 1 && next.x < box.x + box.width - 1
        && box.y < next.y + next.height - 3 && next.y < box.y + box.height - 3));
    return [...cut, ...over].map(([text]) => text.textContent);
})"""
UNKNOWN = {"incident_type": "ransomware_double_extortion"}
POOR = {
    "cash_in_hand_yen": 1_000_000,
    "credit_line_yen": 0,
    "net_assets_yen": 1_000_000,
    "ordinary_profit_yen": -5_000_000,
    "insured": "yes",
    "policy_liability_limit_yen": 50_000_000,
    "policy_expense_limit_yen": 10_000_000,
    "policy_pays_in_month": 6,
}
EXAMPLE = Path(__file__).parents[2] / "fixtures/examples/example-manufacturer-50.json"
ANSWERS = json.loads(EXAMPLE.read_text(encoding="utf-8"))
COMPANIES = {
    "example": (ANSWERS, "2026-11"),
    "unknown": (UNKNOWN, "2026-11"),
    "poor": (ANSWERS | POOR, "2026-11"),
    "no-spread": (ANSWERS, "jnsa-2021"),
}


@pytest.fixture(params=COMPANIES)
def address(request, site) -> str:
    """Store the answers of a company; return where its result is."""
    answers, edition = COMPANIES[request.param]
    AssessmentFactory(answers=answers, edition=Edition.objects.get(code=edition))
    return f"{site}/a/{TOKEN}/result/"


@pytest.fixture(params=["ja", "en"])
def opened(request, page: Page, address: str) -> Page:
    """Open the result in a language, with everything on it opened."""
    page.context.add_cookies([{"name": "language", "value": request.param, "url": address}])
    page.goto(address)
    page.evaluate(OPEN_ALL)
    return page


def test_nothing_is_cut_off_or_out_of_reach_with_every_part_open(opened, misfits, faults) -> None:
    for width in (1280, 375):
        opened.set_viewport_size({"width": width, "height": 800})
        assert misfits(opened) == []
        assert opened.evaluate(CROWDED) == []
    # axe needs ten seconds for all of it: English at a desk, Japanese on a phone.
    if opened.locator("html").get_attribute("lang") == "en":
        opened.set_viewport_size({"width": 1280, "height": 800})
    assert faults(opened) == []
    opened.set_viewport_size({"width": NARROWEST, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= NARROWEST


def test_on_paper_every_figure_is_there(page, address) -> None:
    page.goto(address)
    page.evaluate(OPEN_ALL)
    seen = page.locator("main").inner_text()
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()
    amount = re.compile(r"[0-9][0-9,.]*[兆億万]?円")
    assert amount.findall(seen)
    assert not set(amount.findall(seen)) - set(amount.findall(printed))
    assert page.locator("main svg").count() == page.locator("main svg:visible").count()


def test_without_javascript_every_part_opens(plain_page, address) -> None:
    plain_page.goto(address)
    for folded in plain_page.locator("main details.fold > summary").all():
        folded.click()
    parts = plain_page.locator("main details.figures-behind").all()
    assert len(parts) > 1
    for part in parts:
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
        assert part.locator("table, ul").first.is_visible()
    plain_page.locator(".story a").last.click()
    assert "#" in plain_page.url


def test_an_answer_changes_in_place(page: Page, site) -> None:
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.get_by_text("回答を変えてみる").click()
    stop = page.locator("details.in-place", has_text="事業はどれくらい止まりますか")
    stop.locator("summary").click()
    stop.get_by_role("textbox", name="完全に止まる期間").fill("20")
    stop.get_by_role("button", name="計算し直す").click()
    changed = page.locator(".changed")
    changed.get_by_text("3,510万円").wait_for()
    changed.get_by_role("button", name="元に戻す").click()
    page.get_by_text("（▲544万円）").wait_for()
    assert page.locator(".hero-figure").inner_text().startswith("2,960")
