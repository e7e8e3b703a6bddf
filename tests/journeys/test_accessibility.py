"""No page kind has an axe violation, at 1280 and at 375 pixels, and none scrolls sideways."""

import pytest
from playwright.sync_api import Page

STEPS = ["company", "sales", "incident", "severity", "devices", "stop", "notice", "claims"]


def _example(page: Page, site: str) -> str:
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    return page.url.removesuffix("result/")


def test_the_way_in(sized, site, faults):
    for path in ("/", "/about/", "/a/forged/"):
        sized.goto(site + path)
        assert faults(sized) == []


@pytest.mark.parametrize("slug", STEPS)
def test_a_question(sized, site, faults, slug):
    sized.goto(_example(sized, site) + f"{slug}/")
    assert faults(sized) == []


FOLLOWING = ["result/", "check/", "saved/", "delete/", "quote/forensics/", "compare/"]
FOLLOWING += ["customers/", "customers/answer/"]


@pytest.mark.parametrize("path", FOLLOWING)
def test_what_follows_the_questions(sized, site, faults, path):
    sized.goto(_example(sized, site) + path)
    assert faults(sized) == []


def test_scenarios_side_by_side(sized, site, faults):
    sized.goto(_example(sized, site) + "compare/")
    sized.get_by_role("button", name="止まる期間が2倍").click()
    sized.locator("#scenario-type").select_option("type.ec_card_leak")
    sized.get_by_role("button", name="この事案を加える").click()
    sized.locator("#together-title").wait_for()
    assert faults(sized) == []


def test_mistakes(sized, site, faults):
    sized.goto(_example(sized, site) + "devices/")
    sized.get_by_label("買い替えるパソコン").first.fill("たくさん")
    sized.get_by_role("button", name="続ける").click()
    sized.locator(".error-summary").wait_for()
    assert faults(sized) == []


def test_the_start_page_with_an_assessment(sized, site, faults):
    _example(sized, site)
    sized.goto(site)
    assert faults(sized) == []
    sized.get_by_role("link", name="続きから").wait_for()


def test_two_values(sized, site, faults):
    address = _example(sized, site) + "sales/"
    other = sized.context.new_page()
    for tab in (other, sized):
        tab.goto(address)
        tab.get_by_label("年間売上高").first.wait_for()
    for tab, yen in ((other, "1億"), (sized, "2億")):
        tab.get_by_label("年間売上高").first.fill(yen)
        tab.get_by_role("button", name="続ける").click()
        tab.locator("h1", has_not_text="年間売上高").wait_for()
    assert faults(sized) == []
