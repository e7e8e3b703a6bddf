"""What journeys share: the filled cost tables and someone who answers わからない to everything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from estimator.tasks import embedded
from tests.factories.editions import load_editions
from tests.tasks.conftest import in_one_transaction, work

__all__ = ["in_one_transaction", "work"]  # fixtures that are found here

PASSWORD = "a long password"
MOST_PAGES = 30
Faults = Callable[[Page], list[str]]
WIDTHS = [1280, 375]
# Cells whose text runs into the next one; a heading for screen readers alone is one pixel wide.
TOO_FULL = """() => [...document.querySelectorAll("td, th")]
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
    .filter((cell) => cell.closest("thead")?.clientWidth !== 1)
    .map((cell) => cell.textContent.trim())"""


@pytest.fixture
def site(transactional_db: None, live_server: Any) -> str:
    """Serve the site with both editions; return its address."""
    load_editions()
    return live_server.url


@pytest.fixture(autouse=True)
def no_process_of_its_own(monkeypatch, work) -> None:
    """Let the process that starts a worker be the worker: another one has another database."""
    monkeypatch.setattr(embedded, "_start_worker", lambda _queue: work())


@pytest.fixture
def plain_page(browser: Browser, browser_context_args: dict[str, Any]) -> Any:
    """Open a page in a browser without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def answer_unknown() -> Callable[[Page], None]:
    """Return a function that answers わからない wherever it can, else the first on the list."""

    def tick(page: Page) -> None:
        for box in page.locator("input[type=checkbox][data-unknown]").all():
            if box.is_visible() and not box.is_checked():
                box.check()

    def answer(page: Page) -> None:
        tick(page)  # first: it may bring up a list
        for group in page.locator("fieldset.group:visible").all():
            unknown = group.locator("input[value=unknown]")
            (unknown if unknown.count() else group.locator("input").first).check()
        tick(page)

    return answer


@pytest.fixture
def answer_all(answer_unknown: Callable[[Page], None]) -> Callable[[Page], list[str]]:
    """Return a function that walks to the check page; it returns the headings it met."""

    def walk(page: Page) -> list[str]:
        headings = []
        for _number in range(MOST_PAGES):
            heading = page.locator("h1").inner_text()
            if heading == "回答の確認":
                return headings
            headings.append(heading)
            answer_unknown(page)
            page.get_by_role("button", name="続ける").click()
            page.locator("h1").filter(has_not_text=heading).wait_for()
        raise AssertionError(f"no end after {headings}")

    return walk


@pytest.fixture(params=WIDTHS)
def sized(request, page: Page) -> Page:
    """Set the window to a desk's or a phone's width."""
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


@pytest.fixture
def misfits() -> Faults:
    """Return a function that tells of a page that scrolls sideways, and lists cut-off cells."""

    def found(page: Page) -> list[str]:
        # A click returns when the next page has begun, not when there is something to look at.
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        sideways = [f"{page.url} scrolls sideways"] if wide else []
        return [*sideways, *(f"does not fit: {text}" for text in page.evaluate(TOO_FULL))]

    return found


@pytest.fixture
def faults(misfits: Faults, axe_violations: Faults) -> Faults:
    """Return a function that lists what axe finds on a page and what does not fit on it."""

    def found(page: Page) -> list[str]:
        return [*misfits(page), *axe_violations(page)]

    return found


@pytest.fixture
def both_lights(faults: Faults, axe_violations: Callable[..., list[str]]) -> Faults:
    """Return a function that lists the faults of a page in daylight, then in the dark.

    Nothing but colours differs in the dark, and those are the same in every window and language:
    they are looked at in Japanese at a desk.
    """

    def found(page: Page) -> list[str]:
        by_day = faults(page)
        at_a_desk = page.viewport_size["width"] == WIDTHS[0]
        if not at_a_desk or page.locator("html").get_attribute("lang") != "ja":
            return by_day
        page.emulate_media(color_scheme="dark")
        by_night = [f"dark: {fault}" for fault in axe_violations(page, only="color-contrast")]
        page.emulate_media(color_scheme="light")
        return by_day + by_night

    return found


@pytest.fixture
def save_list(site: str) -> Callable[[Page], None]:
    """Return a function that makes a price list with one price in it."""

    def save(page: Page) -> None:
        page.goto(f"{site}/prices/")
        page.locator("#id_label").fill("A社との契約")
        page.locator("#id_forensics_pc-typical").fill("80万円")
        page.get_by_role("button", name="単価表を保存する").click()
        page.get_by_text("自社単価表を保存しました").wait_for()

    return save


@pytest.fixture
def in_account(site: str) -> Callable[[Page], None]:
    """Return a function that signs an adviser in who has a client, and one more in the browser."""
    User.objects.create_user("agent", password=PASSWORD)

    def sign_in(page: Page) -> None:
        page.goto(site)
        page.locator("form[action*='examples'] button").first.click()
        page.wait_for_url("**/result/")
        page.goto(f"{site}/account/")
        page.locator("#id_username").fill("agent")
        page.locator("#id_password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/account/")
        page.goto(site)
        page.locator("form[action*='examples'] button").first.click()
        page.wait_for_url("**/result/")

    return sign_in


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Collect what the browser complains about, such as a breach of the CSP."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def look_around(
    complaints: list[str], axe_violations: Callable[[Page], list[str]]
) -> Callable[[Page], None]:
    """Return a function that finds a page within the CSP and accessible."""

    def look(page: Page) -> None:
        assert [said for said in complaints if "status of" not in said] == []
        # Django's own breadcrumbs are links told apart by colour.
        ours = [rule for rule in axe_violations(page) if "link-in-text-block" not in rule]
        assert ours == []
        complaints.clear()  # axe itself breaks the CSP

    return look


@pytest.fixture
def signed_in(browser: Browser, browser_context_args: dict[str, Any], site: str) -> Any:
    """Return a function that opens the admin, in a browser of someone's own unless told."""
    contexts = []

    def sign_in(person: User, page: Page | None = None) -> Page:
        person.set_password(PASSWORD)
        person.save()
        if page is None:
            contexts.append(browser.new_context(**browser_context_args))
            page = contexts[-1].new_page()
        page.goto(f"{site}/admin/login/")
        page.fill("#id_username", person.username)
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
