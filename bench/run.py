"""Measure the estimate, the charts and the report, and print the ratio to the bars.

    .venv/bin/python bench/run.py        (or: make bench)

Medians of rounds taken in turn in one run, in processor time, so that a busy machine counts less:
the report of the example company against the same content set by WeasyPrint without our style
sheet and charts, so that the ratio means the same anywhere. Then the yearly curve against its bars
and, in an environment of their own, beside other engines.
"""

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "fixtures" / "examples" / "example-manufacturer-50.json"
ROUNDS = 7
COLD_REPORT = "from estimator.presenters.report.drawing import draw"
COLD_MINIMAL = "from weasyprint import HTML; draw = lambda html: HTML(string=html).write_pdf()"
COLD = """
import re, sys
pdf = draw(open(sys.argv[1], encoding="utf-8").read())
print(len(pdf), re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def milliseconds(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of a job."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def in_turn(jobs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Time several jobs round-robin, so that a busy moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            times[name].append(milliseconds(job, rounds=1))
    return {name: statistics.median(found) for name, found in times.items()}


def minimal(html: str) -> str:
    """Return the same content as WeasyPrint sets it by itself: no style but page and font."""
    style = "<style>@page{size:A4;margin:20mm}body{font:8pt 'BIZ UDPGothic'}</style>"
    bare = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"<style>.*?</style>", style, bare, flags=re.DOTALL)


def cold(html: str, imported: str) -> tuple[float, int, int]:
    """Draw in a fresh process; return seconds of work, bytes and peak KiB."""
    path = ROOT / "var" / "bench.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(html, "utf-8")
    before = _work_of_children()
    command = [sys.executable, "-c", f"{imported}\n{COLD}", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    size, peak = map(int, done.stdout.split())
    path.unlink()
    return _work_of_children() - before, size, peak


def _work_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def print_report(html: str) -> None:
    """Time the report beside the same content without our style sheet, warm, then cold."""
    from weasyprint import HTML  # noqa: PLC0415 - the settings come first

    from estimator.presenters.report.drawing import draw  # noqa: PLC0415

    pages, plain = len(HTML(string=html).render().pages), minimal(html)
    warm = in_turn(
        {"report": lambda: draw(html), "minimal": lambda: HTML(string=plain).write_pdf()}
    )
    ratio = warm["report"] / warm["minimal"]
    print(
        f"report of {pages} pages, warm: {warm['report']:.0f} ms; minimal: {warm['minimal']:.0f} ms"
    )
    print(f"ratio {ratio:.2f} (bar 1.2)")
    pairs = [(cold(html, COLD_REPORT), cold(plain, COLD_MINIMAL)) for _ in range(ROUNDS)]
    seconds, size, peak = min(ours for ours, _ in pairs)
    least, _size, most = min(other for _, other in pairs)
    print(f"cold: {seconds:.2f} s of work (bar 1.6), peak {peak / 1024:.0f} MiB (bar 110)")
    print(f"cold, minimal: {least:.2f} s, {most / 1024:.0f} MiB")
    print(f"size: {size:,} B (bar 400,000)")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 - the settings must be named first

    django.setup()
    import pages  # noqa: PLC0415
    import yearly  # noqa: PLC0415
    from peers import run as beside  # noqa: PLC0415 - they need the core on the path

    from estimator import costbook_store  # noqa: PLC0415
    from estimator.engine.calculate import estimate  # noqa: PLC0415
    from estimator.estimating import by_type  # noqa: PLC0415
    from estimator.outlook.outlook import outlook  # noqa: PLC0415
    from estimator.presenters.report.pdf import report_html  # noqa: PLC0415
    from estimator.presenters.result_page import headline_bar, result_page  # noqa: PLC0415
    from estimator.presenters.wording import Wording  # noqa: PLC0415
    from estimator.questionnaire import answers  # noqa: PLC0415

    costs, wording = costbook_store.load(None), Wording.in_force()
    document = json.loads(EXAMPLE.read_text("utf-8"))
    profile, day = answers.profile(document, costs), date(2026, 11, 21)
    made = estimate(profile, costs, as_of=day)
    others = by_type(document, costs, as_of=day)
    meaning = outlook(made, costs, others)
    html = report_html(made, costs, wording, meaning)

    timed = {
        "estimate": lambda: estimate(profile, costs, as_of=day),
        "answers -> profile": lambda: answers.profile(document, costs),
        "outlook of one type": lambda: outlook(made, costs),
        "outlook with the year": lambda: outlook(made, costs, others),
        "result page, values": lambda: result_page(made, costs, wording, meaning),
        "report, HTML": lambda: report_html(made, costs, wording, meaning),
        "one chart": lambda: headline_bar(made.headline, wording),
    }
    print(f"{len(made.lines)} lines")
    for name, run in timed.items():
        print(f"{name}: {milliseconds(run):.2f} ms")

    pages.main()
    print_report(html)
    yearly.main()
    beside.main()


if __name__ == "__main__":
    main()
