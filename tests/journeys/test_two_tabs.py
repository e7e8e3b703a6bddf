"""Two tabs on one assessment: nobody's answer is lost without being told."""

from playwright.sync_api import Page, expect


def _sales(page: Page, yen: str) -> None:
    page.get_by_label("年間売上高").first.fill(yen)
    page.locator("#id_listed").get_by_label("いいえ").check()
    page.locator("#id_critical_infrastructure").get_by_label("いいえ").check()
    page.locator("#id_sells_online").get_by_label("いいえ").check()
    page.get_by_role("button", name="続ける").click()


def test_the_second_tab_sees_both_values_and_chooses(page: Page, site):
    page.goto(site)
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    sales = page.url.replace("/company/", "/sales/")
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(sales)
    _sales(page, "7億2千万")
    page.locator("h1", has_text="どのような事案").wait_for()
    _sales(other, "9億")
    expect(other.locator("h1")).to_be_focused()
    expect(other.locator("table")).to_contain_text("7億2,000万円")
    expect(other.locator("table")).to_contain_text("9億円")
    other.get_by_role("button", name="この画面の回答で保存する").click()
    other.locator("h1", has_text="どのような事案").wait_for()
    page.goto(sales)
    expect(page.get_by_label("年間売上高").first).to_have_value("9億")
