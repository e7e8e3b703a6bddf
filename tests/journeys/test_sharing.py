"""A result passed on, and questions answered by somebody else: two browsers, from end to end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from estimator.models import ShareLink

PASSPHRASE = "sakura 2026"


@pytest.fixture
def other(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Open the browser of somebody else."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def example(page: Page, site: str) -> str:
    """Open the example company; return the address of its assessment."""
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    return page.url.removesuffix("result/")


def _share(page: Page, passphrase: str = "") -> str:
    page.get_by_role("link", name="共有する").click()
    page.get_by_label("渡す相手の名前").fill("取引銀行 佐藤")
    page.get_by_label("合い言葉").fill(passphrase)
    page.get_by_role("button", name="リンクを作る").click()
    return page.locator("#fresh-link").input_value()


def _ask(page: Page, address: str) -> str:
    page.goto(f"{address}ask/")
    page.get_by_role("link", name="税理士", exact=True).click()
    page.get_by_label("渡す相手の名前").fill("田中会計 田中")
    page.get_by_label("ひとこと").fill("今週中にお願いします。")
    page.get_by_role("button", name="リンクを作る").click()
    return page.locator("#fresh-link").input_value()


def _send_back(other: Page, link: str) -> None:
    other.goto(link)
    other.get_by_role("link", name="答えはじめる").click()
    other.locator("input[name=cash_in_hand_yen]").fill("1億2,000万円")
    other.get_by_role("button", name="保存して進む").click()
    other.get_by_role("link", name="質問の一覧へ戻る").click()
    other.get_by_role("button", name="回答を送り返す").click()
    other.get_by_text("回答を送り返しました").wait_for()


def test_a_double_click_makes_one_link(page: Page, example) -> None:
    page.goto(f"{example}share/")
    page.get_by_label("渡す相手の名前").fill("取引銀行 佐藤")
    twice = "button => { button.click(); setTimeout(() => button.click(), 100); }"
    page.get_by_role("button", name="リンクを作る").evaluate(twice)
    page.locator("#fresh-link").wait_for()
    assert ShareLink.objects.count() == 1


def test_a_result_is_passed_on_and_taken_back(page: Page, other: Page, example, complaints) -> None:
    figure = page.locator(".hero-figure").inner_text()
    link = _share(page, PASSPHRASE)
    other.goto(link)
    other.get_by_label("合い言葉").fill(PASSPHRASE)
    other.get_by_role("button", name="見積り結果を開く").click()
    other.locator(".hero-figure").wait_for()
    assert other.locator(".hero-figure").inner_text() == figure
    other.get_by_role("link", name="English").click()
    other.get_by_text("You can look at it but not change it").wait_for()
    page.get_by_role("button", name="リンクを止める").click()
    page.get_by_text("もう開けません").wait_for()
    assert other.reload().status == 410
    page.get_by_role("button", name="元に戻す").first.click()
    assert other.reload().status == 200
    assert complaints == []


def test_the_pdf_of_a_shared_result_is_downloaded(page: Page, other: Page, example) -> None:
    other.goto(_share(page))
    with other.expect_download(timeout=60_000) as download:
        other.get_by_role("link", name="PDFをダウンロード").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_a_link_is_copied_by_its_button(page: Page, example) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = _share(page)
    page.get_by_role("button", name="リンクをコピー").last.click()
    page.get_by_text("コピーしました").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_a_shared_result_works_without_javascript(page: Page, plain_page: Page, example) -> None:
    plain_page.goto(_share(page, PASSPHRASE))
    plain_page.get_by_label("合い言葉").fill(PASSPHRASE)
    plain_page.get_by_role("button", name="見積り結果を開く").click()
    assert plain_page.locator(".hero-figure").count() == 1


def test_the_tax_accountant_answers_and_the_president_decides(page: Page, other: Page, example):
    _send_back(other, _ask(page, example))
    page.goto(f"{example}result/")
    page.get_by_text("税理士から回答が届きました", exact=True).wait_for()
    page.get_by_role("link", name="違いを見て決める").click()
    row = page.locator(".reply-table tbody tr")
    assert row.count() == 1
    assert "9,000万円" in row.inner_text()
    assert "1億2,000万円" in row.inner_text()
    page.get_by_role("button", name="すべて使う").click()
    page.get_by_text("1件、見積りに入れました").wait_for()
    page.goto(f"{example}cash/")
    assert page.locator("input[name=cash_in_hand_yen]").input_value() == "1億2,000万"
    page.goto(f"{example}ask/")
    page.get_by_role("button", name="使う前に戻す").click()
    page.goto(f"{example}cash/")
    assert page.locator("input[name=cash_in_hand_yen]").input_value() == "9,000万"


Faults = Callable[[Page], list[str]]


def _pages(page: Page, other: Page, example: str) -> Iterator[Page]:
    """Walk through every page of sharing and asking, on both sides."""
    link = _share(page, PASSPHRASE)
    yield page
    other.goto(link)
    yield other
    other.locator("#id_passphrase").fill("wrong")
    other.locator("main button").click()
    yield other
    other.locator("#id_passphrase").fill(PASSPHRASE)
    other.locator("main button").click()
    other.locator(".hero-figure").wait_for()
    yield other
    questions = _ask(page, example)
    yield page
    other.goto(questions)
    yield other
    other.goto(f"{questions}cash/")
    yield other
    _send_back(other, questions)
    yield other
    page.goto(f"{example}check/")
    yield page
    page.get_by_role("link", name="違いを見て決める").click()
    yield page
    page.get_by_role("button", name="どれも使わない").click()
    yield page
    page.get_by_role("button", name="リンクを作る").click()
    yield page
    page.goto(f"{example}share/")
    page.get_by_role("button", name="リンクを止める").click()
    yield page
    other.goto(link)
    yield other


def test_every_page_of_sharing_is_accessible(
    sized: Page, other: Page, example: str, both_lights: Faults
) -> None:
    found = []
    other.set_viewport_size(sized.viewport_size)
    for looked_at in _pages(sized, other, example):
        found += [f"{looked_at.url}: {fault}" for fault in both_lights(looked_at)]
    assert found == []
