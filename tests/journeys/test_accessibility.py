"""No page has an axe violation, none scrolls sideways: every kind of page, both widths, both
languages, in daylight and in the dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from config.refusals import PAGES as ALL_REFUSALS
from config.refusals import clear_refusals

PUBLIC = ["/", "/first/", "/about/", "/editions/", "/prices/", "/api/", "/a/forged/"]
PUBLIC += ["/cases/", "/words/", "/offline/"]
QUESTIONS = ["company", "sales", "incident", "severity", "devices", "stop", "notice", "claims"]
QUESTIONS += ["cash", "books", "insurance"]
FOLLOWING = ["result", "overview", "check", "saved", "delete", "quote/forensics", "compare"]
FOLLOWING += ["customers", "customers/answer", "measures", "actuals", "actuals/receipts"]
FOLLOWING += ["report/logo"]
PAGES = [*PUBLIC, *(f"{path}/" for path in (*QUESTIONS, *FOLLOWING))]
HTML = "text/html; charset=utf-8"
WINDOWS = [(width, language) for width in (1280, 375) for language in ("ja", "en")]


@pytest.fixture(params=WINDOWS, ids=lambda window: "-".join(map(str, window)))
def window(
    request: Any, browser: Browser, browser_context_args: dict[str, Any], site: str
) -> Iterator[Page]:
    """Open a browser at a desk's or a phone's width, in Japanese or in English."""
    width, language = request.param
    size = {"viewport": {"width": width, "height": 800}}
    context = browser.new_context(**{**browser_context_args, **size})
    context.add_cookies([{"name": "language", "value": language, "url": site}])
    yield context.new_page()
    context.close()


@pytest.fixture
def example(window: Page, site: str) -> str:
    """Open the example company; return the address of its assessment."""
    window.goto(site)
    window.locator("form[action*='examples'] button").first.click()
    window.wait_for_url("**/result/")
    return window.url.removesuffix("result/")


def test_every_page(window, site, example, both_lights):
    found = {}
    for path in PAGES:
        window.goto(site + path if path.startswith("/") else example + path)
        if faults := both_lights(window):
            found[path] = faults
    assert found == {}


@pytest.fixture
def refusals(window: Page, site: str) -> dict[int, bytes]:
    """Write the page of every refusal in the language of the window."""
    (language,) = (c["value"] for c in window.context.cookies() if c["name"] == "language")
    refuse = clear_refusals(lambda request: HttpResponse(status=int(request.GET["status"])))
    with translation.override(language):
        asked = ((status, RequestFactory().get("/", {"status": status})) for status in ALL_REFUSALS)
        return {status: refuse(request).content for status, request in asked}


def test_every_refusal(window, site, refusals, faults):
    def answer(route: Route) -> None:
        status = int(route.request.url.rstrip("/").rsplit("/", 1)[-1])
        route.fulfill(body=refusals[status], content_type=HTML)

    window.route("**/refused/*", answer)
    found = {}
    for status in refusals:
        window.goto(f"{site}/refused/{status}")
        if wrong := faults(window):
            found[status] = wrong
    assert found == {}


def test_scenarios_side_by_side(window, example, both_lights):
    window.goto(example + "compare/")
    window.locator("main form button").first.click()
    window.locator("#scenario-type").select_option("type.ec_card_leak")
    window.locator("#scenario-type").locator("xpath=ancestor::form").locator("button").click()
    window.locator("#together-title").wait_for()
    assert both_lights(window) == []


def test_mistakes(window, example, both_lights):
    window.goto(example + "devices/")
    window.locator("input[name=pcs_replaced]").fill("たくさん")
    window.locator("main form button[type=submit]").first.click()
    window.locator(".error-summary").wait_for()
    assert both_lights(window) == []


def test_the_start_page_with_an_assessment(window, site, example, both_lights):
    window.goto(site)
    assert window.locator(f"a[href*='{example.rstrip('/').split('/')[-1]}']").count()
    assert both_lights(window) == []


def test_two_values(window, example, both_lights):
    address = example + "sales/"
    other = window.context.new_page()
    for tab in (other, window):
        tab.goto(address)
    _save_sales(other, "1億")
    other.wait_for_url(lambda url: url != address)
    _save_sales(window, "2億")
    window.locator(".two-values").wait_for()
    assert both_lights(window) == []


def test_the_ways_into_an_account(window, site, both_lights, settings):
    settings.SIGN_UP = True
    faults = []
    for path in ("sign-in", "sign-up"):
        window.goto(f"{site}/account/{path}/")
        faults += both_lights(window)
        window.locator("main button[type=submit]").click()
        window.locator(".error-summary").wait_for()
        faults += both_lights(window)
    assert faults == []


def test_the_pages_of_an_account(window, site, both_lights, in_account):
    found = {}
    in_account(window)
    for path in ("", "?q=x", "line/", "logo/", "password/", "delete/"):
        window.goto(f"{site}/account/{path}")
        found[path] = both_lights(window)
    window.locator("main button[type=submit]").click()
    window.locator(".error-summary").wait_for()
    found["leaving"] = both_lights(window)
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_too_many_wrong_passwords(window, site, both_lights):
    for _try in range(6):
        window.goto(f"{site}/account/sign-in/")
        window.locator("#id_username").fill("agent")
        window.locator("#id_password").fill("wrong")
        window.locator("main button[type=submit]").click()
        window.wait_for_load_state()
    assert window.locator("#id_password").count() == 0
    assert both_lights(window) == []


def _save_sales(page: Page, amount: str) -> None:
    page.locator("input[name=annual_revenue_yen]").fill(amount)
    page.locator("main form button[type=submit]").first.click()


def test_the_page_of_components(window, site, both_lights, settings):
    settings.DEBUG = True
    window.goto(f"{site}/style/")
    assert window.locator(".swatch").count()
    assert both_lights(window) == []
