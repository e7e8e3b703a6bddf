"""Weigh the first visit to a page and time it as Lighthouse does: a slow phone, a cold cache.

    .venv/bin/python -m bench.page_weight        (needs Chromium and the development requirements)

Bytes are those over the wire, headers included, compressed as ./run serves them. The network is
Lighthouse's slow 4G (150 ms, 1.6 Mbit/s down), the processor four times slower. A layout shift
counts as in browsers: not within half a second of a key or a click. Ends with 1 above a bar.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from scripts.screenshots import SIZES, site

KB = 1000
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1e6 / 8,
    "uploadThroughput": 0.75 * 1e6 / 8,
}
SLOWER = 4
SETTLES_MS = 1500
PATIENCE_MS = 120_000  # a busy machine is slow, not broken
STEPS = ("company", "incident", "devices", "cash", "insurance")
BARS_KB = {"start": 100} | dict.fromkeys(("first", *STEPS), 60)
ROW = "{:<18}{:>5}{:>8}{:>10}{:>7}{:>8}{:>8}{:>8}{:>9}"
OBSERVE = """
window.seen = {fcp: 0, lcp: 0, shift: 0, blocked: 0, moved: []};
const watch = (type, note) => new PerformanceObserver(
  (list) => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("paint", (e) => { if (e.name === "first-contentful-paint") seen.fcp = e.startTime; });
watch("largest-contentful-paint", (e) => { seen.lcp = e.startTime; });
watch("layout-shift", (e) => {
  if (e.hadRecentInput) return;
  seen.shift += e.value;
  e.sources.forEach(({node}) => seen.moved.push(node?.id || node?.className || node?.nodeName));
});
watch("longtask", (e) => { seen.blocked += e.duration - 50; });
"""


@dataclass
class Weight:
    """What one page load cost."""

    kilobytes: float = 0.0
    addresses: list[str] = field(default_factory=list)

    def listen(self, wire: CDPSession) -> None:
        """Count every request from now on."""
        wire.on("Network.requestWillBeSent", lambda e: self.addresses.append(e["request"]["url"]))
        wire.on("Network.loadingFinished", self._add)

    def forget(self) -> None:
        """Begin again at nothing."""
        self.kilobytes, self.addresses = 0.0, []

    def _add(self, event: dict[str, float]) -> None:
        self.kilobytes += event["encodedDataLength"] / KB


@dataclass(frozen=True)
class Visit:
    """What is opened, how wide, and what is done there once it stands."""

    name: str
    address: str
    width: int
    act: Callable[[Page], None] | None = None


def main() -> None:
    """Print one row for each visit."""
    print(
        ROW.format("page", "px", "kB", "requests", "other", "FCP ms", "LCP ms", "TBT ms", "shift")
    )
    with site() as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visits = _visits(address, _example(browser, address))
        fails = [wrong for visit in visits for wrong in _measure(browser, visit)]
        browser.close()
    raise SystemExit("\n".join(fails) or None)


def _example(browser: Browser, address: str) -> str:
    """Open the example company; return the address of its assessment."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.get_by_role("button", name="例の会社で見てみる").click()
    page.wait_for_url("**/result/")
    found = page.url.removesuffix("result/")
    page.close()
    return found


def _visits(address: str, example: str) -> list[Visit]:
    found = []
    for width in SIZES:
        found += [Visit("start", address, width), Visit("first", f"{address}/first/", width)]
        found += [Visit(slug, f"{example}{slug}/", width) for slug in STEPS]
        found += [Visit("check", f"{example}check/", width)]
        found += [Visit("result", f"{example}result/", width)]
        found += [Visit("step, swapped", f"{example}cash/", width, _go_on)]
        found += [Visit("result, in place", f"{example}result/", width, _change_in_place)]
    return found


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="続ける").click()
    page.wait_for_url("**/books/")


def _change_in_place(page: Page) -> None:
    page.locator("#answers > details > summary").click()
    page.locator("details.in-place > summary").first.click()
    page.locator("details.in-place form").first.wait_for()


def _measure(browser: Browser, visit: Visit) -> list[str]:
    """Open it in a browser that has never been here; an act is weighed apart from the load."""
    size = {"width": visit.width, "height": SIZES[visit.width]}
    context = browser.new_context(viewport=size, service_workers="block", locale="ja-JP")
    context.set_default_timeout(PATIENCE_MS)
    page, weight = context.new_page(), Weight()
    page.add_init_script(OBSERVE)
    weight.listen(_slowed(context.new_cdp_session(page)))
    page.goto(visit.address, wait_until="load")
    page.wait_for_timeout(SETTLES_MS)
    if visit.act:
        weight.forget()
        visit.act(page)
        page.wait_for_timeout(SETTLES_MS)
    fails = _report(visit, weight, page.evaluate("seen"))
    context.close()
    return fails


def _slowed(wire: CDPSession) -> CDPSession:
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return wire


def _report(visit: Visit, weight: Weight, seen: dict[str, Any]) -> list[str]:
    """Print a row; return what is above its bar."""
    start = "/".join(visit.address.split("/")[:3])
    other = [url for url in weight.addresses if not url.startswith((start, "data:"))]
    times = [f"{seen[name]:.0f}" for name in ("fcp", "lcp", "blocked")]
    cells = (visit.name, visit.width, f"{weight.kilobytes:.1f}", len(weight.addresses), len(other))
    print(ROW.format(*cells, *times, f"{seen['shift']:.4f}"), flush=True)
    where = f"{visit.name} at {visit.width} px"
    bar = BARS_KB.get(visit.name)
    wrong = {
        f"{where}: {weight.kilobytes:.1f} kB, bar {bar}": bar and weight.kilobytes > bar,
        f"{where}: asks {other}": other,
        f"{where}: {', '.join(map(str, seen['moved']))} moved": seen["shift"] > 0,
    }
    return [text for text, is_wrong in wrong.items() if is_wrong]


if __name__ == "__main__":
    main()
