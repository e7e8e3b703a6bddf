"""Five answers, every incident type at a glance, one of them in detail: by script or without."""

import pytest
from playwright.sync_api import Page, expect

TYPES = 15


def five(page: Page, site: str, online: str = "yes") -> None:
    page.goto(site)
    page.get_by_role("link", name="5つの質問で全体を見る").click()
    page.locator("input[name=industry][value=retail]").check()
    page.locator("#id_employees").fill("50")
    page.locator("#id_annual_revenue_yen").fill("7億2千万")
    page.locator("[name=persons_held-unknown]").check()
    page.locator(f"input[name=sells_online][value={online}]").check()
    page.get_by_role("button", name="全種類の概算を見る").click()
    page.wait_for_url("**/overview/")


def look_and_go_on(page: Page, site: str) -> None:
    five(page, site)
    expect(page.get_by_role("button", name="この事案を詳しく見積る")).to_have_count(TYPES)
    page.get_by_role("link", name="1年あたりの見込み").click()
    expect(page.locator("[aria-current=true]")).to_have_text("1年あたりの見込み")
    page.get_by_role("button", name="DoS・DDoS攻撃").click()
    expect(page.locator("#id_annual_revenue_yen")).to_have_value("7億2,000万")
    page.get_by_role("link", name="全種類の概算").click()
    expect(page.locator("tr.chosen")).to_contain_text("DoS・DDoS攻撃")


def test_from_five_answers_to_the_questions_of_one_type(page: Page, site):
    look_and_go_on(page, site)


def test_it_works_without_javascript(plain_page: Page, site):
    look_and_go_on(plain_page, site)


def test_an_answer_changed_on_the_way_leads_back_to_the_ranking(page: Page, site):
    five(page, site)
    page.get_by_role("link", name="ECサイトでカードを扱う").click()
    page.locator("input[name=sells_online][value=no]").check()
    page.locator("input[name=listed][value=no]").check()
    page.locator("input[name=critical_infrastructure][value=no]").check()
    page.get_by_role("button", name="続ける").click()
    page.wait_for_url("**/overview/")
    expect(page.locator("tr.ruled-out")).to_contain_text("ECサイトからのカード漏えい")


@pytest.mark.parametrize("language", ["日本語", "English"])
def test_no_page_on_the_way_has_a_fault(sized: Page, site, faults, language):
    five(sized, site, online="no")
    overview = sized.url
    if language == "English":
        sized.get_by_role("button", name="English").click()
    found = []
    for address in (f"{site}/first/", overview, f"{overview}?by=year"):
        sized.goto(address)
        found += faults(sized)
    assert found == []


def test_mistakes_have_no_fault(sized: Page, site, faults):
    sized.goto(f"{site}/first/")
    sized.get_by_role("button", name="全種類の概算を見る").click()
    expect(sized.locator(".error-summary a")).to_have_count(5)
    assert faults(sized) == []
