"""The report: what it says, and the PDF it becomes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from estimator.formats import rounded_range, rounded_yen
from estimator.outlook.outlook import outlook
from estimator.presenters.json_export.document import export
from estimator.presenters.report.drawing import draw
from estimator.presenters.report.pdf import Printed, content_hash, report_html

LONG_NAME = "株式会社" + "日本総合精密機械加工技術研究開発製造販売" * 3
HUGE = {"label": "全部", "covers": ["forensics"], "amount_yen": 99_900_000_000}

LARGEST = 400_000  # bytes


@pytest.fixture
def html_without_a_year(make_estimate, costs, wording):
    """Write a report without rates: no options, so nothing but the figure to decide on."""

    def html(**changed):
        made = make_estimate(**changed)
        return report_html(made, costs, wording, outlook(made, costs))

    return html


def tool(*command: str | Path) -> str:
    assert shutil.which(str(command[0])), f"{command[0]} is missing"
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def text_of(path: Path, *options: str) -> str:
    return re.sub(r"\s+", "", tool("pdftotext", "-layout", *options, path, "-"))


def board_of(html: str) -> str:
    """Cut off everything behind page 1."""
    return html.partition('class="part')[0]


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
    board = board_of(html())
    assert "保険金を引く前" in board
    assert board.count(">担当</th>") == 2  # of each duty, and the seal


def test_the_board_is_asked_for_the_recommended_package_and_its_budget(html, make_outlook) -> None:
    _made, meaning = make_outlook()
    price = meaning.options[-1].price
    budget = [rounded_yen(one.typical) for one in (price.initial, price.yearly)]
    board = re.sub(r"<[^>]+>", "", board_of(html()).split("<body>")[1])
    assert f"C案「推奨」の対策に、初期 {budget[0]}・年 {budget[1]}" in board
    assert f"その予算（初期 {budget[0]}、年 {budget[1]}）を承認する。" in board
    assert "A　現状のまま" in board


def test_without_options_the_board_notes_the_figure_and_asks_about_unknowns(
    html_without_a_year,
) -> None:
    board = board_of(html_without_a_year())
    assert "この想定額を取締役会で確認し、わからない項目の確認先と期限を定める" in board
    assert "わからない項目（決まると大きく動くものから）" in board
    assert "選択肢の比較" not in board


def test_what_nobody_knows_leaves_four_figures_and_no_hole(html, all_unknown) -> None:
    board = board_of(html(**all_unknown))
    tiles = board.split('class="tiles"')[1].split("</ul>")[0]
    assert tiles.count("<strong>") == 4
    assert "<strong></strong>" not in tiles
    assert "手元資金はわからない" in board


def test_decisions_are_listed_with_the_answers(html) -> None:
    answers = (
        html(hire_forensics="yes").split("計算に使った回答")[1].split("わからない項目の扱い")[0]
    )
    assert re.search(r">はい</th><td>[^<]*調査を頼む", answers)
    assert ">いいえ</th>" in answers


def test_whom_to_ask_is_called_the_same_everywhere(html) -> None:
    assert "確認先" not in html()  # 聞く相手; the one decision without options has fixed words


def test_without_unknowns_nothing_is_asked_to_be_found_out(html, nothing_lost) -> None:
    board = board_of(html(**nothing_lost))
    assert "確かめ、結果を" not in board
    assert "先に確かめること" not in board


def test_a_likelihood_is_claimed_for_the_drawn_band_alone(html, make_outlook) -> None:
    _made, meaning = make_outlook()
    headline = meaning.spread.distribution.headline
    text = html()
    assert f"10回のうち9回は <strong>{rounded_range(headline.p5, headline.p95)}</strong>" in text
    assert "全費目が下限～上限のとき" in text.split("想定の幅")[1]


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
    assert "想定損害額の中身" in text_of(path, "-f", "2", "-l", "2")


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


CHAPTERS = (
    "お決めいただくこと", "想定損害額の中身", "想定の幅", "公表された被害と比べる",
    "一年あたりでは", "ほかの事案と比べる", "資金繰り", "決算書の言葉で", "保険の穴",
    "選択肢と対策", "わからない項目", "この見積りの読み方", "知らせる相手と期限", "取引先の目線",
    "巻末資料",
)  # fmt: skip


def test_the_file_is_small_enough_to_mail(pdf, all_unknown) -> None:
    assert len(pdf().read_bytes()) <= LARGEST
    assert len(pdf(**all_unknown).read_bytes()) <= LARGEST


def test_every_picture_says_what_it_shows(html) -> None:
    pictures = re.findall(r"<svg.*?</svg>", html(), re.DOTALL)
    told = [re.search(r"<title>([^<]*)</title>", picture) for picture in pictures]
    assert len(pictures) == 7
    assert all(found and len(found[1]) > 20 for found in told)
    assert not any("<desc>" in picture for picture in pictures)  # a PDF reads the title alone


def test_every_footnote_number_is_listed_and_every_source_is_used(html) -> None:
    text = html()
    body, listed = text.split('class="sources tight"')
    known = set(re.findall(r'<th scope="row" class="note">(\d+)</th>', listed))
    cells = re.findall(r'<td class="note">([\d, ]+)</td>', body)
    cells += re.findall(r"（出典 ([\d, ]+)）", body)
    used = {number for cell in cells for number in cell.split(", ")}
    assert used == known


def test_what_rests_on_the_same_reasons_is_one_row(html) -> None:
    table = html().partition("幅・資金・頻度・対策の当方仮定")[2].partition("</table>")[0]
    names = re.findall(r'<th scope="row">([^<]*)</th>', table)
    assert len(names) == len(set(names)) > 10


def test_every_measure_is_printed_with_its_sources(html, make_outlook) -> None:
    _made, meaning = make_outlook()
    rows = html().split("対策の一覧")[1].split("</table>")[0].split("<tr>")[2:]
    measures = {m.code: m for o in meaning.options for m in o.package.measures}
    assert len(rows) == len(measures) > 0
    for row, measure in zip(rows, measures.values(), strict=True):
        assert measure.name_ja in row
        assert re.search(r'class="note">\d', row)


def test_bookmarks_lead_to_the_parts(pdf) -> None:
    titles = [item.title for item in PdfReader(pdf()).outline if not isinstance(item, list)]
    assert tuple(titles) == CHAPTERS


def test_every_footnote_prints_the_address_of_its_evidence(make_estimate, costs, wording) -> None:
    made = make_estimate()
    printed = Printed("https://mono.example")
    html = report_html(made, costs, wording, outlook(made, costs), printed=printed)
    listed = html.split('class="sources tight"')[1]
    numbers = re.findall(r'<th scope="row" class="note">(\d+)</th>', listed)
    addresses = re.findall(
        r'<a class="url" href="https://mono\.example/method/2026-11/#source-\w+"', listed
    )
    assert len(addresses) == len(numbers) > 0
    assert all(f" #{line.code}</span>" in html for line in made.lines)
