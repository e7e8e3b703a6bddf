"""An own quote in a browser: refused at the mistake, saved back to its line."""

from playwright.sync_api import Page, expect


def test_a_quote_is_corrected_where_it_is_wrong_and_leads_back_to_its_line(page: Page, site):
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    line = page.locator("#line-forensics")
    line.locator(".line-quote a").click()
    line.locator("[name=amount_yen]").fill("450万円")
    line.get_by_role("button", name="この金額にする").click()
    name = line.locator("[name=label]")
    expect(name).to_be_focused()
    name.fill("A社")
    line.get_by_role("button", name="この金額にする").click()
    expect(line).to_contain_text("A社 450万円")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()
