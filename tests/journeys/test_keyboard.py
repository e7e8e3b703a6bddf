"""From the start page to the PDF without a mouse: Tab, Space and Enter alone."""

from typing import Any

from playwright.sync_api import Page

from .conftest import MOST_PAGES

MOST_STOPS = 120  # of the Tab key on one page
FOCUSED = """() => {
    const at = document.activeElement;
    const group = at.form && at.name ? [...at.form.elements].filter((e) => e.name === at.name) : [];
    return {
        type: at.type || "", name: at.name || "", checked: Boolean(at.checked),
        words: (at.innerText || "").trim(), unknown: "unknown" in at.dataset,
        answered: group.some((e) => e.checked),
        seen: at.matches(":focus-visible") && at.getBoundingClientRect().height > 0,
    };
}"""


def tab(page: Page) -> dict[str, Any]:
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


def tab_to(page: Page, words: str) -> None:
    for _stop in range(MOST_STOPS):
        if tab(page)["words"] == words:
            return
    raise AssertionError(f"never at {words}")


def answer_by_keyboard(page: Page) -> None:
    """Tick わからない, or take the first choice, in the order of the Tab key; then go on."""
    for _stop in range(MOST_STOPS):
        at = tab(page)
        assert at["seen"] or not at["type"], at
        if at["name"] == "go":
            page.keyboard.press("Enter")
            return
        is_open = at["unknown"] and not at["checked"]
        if is_open or (at["type"] == "radio" and not at["answered"]):
            page.keyboard.press("Space")
    raise AssertionError("never at the button that goes on")


def test_from_the_start_to_the_report(page: Page, site):
    page.goto(site)
    tab_to(page, "一つの事故を詳しく見積る")
    page.keyboard.press("Enter")
    for _page in range(MOST_PAGES):
        heading = page.locator("h1").inner_text()
        if heading == "回答の確認":
            break
        answer_by_keyboard(page)
        page.locator("h1").filter(has_not_text=heading).wait_for()
    tab_to(page, "損害額を計算する")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    tab_to(page, "取締役会のPDF")
    with page.expect_download(timeout=120_000) as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")
