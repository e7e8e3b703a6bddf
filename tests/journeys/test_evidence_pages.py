"""算定根拠 and 自社単価表 in Chromium: without an axe violation, and nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

METHOD = [
    "/method/",
    "/method/jnsa-2021/",
    "/method/2026-11/#forensics",
    "/method/2026-11/answers/",
]
PLACES = ["editions/", "prices/", "prices/forged/"]


@pytest.mark.parametrize("path", METHOD)
def test_the_evidence(sized: Page, site: str, faults, path: str) -> None:
    sized.goto(site + path)
    assert faults(sized) == []


@pytest.mark.parametrize("path", PLACES)
def test_the_ways_in(sized: Page, site: str, faults, path: str) -> None:
    sized.goto(f"{site}/{path}")
    assert faults(sized) == []


@pytest.mark.parametrize("path", ["/method/", "/method/2026-11/answers/", "/prices/"])
def test_the_same_in_english(sized: Page, site: str, faults, path: str) -> None:
    sized.goto(site)
    sized.get_by_role("button", name="English").click()
    sized.goto(site + path)
    assert sized.locator("html").get_attribute("lang") == "en"
    assert faults(sized) == []


def test_a_list_with_mistakes(sized: Page, site: str, faults) -> None:
    sized.goto(f"{site}/prices/")
    sized.locator("#id_forensics_pc-typical").fill("たくさん")
    sized.get_by_role("button", name="単価表を保存する").click()
    sized.locator(".error-summary").wait_for()
    assert faults(sized) == []


def test_a_list_that_was_saved_and_what_follows_it(
    sized: Page, site: str, faults, save_list
) -> None:
    save_list(sized)
    assert faults(sized) == []
    sized.get_by_role("link", name="削除").click()
    sized.get_by_role("button", name="削除する").wait_for()
    assert faults(sized) == []
    sized.goto(site)
    sized.locator("#price-list").wait_for()
    assert faults(sized) == []
