"""From the start page to the PDF for the board, with and without JavaScript, and by keyboard."""

from playwright.sync_api import Page, expect


def test_a_president_who_knows_little_gets_a_report(page: Page, site, answer_all):
    page.goto(site)
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    page.get_by_label("会社名").fill("甲乙精機株式会社")
    assert len(answer_all(page)) > 10
    page.get_by_role("link", name="損害額を計算する").first.click()
    expect(page.get_by_text("六つの損害").first).to_be_visible()
    assert _pdf(page).startswith(b"%PDF-")


def test_everything_works_without_javascript(plain_page: Page, site, answer_all):
    plain_page.goto(site)
    plain_page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    assert len(answer_all(plain_page)) > 10
    plain_page.get_by_role("link", name="損害額を計算する").first.click()
    expect(plain_page.get_by_text("六つの損害").first).to_be_visible()
    assert _pdf(plain_page).startswith(b"%PDF-")


def test_a_step_is_answered_by_keyboard_alone(page: Page, site):
    page.goto(f"{site}/")
    page.get_by_role("button", name="一つの事故を詳しく見積る").focus()
    page.keyboard.press("Enter")
    page.get_by_label("会社名").focus()
    page.keyboard.type("甲")
    page.locator("#id_industry input").first.focus()
    page.keyboard.press("Space")
    page.locator("#id_employees").focus()
    page.keyboard.type("30")
    page.locator("#id_persons_held").focus()
    page.keyboard.type("200")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("年間売上高")
    expect(page.locator("h1")).to_be_focused()
    assert "/sales/" in page.url


def test_mistakes_receive_the_focus_and_lead_to_their_field(page: Page, site):
    page.goto(f"{site}/")
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    page.locator("h1", has_text="どのような会社ですか").wait_for()
    page.get_by_role("button", name="続ける").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    assert page.url.endswith("#id_industry")


def test_the_running_total_is_announced_and_the_title_follows(page: Page, site, answer_unknown):
    page.goto(f"{site}/")
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    answer_unknown(page)
    page.get_by_role("button", name="続ける").click()
    expect(page).to_have_title("年間売上高と会社の立場を教えてください – 損害ものさし")
    expect(page.locator("#live")).to_contain_text("ここまでの見積り")


def test_the_back_button_of_the_browser_shows_the_saved_answer(page: Page, site, answer_unknown):
    page.goto(f"{site}/")
    page.get_by_role("button", name="一つの事故を詳しく見積る").click()
    page.get_by_label("会社名").fill("甲乙精機")
    answer_unknown(page)
    page.get_by_role("button", name="続ける").click()
    page.locator("h1", has_text="年間売上高").wait_for()
    page.go_back()
    expect(page.get_by_label("会社名")).to_have_value("甲乙精機")


def _pdf(page: Page) -> bytes:
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="取締役会のPDF").first.click()
    return download.value.path().read_bytes()
