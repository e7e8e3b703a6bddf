"""An analyst brings a spreadsheet into a draft, in a real browser under the site's CSP."""

import io
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from estimator import costbook_store
from estimator.admin import importing
from estimator.models import Edition, UnitCost
from estimator.tasks import embedded

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


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> Event:
    """Return what lets a worker work, between two looks of the page that waits for it."""
    may_work, look = Event(), importing.latest

    def worked_and_looked(*given: Any, **named: Any) -> Any:
        if may_work.is_set():
            work()
        return look(*given, **named)

    monkeypatch.setattr(embedded, "_start_worker", lambda _queue: None)
    monkeypatch.setattr(importing, "latest", worked_and_looked)
    return may_work


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
    *,
    tmp_path: Path,
    worker: Event,
) -> None:
    analyst.goto(analyst.url + f"estimator/edition/{draft.pk}/change/")
    analyst.get_by_role("link", name="表計算ソフトで取り出す・取り込む").click()
    with analyst.expect_download() as download:
        analyst.get_by_role("link", name="すべての表を XLSX で取り出す").click()
    content = Path(download.value.path()).read_bytes()
    look_around(analyst)
    try_file(analyst, with_figures(content, tmp_path, 中心="九千万"))
    analyst.get_by_text("順番を待っています").wait_for()
    look_around(analyst)
    worker.set()
    analyst.get_by_text("何も取り込みませんでした").wait_for()
    assert "「九千万」 は数ではありません" in analyst.locator(".errorlist").first.inner_text()
    try_file(analyst, with_figures(content, tmp_path, 中心="９０，０００，０００", 上限=90_000_000))
    analyst.get_by_role("heading", name="取り込む前の確認").wait_for()
    assert "90,000,000" in analyst.locator("#content-main table").inner_text()
    look_around(analyst)
    analyst.get_by_role("button", name="この内容で取り込む").click()
    analyst.get_by_text("1行を取り込みました。").wait_for()
    assert UnitCost.objects.get(edition=draft, code=CODE).typical == 90_000_000
    look_around(analyst)
