"""When something goes wrong between two pages, the visitor is told and loses nothing typed."""

from playwright.sync_api import Page, expect


def _first_question(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    page.get_by_label("会社名").fill("甲乙精機")
    page.locator("#id_industry").get_by_label("わからない").check()
    page.get_by_label("従業員数").first.fill("30")
    page.locator("#id_persons_held").fill("200")


def test_an_assessment_deleted_in_another_tab_is_said_to_be_gone(page: Page, site):
    _first_question(page, site)
    other = page.context.new_page()
    other.goto(page.url.replace("/company/", "/delete/"))
    other.get_by_role("button", name="削除する").click()
    page.get_by_role("button", name="続ける").click()
    expect(page.locator("h1")).to_have_text("ページが見つかりません")
    expect(page.locator("header")).to_have_count(1)


def test_a_lost_connection_keeps_what_was_typed(page: Page, site):
    _first_question(page, site)
    page.route("**/company/", lambda route: route.abort())
    page.get_by_role("button", name="続ける").click()
    expect(page.locator("#trouble")).to_contain_text("通信できませんでした")
    expect(page.get_by_label("会社名")).to_have_value("甲乙精機")


def test_a_follow_up_shows_when_its_answer_is_given(page: Page, site):
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    page.goto(page.url.replace("/result/", "/claims/"))
    expect(page.locator("#id_jo_sensitivity")).to_be_hidden()
    claimed = page.get_by_label("請求される金額").first
    page.locator("#id_mandate_attorney").get_by_label("いいえ").check()
    expect(claimed).to_be_hidden()
    page.locator("#id_mandate_attorney").get_by_label("はい").check()
    expect(claimed).to_be_visible()


def test_a_follow_up_of_a_figure_shows_while_it_is_typed(page: Page, site):
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    page.goto(page.url.replace("/result/", "/partners/"))
    fault = page.locator("#id_principal_fault_percent")
    for typed, shows in (("0人", False), ("３人", True), ("", False), ("三百", True)):
        page.locator("#id_entrusted_persons").fill(typed)
        expect(fault).to_be_visible(visible=shows)
    page.locator("#id_entrusted_persons").fill("")
    page.get_by_label("わからない（取引先から預かった個人情報の人数）").check()
    expect(fault).to_be_visible()


def test_the_link_can_be_copied_and_reopens_the_assessment(page: Page, site):
    _first_question(page, site)
    page.get_by_role("button", name="続ける").click()
    page.locator("h1", has_text="年間売上高").wait_for()
    page.get_by_text("リンクで再開").click()
    link = page.get_by_label("このリンクを開くと").input_value()
    stranger = page.context.browser.new_context().new_page()
    stranger.goto(link)
    expect(stranger.locator("h1")).to_contain_text("年間売上高")
    expect(stranger.locator("#save-state")).to_contain_text("甲乙精機")
    stranger.context.close()
