"""PDF/UA-1: the report can be read aloud; docs/pdf.md explains what the checkers still say."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
EXPLAINED = re.compile(r"^\| `([A-Z]{3}-\d{3})` \|", re.MULTILINE)


@pytest.fixture(params=["ja", "en", "ja, one page"])
def path(request, pdf) -> Path:
    language, _comma, one_page = request.param.partition(",")
    with translation.override(language):
        return pdf(one_page=bool(one_page))


def test_the_checker_of_the_standard_finds_nothing(path) -> None:
    done = subprocess.run(
        [TOOLS / "pdfua", "check", path], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout
    assert "result: PASS (no findings)" in done.stdout


def test_what_is_said_aloud_is_right_but_for_what_is_explained(path) -> None:
    command = [TOOLS / "outloud", "--json", "-", "--fail-on", "never", path]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    (result,) = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    found = {finding["rule"]: finding["message"] for finding in result["findings"]}
    explained = set(EXPLAINED.findall((ROOT / "docs" / "pdf.md").read_text("utf-8")))
    assert not {rule: told for rule, told in found.items() if rule not in explained}
    assert result["stats"]


def test_each_header_says_what_it_heads_and_each_picture_what_it_shows(path) -> None:
    with pikepdf.open(path) as opened:
        found = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        of_kind = [one for one in found if one.get("/Type") == "/StructElem"]
        heads = [one for one in of_kind if one.S == "/TH"]
        figures = [one for one in of_kind if one.S == "/Figure"]
        assert len(heads) > 20
        assert {str(one.A.Scope) for one in heads} == {"/Row", "/Column"}
        assert len(figures) >= 3
        assert all(len(str(one.Alt)) > 20 for one in figures)


def test_heads_and_page_numbers_are_passed_over(path) -> None:
    with pikepdf.open(path) as opened:
        for page in opened.pages:
            content = pikepdf.parse_content_stream(page)
            marks = [one for one in content if str(one.operator) == "BDC"]
            aside = [one for one in marks if one.operands[0] == "/Artifact"]
            assert len(aside) >= 3  # both heads and the number
            assert all(one.operands[1].Type == "/Pagination" for one in aside)


def test_links_are_printed(path) -> None:
    with pikepdf.open(path) as opened:
        links = [link for page in opened.pages for link in page.get("/Annots", [])]
        assert all(link.F == 4 and link.Contents for link in links)
        assert links or len(opened.pages) == 1


def test_the_file_says_what_it_is(path) -> None:
    with pikepdf.open(path) as opened:
        assert str(opened.Root.Lang) in ("ja", "en")
        assert "みほん精機" in str(opened.docinfo.Title)
        assert str(opened.docinfo.Author) == "経理部（IT業者と作成）"
        assert str(opened.docinfo.CreationDate).startswith("D:20261121")
        assert opened.open_metadata()["pdfuaid:part"] == "1"
