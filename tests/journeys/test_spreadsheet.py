"""An analyst brings a spreadsheet into a draft, in a real browser under the site's CSP."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from estimator import costbook_store
from estimator.models import Edition, UnitCost

CODE = "legal_advice"


@pytest.fixture
def draft(site: str) -> Edition:
    return costbook_store.copy_edition(Edition.objects.default(), "2027-05")


@pytest.fixture
def analyst(page: Page, site: str) -> Page:
    User.objects.create_superuser("analyst", password="a long password")
    page.goto(f"{site}/admin/login/")
    page.fill("#id_username", "analyst")
    page.fill("#id_password", "a long password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def with_figures(content: bytes, folder: Path, code: str = CODE, **figures: Any) -> Path:
    """Change the figures of one unit cost and save the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["単価"]
    headings = [cell.value.rstrip("*") for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(2) if row[0].value == code)
    for heading, value in figures.items():
        row[headings.index(heading)].value = value
    file = folder / "2027-05.xlsx"
    book.save(file)
    return file


def try_file(page: Page, file: Path) -> None:
    page.set_input_files("#id_file", file)
    page.fill("#id_reason", "2027年の公表値")
    page.get_by_role("button", name="試して差分を見る").click()


def test_out_changed_tried_and_in(
    analyst: Page,
    draft: Edition,
    look_around: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    analyst.goto(analyst.url + f"estimator/edition/{draft.pk}/change/")
    analyst.get_by_role("link", name="表計算ソフトで取り出す・取り込む").click()
    with analyst.expect_download() as download:
        analyst.get_by_role("link", name="すべての表を XLSX で取り出す").click()
    content = Path(download.value.path()).read_bytes()
    look_around(analyst)
    try_file(analyst, with_figures(content, tmp_path, 中心="九千万"))
    assert "「九千万」 は数ではありません" in analyst.locator(".errorlist").first.inner_text()
    try_file(analyst, with_figures(content, tmp_path, 中心="９０，０００，０００", 上限=90_000_000))
    assert "90,000,000" in analyst.locator("#content-main table").inner_text()
    look_around(analyst)
    analyst.get_by_role("button", name="この内容で取り込む").click()
    assert "1行を取り込みました。" in analyst.locator(".messagelist").inner_text()
    assert UnitCost.objects.get(edition=draft, code=CODE).typical == 90_000_000
    look_around(analyst)
