"""An adviser and two clients, without JavaScript: sign in, take in, search, print, leave."""

from typing import Any

from playwright.sync_api import Page, expect

from .conftest import PASSWORD

COMPANY = "みほん精機株式会社"


def test_an_adviser_keeps_clients_apart(plain_page: Page, site: str, in_account: Any) -> None:
    page = plain_page
    in_account(page)
    page.goto(f"{site}/account/")
    expect(page.locator(".client")).to_have_text([COMPANY])
    page.get_by_role("button", name="アカウントに入れる").click()
    expect(page.locator("#browser-title")).to_have_count(0)
    expect(page.locator(".client + ul > li")).to_have_count(2)
    page.get_by_label("会社名か事案名で探す").fill("乙商店")
    page.get_by_role("button", name="探す").click()
    expect(page.locator(".empty").first).to_contain_text("合う見積りはありません")
    page.get_by_label("会社名か事案名で探す").fill("みほん　ＶＰＮ")
    page.get_by_role("button", name="探す").click()
    expect(page.locator(".client + ul > li")).to_have_count(2)
    page.get_by_role("link", name="開く").first.click()
    expect(page.locator("main")).to_contain_text("2,960万円")
    page.goto(f"{site}/account/")
    page.locator(".client + ul a[href$='/delete/']").first.click()
    page.get_by_role("button", name="削除する").click()
    expect(page.locator(".client + ul > li")).to_have_count(1)
    page.get_by_role("button", name="サインアウト").click()
    expect(page.locator("main")).not_to_contain_text("のアカウントで")
    expect(page.get_by_text("まだありません。はじめた見積りは")).to_be_visible()


def test_leaving_gives_the_estimates_to_this_browser(
    plain_page: Page, site: str, in_account: Any
) -> None:
    page = plain_page
    in_account(page)
    page.goto(f"{site}/account/delete/")
    page.get_by_label("見積りと自社単価表は残し").check()
    page.get_by_label("いまのパスワード").fill("wrong")
    page.get_by_role("button", name="アカウントを削除する").click()
    expect(page.locator(".error-summary")).to_contain_text("パスワードが違います")
    expect(page.get_by_label("見積りと自社単価表は残し")).to_be_checked()
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_role("button", name="アカウントを削除する").click()
    expect(page.get_by_text("アカウントを削除しました")).to_be_visible()
    expect(page.get_by_role("link", name="続きから")).to_have_count(2)
