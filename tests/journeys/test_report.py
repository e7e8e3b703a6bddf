"""The report in a browser: asked for on the result page, downloaded once."""

from playwright.sync_api import Page, expect

WATCHED_MS = 5_000


def test_the_finished_report_is_downloaded_exactly_once(page: Page, site, monkeypatch):
    monkeypatch.setattr("estimator.views.report.WAITS_SECONDS", 0)  # always by way of the progress
    downloads = []
    page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108
    page.goto(site)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    page.get_by_role("button", name="取締役会のPDF").click()
    done = page.locator("#report-progress").get_by_text("できました。")
    expect(done).to_be_visible(timeout=60_000)
    page.wait_for_timeout(WATCHED_MS)
    assert len(downloads) == 1
    assert downloads[0].suggested_filename.endswith(".pdf")
