"""The report beside other ways to draw the same content, warm, in turn in one run.

    .venv/bin/python -m bench.drawing [--json FILE]

A minimal WeasyPrint document of the same content, Chromium printing the report, and typst setting
the same text. Chromium comes with the tests; typst is left out unless it is installed.
"""

from __future__ import annotations

import html as entities
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bench.traffic import figures

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
ROUNDS = 5
REPORT, MINIMAL = "the report", "WeasyPrint, same content, minimal style"
CHROMIUM, TYPST = "Chromium prints the report", "typst, same text"
FONT = "BIZ UDPGothic"

Job = Callable[[], bytes]


def example_report() -> str:
    """Return the report of the example company as HTML; Django must be set up."""
    from estimator import costbook_store  # noqa: PLC0415
    from estimator.engine.calculate import estimate  # noqa: PLC0415
    from estimator.estimating import by_type  # noqa: PLC0415
    from estimator.outlook.outlook import outlook  # noqa: PLC0415
    from estimator.presenters.report.pdf import report_html  # noqa: PLC0415
    from estimator.presenters.wording import Wording  # noqa: PLC0415
    from estimator.questionnaire import answers  # noqa: PLC0415

    costs, day = costbook_store.load(None), date(2026, 11, 21)
    document = json.loads(EXAMPLE.read_text("utf-8"))
    made = estimate(answers.profile(document, costs), costs, as_of=day)
    meaning = outlook(made, costs, by_type(document, costs, as_of=day))
    return report_html(made, costs, Wording.in_force(), meaning)


def minimal(html: str) -> str:
    """Return the same content as WeasyPrint sets it by itself: no style but page and font."""
    style = f"<style>@page{{size:A4;margin:20mm}}body{{font:8pt '{FONT}'}}</style>"
    bare = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"<style>.*?</style>", style, bare, flags=re.DOTALL)


@contextmanager
def chromium(html: str) -> Iterator[Job]:
    """Keep a browser and print the report in a new page each time."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of the tests

    with sync_playwright() as started, tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(html)
        file.flush()
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        options = ["--no-sandbox", "--disable-gpu"]
        browser = started.chromium.launch(executable_path=program, args=options)

        def draw() -> bytes:
            page = browser.new_page()
            page.goto(Path(file.name).as_uri())
            found = page.pdf(format="A4", tagged=True, outline=True)
            page.close()
            return bytes(found)

        yield draw
        browser.close()


@contextmanager
def typst(html: str) -> Iterator[Job]:
    """Set the text of the report, block by block, as PDF/UA-1."""
    import typst as program  # noqa: PLC0415 - may be absent

    bare = re.sub(r"<(style|svg|head)\b.*?</\1>", "", html, flags=re.DOTALL)
    blocks = re.split(r"</(?:p|h\d|li|tr|dd|dt|div|caption|section)>", bare)
    texts = (" ".join(entities.unescape(re.sub(r"<[^>]+>", " ", b)).split()) for b in blocks)
    lines = "\n".join(f"#par({json.dumps(text, ensure_ascii=False)})" for text in texts if text)
    head = f'#set document(title: "x")\n#set text(font: "{FONT}", size: 8pt, lang: "ja")\n'
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as file:
        file.write(f'{head}#set page(paper: "a4", margin: 20mm)\n{lines}')
        file.flush()
        compiler = program.Compiler(file.name)
        yield lambda: bytes(compiler.compile(format="pdf", pdf_standards=["ua-1"]))


def measure(html: str) -> list[dict[str, Any]]:
    """Draw in turn and return a row for each way; one that is not there says so."""
    from weasyprint import HTML  # noqa: PLC0415 - takes half a second

    from estimator.presenters.report.drawing import draw  # noqa: PLC0415

    plain = minimal(html)
    jobs: dict[str, Job] = {
        REPORT: lambda: draw(html),
        MINIMAL: lambda: HTML(string=plain).write_pdf(),
    }
    rows = [_row(name, timed) for name, timed in in_turn(jobs).items()]
    for name, way in ((CHROMIUM, chromium), (TYPST, typst)):
        try:
            with way(html) as job:
                rows.append(_row(name, in_turn({name: job})[name]))
        except Exception as absent:  # noqa: BLE001 - whatever keeps an optional tool from running
            rows.append({"way": name, "left out": str(absent).splitlines()[0]})
    first = rows[0]["ms"]
    return [
        row | ({"times the report": round(row["ms"] / first, 2)} if "ms" in row else {})
        for row in rows
    ]


def in_turn(jobs: dict[str, Job]) -> dict[str, tuple[list[float], bytes]]:
    """Time each, round after round, by the clock: some draw in another process."""
    found = {name: ([], job()) for name, job in jobs.items()}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            found[name][0].append(time.perf_counter() - start)
    return found


def _row(name: str, timed: tuple[list[float], bytes]) -> dict[str, Any]:
    from io import BytesIO  # noqa: PLC0415

    import pypdf  # noqa: PLC0415 - a tool of the tests

    times, pdf = timed
    pages = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    return {
        "way": name,
        "ms": figures.milliseconds(times)["p50"],
        "pages": pages,
        "bytes": len(pdf),
    }


def main() -> int:
    """Print the table."""
    options = figures.options(__doc__).parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - the settings must be named first

    django.setup()
    rows = measure(example_report())
    head = ("way", "ms", "pages", "bytes", "times the report", "left out")
    print(figures.table(head, ([row.get(name, "") for name in head] for row in rows)))
    figures.keep({"ways": rows}, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
