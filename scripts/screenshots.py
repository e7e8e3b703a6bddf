"""Take the pictures of the README: docs/images/<page>_<width>.png, for a desk and for a phone.

In: the application as it is, served on a free port with a database of its own. Out: eight pictures
of the example company. Run it by ``make screenshots``.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = {1280: 900, 375: 812}
PATIENCE_SECONDS = 30


@contextmanager
def site() -> Iterator[str]:
    """Serve the application with a fresh database; yield its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = {**os.environ, "VAR_DIR": folder}
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True)
        gunicorn = [str(Path(sys.executable).with_name("gunicorn")), "--config"]
        command = [*gunicorn, "config/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Return once the site answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/healthz").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def take(browser: Browser, address: str, width: int) -> None:
    """Walk through the example company at one width."""
    page = browser.new_page(
        viewport={"width": width, "height": SIZES[width]}, locale="ja-JP", timezone_id="Asia/Tokyo"
    )
    page.goto(address)
    shoot(page, "start", width)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    shoot(page, "result", width)
    assessment = page.url.removesuffix("result/")
    page.goto(f"{assessment}check/")
    shoot(page, "check", width)
    page.goto(f"{assessment}devices/")
    page.get_by_label("わからない（買い替えるパソコン）").check()
    page.get_by_role("button", name="続ける").click()
    page.locator("h1", has_not_text="手当ての要る機器").wait_for()
    page.goto(f"{assessment}devices/")
    shoot(page, "question", width)
    page.close()


def shoot(page: Page, name: str, width: int) -> None:
    """Save what the window shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}_{width}.png")


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in SIZES:
            take(browser, address, width)
        browser.close()


if __name__ == "__main__":
    main()
