"""WeasyPrint without what a report never uses: no program started, no sheet for the whole web."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from weasyprint import HTML

from estimator.presenters.report.renderer import STAND_INS, document

FRESH = """
import sys
started = []
sys.addaudithook(lambda event, given: event == "subprocess.Popen" and started.append(given[1]))
from estimator.presenters.report.drawing import draw
draw("<html lang=ja><title>x</title><style>html, body { display: block }</style><body>x")
print(started, [name for name in sys.modules if name.startswith("fontTools.varLib")])
"""
INLINE = {"a", "br", "small", "span", "strong"}
IN_HEAD = {"head", "meta", "style", "title"}
PICTURE = {"circle", "desc", "path", "polyline", "rect", "text", "title"}


def test_a_fresh_process_starts_no_program_and_imports_no_subsetter():
    done = subprocess.run(
        [sys.executable, "-c", FRESH],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[] []\n"


def test_nothing_stays_in_the_place_of_a_module():
    document()
    assert not [name for name, one in STAND_INS.items() if sys.modules.get(name) is one]


def test_the_sheet_for_the_whole_web_is_left_out():
    assert HTML(string="x")._ua_stylesheets()  # what is left out is still called so
    assert not document()(string="x")._ua_stylesheets()


def test_the_report_says_what_each_of_its_elements_is():
    sheet = (settings.BASE_DIR / "static/css/report/elements.css").read_text("utf-8")
    pages = Path(settings.BASE_DIR, "templates/report").glob("*.html")
    used = set(re.findall(r"<([a-z][a-z0-9]*)\b", "".join(p.read_text("utf-8") for p in pages)))
    said = set(re.findall(r"^([a-z][a-z0-9]*)[,:\s]", sheet, re.MULTILINE))
    assert used - INLINE - IN_HEAD - PICTURE <= said
