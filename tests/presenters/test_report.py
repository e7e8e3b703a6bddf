"""The report: what it says, and the PDF it becomes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from estimator.outlook.outlook import outlook
from estimator.presenters.drawing import draw
from estimator.presenters.json_export import export
from estimator.presenters.report_pdf import content_hash, render_report, report_html

LONG_NAME = "株式会社" + "日本総合精密機械加工技術研究開発製造販売" * 3
HUGE = {"label": "全部", "covers": ["forensics"], "amount_yen": 99_900_000_000}

_drawn: dict[str, bytes] = {}  # each report is drawn once for all tests


@pytest.fixture
def html(make_estimate, costs, wording):
    def html(**changed):
        made = make_estimate(**changed)
        return report_html(made, costs, wording, outlook(made, costs))

    return html


@pytest.fixture
def pdf(make_estimate, costs, tmp_path):
    def drawn(**changed) -> Path:
        path, key = tmp_path / "report.pdf", f"{translation.get_language()} {changed}"
        if key not in _drawn:
            made = make_estimate(**changed)
            _drawn[key] = render_report(made, costs, outlook(made, costs))
        path.write_bytes(_drawn[key])
        return path

    return drawn


def tool(*command: str | Path) -> str:
    assert shutil.which(str(command[0])), f"{command[0]} is missing"
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def text_of(path: Path, *options: str) -> str:
    return re.sub(r"\s+", "", tool("pdftotext", "-layout", *options, path, "-"))


A4_WIDTH, TOP_MARGIN, ROW = 595.3, 25 / 25.4 * 72, 6  # points
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)<')


def pages_of(path: Path) -> list[list[tuple[str, float, float, float]]]:
    """Read each page's words with their left, right and top, in points."""
    pages = tool("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    return [
        [(word, float(left), float(right), float(top)) for left, top, right, word in found]
        for found in map(WORD.findall, pages)
    ]


def test_the_decision_stands_first(html) -> None:
    body = re.sub(r"<[^>]+>", "", html().split("<body>")[1])
    assert body.index("お決めいただくこと") < body.index("想定損害額（")


def test_the_case_is_told_from_the_answers_where_nobody_wrote_it_down(html) -> None:
    answered = {"case_note": "", "stop_length": 7, "stop_unit": "business_day"}
    told = "ランサムウェア（二重脅迫）。7営業日止まり、個人情報800人分が漏れたおそれ"
    assert told in html(**answered, persons_affected=800)


def test_page_one_says_what_is_left_out_and_leaves_room_for_who_does_it(html) -> None:
    board = html().split("費目ごとの内訳")[0]
    assert "保険・資金繰り・対策費は含みません。" in board
    assert board.count(">担当</th>") == 3


def test_decisions_are_listed_with_the_answers(html) -> None:
    answers = html(hire_forensics="yes").split("計算に使った回答")[1].split("</div>")[0]
    assert re.search(r">調査を頼む</th><td[^>]*>はい<", answers)
    assert ">いいえ<" in answers


def test_whom_to_ask_is_called_the_same_everywhere(html) -> None:
    assert html().count("確認先") == 1  # in the decision, whose words are fixed


def test_without_unknowns_nothing_is_asked_to_be_found_out(html, nothing_lost) -> None:
    assert "確認先" not in html(**nothing_lost).split("費目ごとの内訳")[0]


def test_the_report_claims_no_likelihood(html) -> None:
    assert "10回のうち9回" not in html()
    assert "全費目が下限～上限のとき" in html()


def test_edition_engine_and_day_are_printed(html, make_estimate) -> None:
    made = make_estimate()
    assert f"単価表 {made.edition} 版　計算 {made.engine_version}　基準日 2026年11月21日" in html()


def test_the_same_input_has_the_same_name(html) -> None:
    assert content_hash(html()) == content_hash(html())
    assert content_hash(html()) != content_hash(html(company_name="ほかの会社"))


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1/x.png", "data:,x"])
def test_nothing_from_outside_is_loaded(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        draw(f'<html lang="ja"><title>t</title><img alt="" src="{url}"><p>x</p></html>')


def test_the_same_input_gives_the_same_bytes(html, pdf) -> None:
    assert draw(html()) == pdf().read_bytes()


def test_only_the_one_font_is_embedded(pdf) -> None:
    rows = tool("pdffonts", pdf()).splitlines()[2:]
    assert rows
    assert all("BIZ-UDPGothic" in row for row in rows)
    assert all(row.split()[-5] == "yes" for row in rows)


def test_the_file_is_sound_and_tagged(pdf) -> None:
    path = pdf()
    tool("qpdf", "--check", path)
    assert re.search(r"Tagged:\s+yes", tool("pdfinfo", path))


def test_every_line_has_its_exact_yen_as_in_the_json(pdf, make_estimate, costs) -> None:
    text, made = text_of(pdf()), make_estimate()
    for line in export(made, outlook(made, costs))["lines"]:
        for bound in ("low", "typical", "high"):
            assert line[bound] is None or f"{line[bound]:,}円" in text, (line["code"], bound)


@pytest.mark.parametrize("case", ["example", "unknown", "nothing", "huge"])
def test_the_board_page_is_one_page(pdf, case, all_unknown, nothing_lost) -> None:
    changed = {
        "example": {"discovered_on": "2026-11-20"},
        "unknown": all_unknown,
        "nothing": nothing_lost,
        "huge": {"company_name": LONG_NAME, "case_note": "長" * 300, "own_quotes": [HUGE]},
    }[case]
    path = pdf(**changed)
    assert "議案" in text_of(path, "-l", "1")
    assert "費目ごとの内訳" in text_of(path, "-f", "2", "-l", "2")


# As long as the form takes: with many places to break a line, with none, with words.
LONG_NAMES = ("日本総合精密機械工業" * 20, "W" * 200, ("Incorporated " * 16)[:200].strip())


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_long_name_stays_in_the_head_and_on_the_board_page(pdf, name) -> None:
    pages = pages_of(pdf(company_name=name))
    assert "議案" in "".join(word for word, *_box in pages[0])
    for words in pages:
        assert all(left > 0 and right < A4_WIDTH for _word, left, right, _top in words)
        head = [word for word in words if word[3] < TOP_MARGIN]
        rows = {round(top / ROW) for _word, _left, _right, top in head}
        assert len(rows) <= 2, head
        last = max(right for word, _left, right, _top in head if "取締役会資料" in word)
        assert last < min(left for word, left, *_rest in head if "単価表" in word)
    assert re.sub(r"\s", "", name) in text_of(pdf(company_name=name), "-l", "1").replace("-", "")


@pytest.mark.parametrize("kind", ["ransomware_double_extortion", "ec_card_leak"])
def test_the_board_page_is_one_page_in_english_too(pdf, all_unknown, kind):
    with translation.override("en"):
        path = pdf(**all_unknown | {"incident_type": kind})
    assert "Proposedresolution" in text_of(path, "-l", "1")


def test_bookmarks_lead_to_the_parts(pdf) -> None:
    titles = [item.title for item in PdfReader(pdf()).outline if not isinstance(item, list)]
    assert titles[:2] == ["お決めいただくこと", "費目ごとの内訳（円）"]
    assert titles[-1] == "出典"


def test_every_footnote_prints_the_address_of_its_evidence(make_estimate, costs, wording) -> None:
    made = make_estimate()
    html = report_html(made, costs, wording, outlook(made, costs), site="https://mono.example")
    listed = html.split('class="sources"')[1]
    numbers = re.findall(r'<th scope="row" class="note">(\d+)</th>', listed)
    addresses = re.findall(r"https://mono\.example/method/2026-11/#source-\w+", listed)
    assert len(addresses) == len(numbers) > 0
    assert all(f'<span class="code">#{line.code}</span>' in html for line in made.lines)
