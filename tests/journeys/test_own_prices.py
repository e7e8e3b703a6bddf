"""A company's own prices, from the list to the line and the PDF; and from a line to its source."""

from io import BytesIO

from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

NAMED = "自社単価表：A社との契約"


def test_a_list_is_made_chosen_and_named_wherever_it_is_used(
    page: Page, site: str, answer_all, save_list
) -> None:
    save_list(page)
    expect(page.get_by_text("このリンクを知っている人だけが開けます")).to_be_visible()
    page.goto(site)
    page.locator("#price-list").select_option("A社との契約")
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    answer_all(page)
    page.get_by_role("link", name="損害額を計算する").first.click()
    line = page.locator("#line-forensics")
    expect(line).to_contain_text("80万円/台")
    expect(line.locator(".line-sources")).to_contain_text(NAMED)
    expect(page.locator("#line-legal_advice")).not_to_contain_text(NAMED)
    assert NAMED in _report(page)


def test_the_list_is_not_used_unless_it_is_chosen(
    page: Page, site: str, answer_all, save_list
) -> None:
    save_list(page)
    page.goto(site)
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    answer_all(page)
    page.get_by_role("link", name="損害額を計算する").first.click()
    expect(page.locator("#line-forensics")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(NAMED)


def test_a_source_opens_with_two_clicks_from_its_line(page: Page, site: str) -> None:
    opened: list[str] = []

    def elsewhere(route: Route) -> None:
        opened.append(route.request.url)
        route.fulfill(body="the source")

    page.context.route(lambda url: not url.startswith(site), elsewhere)
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    line = page.locator("#line-call_center")
    line.locator("xpath=ancestor::details[contains(@class, 'other-lines')]/summary").click()
    line.locator("summary", has_text="円単位の金額と根拠").click()
    link = line.locator(".line-evidence .figure-source a").first
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(lambda url: not url.startswith(site))
    assert opened == [address]


def test_a_line_leads_to_its_place_in_the_evidence(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    line = page.locator("#line-call_center")
    line.locator("xpath=ancestor::details[contains(@class, 'other-lines')]/summary").click()
    line.locator("summary", has_text="円単位の金額と根拠").click()
    line.get_by_role("link", name="この費目の算定根拠").click()
    expect(page.locator("#call_center")).to_be_in_viewport()
    assert page.url.endswith("/method/2026-11/#call_center")


def _report(page: Page) -> str:
    """Download the PDF; return its text without spaces and breaks."""
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="取締役会のPDF").first.click()
    pages = PdfReader(BytesIO(download.value.path().read_bytes())).pages
    return "".join("".join(sheet.extract_text().split()) for sheet in pages)
