"""Without a network the visitor reads what to do; nothing of the company is kept in the browser."""

import pytest
from playwright.sync_api import expect

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}"""
STYLED = "[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)"
WAITING = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def page(browser, browser_context_args):
    """Open a page whose service worker is at work, unlike in other tests."""
    context = browser.new_context(**{**browser_context_args, "service_workers": "allow"})
    yield context.new_page()
    context.close()


@pytest.fixture
def kept_page(page, site):
    """Look at the example's result, with the worker in charge."""
    page.goto(site)
    page.wait_for_function(WAITING)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    return page


def test_a_lost_network_is_said_in_our_own_style(kept_page, site):
    kept_page.context.set_offline(True)
    kept_page.goto(f"{site}/cases/")
    expect(kept_page.locator("h1")).to_have_text("通信が切れています")
    expect(kept_page.locator("section[lang=en] h2")).to_be_visible()
    assert kept_page.evaluate("document.styleSheets.length") > 3
    assert kept_page.evaluate(STYLED)


def test_once_it_is_back_the_page_asked_for_is_loaded(kept_page, site):
    kept_page.context.set_offline(True)
    kept_page.goto(f"{site}/cases/")
    kept_page.context.set_offline(False)
    kept_page.get_by_role("link", name="もう一度読み込む").click()
    expect(kept_page.locator("h1")).to_have_text("公表された事例")


def test_nothing_of_the_company_is_kept(kept_page):
    kept = kept_page.evaluate(KEPT)
    assert kept[0] == "/offline/"
    assert all(path.startswith("/static/css/") for path in kept[1:])


def test_the_worker_keeps_within_the_policy(complaints, kept_page):
    kept_page.reload()
    assert complaints == []
