"""From draft to print: what was previewed is what a new estimate says; an old one stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from estimator.models import Assessment, Edition
from tests.factories import people
from tests.journeys.test_spreadsheet import try_file, with_figures

CODE, SUMMARY = "2027-05", "PC1台の調査費用を2027年の公表値に改めました。"


def estimate_example(page: Page, site: str) -> tuple[dict[str, Any], list[str]]:
    """Estimate the example company; return the stored figures and what the page says of them."""
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    return Assessment.objects.latest("pk").estimate, what_it_says(page)


def what_it_says(page: Page) -> list[str]:
    expect(page.locator(".hero-figure")).to_be_visible()
    return [page.locator(".hero").inner_text(), *page.locator("[id^=line-]").all_inner_texts()]


def yen(text: str) -> int:
    return int(text.strip().removesuffix("円").replace(",", ""))


def draft_from_the_last(page: Page) -> None:
    page.get_by_role("link", name="2026年11月の単価（2026-11）").click()
    page.get_by_role("link", name="この版から新しい版を作る").click()
    for field, value in (("code", CODE), ("title_ja", "2027年5月の単価"), ("title_en", "May 2027")):
        page.fill(f"#id_{field}", value)
    page.get_by_role("button", name="写して新しい版を作る").click()
    expect(page.locator(".messagelist")).to_contain_text(f"編集中の版「{CODE}」を作りました")


def change_by_spreadsheet(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="表計算ソフトで取り出す・取り込む").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="すべての表を XLSX で取り出す").click()
    content = Path(download.value.path()).read_bytes()
    try_file(page, with_figures(content, folder, "forensics_pc", 中心=1_345_678))
    shown = page.locator("#content-main table").inner_text()
    assert "1,200,000" in shown
    assert "1,345,678（+12.1％）" in shown
    page.get_by_role("button", name="この内容で取り込む").click()
    expect(page.locator("#content-main")).to_contain_text("1行を取り込みました。")
    page.get_by_role("link", name="版に戻る").click()


def previewed(page: Page) -> tuple[int, int]:
    """Read what the example company costs under both editions."""
    page.get_by_role("link", name="影響").click()
    expect(page.locator("#content-main")).to_contain_text("この版に、直すところはありません。")
    row = page.locator("table.moves").first.locator("tbody tr").first
    before, after = (cell.inner_text() for cell in row.locator("td.amount").all()[:2])
    return yen(before), yen(after)


def publish(page: Page) -> None:
    page.get_by_role("link", name=f"2027年5月の単価（{CODE}）").first.click()
    page.get_by_role("link", name="公開して既定にする").click()
    assert "1,345,678" in page.locator("#content-main table").inner_text()
    page.fill("#id_summary", SUMMARY)
    page.get_by_role("button", name="公開して既定にする").click()
    expect(page.locator(".messagelist")).to_contain_text(f"「{CODE}」を公開し")


def test_what_was_previewed_is_published_and_the_old_estimate_stays(
    page: Page,
    site: str,
    signed_in: Callable[[User], Page],
    *,
    tmp_path: Path,
    look_around: Callable[[Page], None],
) -> None:
    old, said = estimate_example(page, site)
    address = page.url
    analyst = signed_in(people.analyst())
    draft_from_the_last(analyst)
    change_by_spreadsheet(analyst, tmp_path)
    before, after = previewed(analyst)
    assert before == old["totals"]["headline"]["typical"] != after
    analyst.get_by_role("link", name="版に戻る").first.click()
    expect(analyst.get_by_role("link", name="公開して既定にする")).to_have_count(0)
    publish(signed_in(people.publisher()))
    assert Edition.objects.default().summary == SUMMARY

    page.goto(address)
    assert what_it_says(page) == said
    assert Assessment.objects.earliest("pk").estimate == old
    new, now_said = estimate_example(page, site)
    assert (new["edition"], new["totals"]["headline"]["typical"]) == (CODE, after)
    assert now_said != said
    look_around(page)
