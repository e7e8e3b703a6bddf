"""What was really paid, in a browser: record, correct, take back, close, hand to the insurer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect


@pytest.fixture
def example(site):
    """Return a function that opens the example company's 実績 and returns its address."""

    def opened(page: Page) -> str:
        page.goto(site)
        page.get_by_role("button", name="例の会社で見てみる").click()
        page.wait_for_url("**/result/")
        page.get_by_role("link", name="実際の支払いを記録する").click()
        page.wait_for_url("**/actuals/")
        return page.url

    return opened


def record(page: Page, *, yen: str = "１２０万円", day: str = "2026-01-05") -> None:
    page.get_by_label("費目", exact=False).first.select_option("forensics")
    page.locator("#id_yen").fill(yen)
    page.locator("#id_paid_on").fill(day)
    page.locator("#id_payee").fill("A社")
    page.get_by_role("button", name="記録する", exact=True).click()


def walk(page: Page) -> None:
    """Record, correct, remove, bring back, close and look at the result."""
    record(page)
    line = page.locator("#line-forensics")
    expect(line).to_contain_text("1,200,000円")
    page.locator(".payments").get_by_role("link", name="直す").click()
    page.locator("#id_yen").fill("90万")
    page.get_by_role("button", name="保存する").click()
    expect(line).to_contain_text("900,000円")
    page.locator(".payments").get_by_role("button", name="消す").click()
    expect(line).not_to_contain_text("900,000円")
    page.get_by_role("button", name="元に戻す").click()
    expect(line).to_contain_text("900,000円")
    line.get_by_role("button", name="これで全部にする").click()
    expect(line.get_by_role("button", name="続きがある")).to_be_visible()
    page.get_by_role("link", name="見積り結果へ戻る").click()
    expect(page.locator("#paid")).to_contain_text("90万円")


def test_with_javascript(page: Page, example):
    example(page)
    walk(page)


def test_without_javascript(plain_page: Page, example):
    example(plain_page)
    walk(plain_page)


def test_a_mistake_keeps_what_was_typed_and_takes_the_focus(page: Page, example):
    example(page)
    tomorrow = timezone.localdate() + timedelta(days=1)
    record(page, day=tomorrow.isoformat())
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("まだ来ていない日付です")
    expect(page.locator("#id_yen")).to_have_value("１２０万円")
    expect(page.locator("#id_code")).to_have_value("forensics")


def test_a_line_that_was_closed_keeps_the_focus(page: Page, example):
    example(page)
    line = page.locator("#line-legal_advice")
    line.get_by_role("button", name="これで全部にする").click()
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()


def test_two_tabs_record_beside_each_other(page: Page, example):
    address = example(page)
    other = page.context.new_page()
    other.goto(address)
    record(page, yen="100")
    expect(page.locator(".payments")).to_contain_text("100円")
    record(other, yen="200")
    expect(other.locator(".payments")).to_contain_text("200円")
    expect(other.locator(".payments")).to_contain_text("100円")


def test_the_list_for_the_insurer_is_downloaded(page: Page, example):
    example(page)
    record(page)
    page.get_by_role("link", name="領収書の一覧").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSVで保存").click()
    assert download.value.suggested_filename.startswith("receipts-")


def test_no_page_of_it_has_a_fault(sized: Page, example, faults):
    address = example(sized)
    assert faults(sized) == []
    record(sized, yen="たくさん")
    sized.locator(".error-summary").wait_for()
    assert faults(sized) == []
    record(sized)
    edit = sized.locator(".payments").get_by_role("link", name="直す")
    edit.wait_for()
    assert faults(sized) == []
    edit.click()
    sized.wait_for_url("**/actuals/*/")
    assert faults(sized) == []
    sized.goto(f"{address}receipts/")
    assert faults(sized) == []


def test_removing_offers_the_way_back_without_a_fault(sized: Page, example, faults):
    example(sized)
    record(sized)
    sized.locator(".payments").get_by_role("button", name="消す").click()
    sized.get_by_role("button", name="元に戻す").wait_for()
    assert faults(sized) == []
