"""Other conditions beside the estimate, and the answer to a buyer, in a browser without scripts."""

import io

import pytest
from pypdf import PdfReader


@pytest.fixture
def result(plain_page, site):
    """Open the example's result; return its page."""
    plain_page.goto(site)
    plain_page.get_by_role("button", name="例の会社で見てみる").click()
    plain_page.wait_for_url("**/result/")
    return plain_page


def test_change_an_answer_of_a_copy_and_see_both(result):
    result.get_by_role("button", name="条件を変えた場合と比べる").click()
    result.wait_for_url("**/check/")
    copy = result.url.removesuffix("check/")
    result.goto(copy + "stop/")
    result.get_by_label("完全に止まる期間").first.fill("30")
    result.get_by_role("button", name="続ける").click()
    result.goto(copy + "compare/")
    heads = result.locator(".scenarios h2").all_inner_texts()
    assert heads == ["A もとの条件", "B 条件を変えた場合"]
    row = result.get_by_role("row", name="止まる期間")
    assert row.get_by_role("cell").all_inner_texts() == ["10営業日", "30営業日"]
    result.get_by_role("button", name="比べるのをやめる").click()
    result.get_by_text("まだ比べる相手がありません").wait_for()


def test_the_comparison_on_paper_has_no_buttons(result):
    result.goto(result.url.replace("result/", "compare/"))
    result.get_by_role("button", name="止まる期間が2倍").click()
    result.locator(".scenarios").wait_for()
    result.emulate_media(media="print")
    assert result.locator("main button:visible").count() == 0
    assert result.locator(".scenarios h2:visible").count() == 2
    assert result.locator("svg.reaches:visible, svg.clusters:visible").count() == 2


def test_the_answer_to_a_buyer_fits_one_sheet(result):
    result.get_by_text("取引先の目線では").click()
    result.get_by_role("link", name="取引先の目線で見る").click()
    result.get_by_role("link", name="取引先への回答を一枚にまとめる").click()
    result.locator("#tell-mfa").select_option("yes")
    result.get_by_role("button", name="回答に書き込む").click()
    result.wait_for_url("**/customers/answer/")
    printed = PdfReader(io.BytesIO(result.pdf(format="A4")))
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text()
    assert "みほん精機株式会社" in text
    assert "回答に書き込む" not in text
