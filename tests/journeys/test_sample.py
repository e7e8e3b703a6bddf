"""The sample report in a browser: a page that says to wait becomes the PDF by itself."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

PDF = re.compile(r"/sample/report\.pdf$")


@pytest.fixture
def impatient(monkeypatch):
    cache.clear()
    monkeypatch.setattr("estimator.views.sample.WAITS_SECONDS", 0)


@pytest.mark.usefixtures("impatient")
def test_the_waiting_page_becomes_the_report(page: Page, site):
    page.goto(site)
    page.get_by_role("link", name="見本の報告書（PDF）を見る").click()
    expect(page.get_by_role("status").filter(has_text="用意しています")).to_be_visible()
    with page.expect_response(
        lambda answer: bool(PDF.search(answer.url)) and answer.status == 200, timeout=90_000
    ) as waited:
        pass
    assert waited.value.header_value("content-type") == "application/pdf"


@pytest.mark.usefixtures("impatient")
def test_it_becomes_the_report_without_javascript_too(plain_page: Page, site):
    plain_page.goto(f"{site}/sample/report.pdf")
    with plain_page.expect_response(
        lambda answer: bool(PDF.search(answer.url)) and answer.status == 200, timeout=90_000
    ):
        expect(plain_page.locator("h1")).to_have_text("見本の報告書（PDF）")
