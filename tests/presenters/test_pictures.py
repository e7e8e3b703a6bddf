"""Charts: the same numbers give the same picture, which says what it shows."""

import itertools
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from estimator.presenters import pictures
from estimator.presenters.pictures.bars import TONES
from estimator.presenters.pictures.shapes import WIDTH, share_of, text_width

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
SPAN = pictures.Span(
    23_000_000, 49_000_000, 103_000_000, "2,300万円", "4,900万円", "1億300万円"
)  # fmt: skip
OPEN = pictures.Span(0, 49_000_000, None, "0円", "4,900万円", "公表なし")
NOTHING = pictures.Span(0, 0, 0, "0円", "0円", "0円")
BARS = (
    pictures.Bar("response", "費用損害", 28_700_000, "2,870万円"),
    pictures.Bar("lost_profit", "利益損害", 15_100_000, "1,510万円"),
    pictures.Bar("direct_loss", "金銭損害", 4_000_000, "400万円"),
    pictures.Bar("administrative", "行政損害", 0, "0円"),
    pictures.Bar("intangible", "無形損害", 13_000_000, "参考 1,300万円", reference=True),
)

WORDS = pictures.Words("題", "図の説明")
CURVE = pictures.Curve(
    ((10_000_000, 100.0), (42_000_000, 50.0), (103_000_000, 5.0), (160_000_000, 1.0)),
    (21_000_000, 103_000_000),
    ("0", "1億6,000万円"),
)
LIMITS = (
    pictures.Limit(30_000_000, "費用の限度 3,000万円"),
    pictures.Limit(20_000_000, "手元資金 2,000万円", alarming=True),
    pictures.Limit(900_000_000, "曲線の外"),
)
SWINGS = (
    pictures.Swing("事業中断", 30_000_000, 83_000_000, "3,000万～8,300万円"),
    pictures.Swing("事故原因・被害範囲調査", 38_000_000, 60_000_000, "3,800万～6,000万円"),
)
BALANCES = pictures.Balances((30_000_000, 36_800_000, -2_000_000, 8_000_000), "発生")
BETTER = pictures.Balances((30_000_000, 34_000_000, 20_000_000, 27_000_000), "")
MARKS = (
    pictures.Mark(2, "2か月目 200万円不足", alarming=True, is_lowest=True),
    pictures.Mark(3, "保険金の入金"),
)
READINGS = (
    pictures.Reading("IPA 平均", 730_000, "73万円"),
    pictures.Reading("御社の想定", 47_000_000, "4,700万円", 21_000_000, 103_000_000, ours=True),
)
STEPS = (pictures.Step(100_000, "10万円"), pictures.Step(1_000_000_000, "10億円"))
BANDS = (
    pictures.Band(("～100", "万円"), 16, "16"),
    pictures.Band(("1,000～", "5,000万"), 32, "32", ours=True),
)
REACHES = (
    pictures.Reach("A もとの条件", 29_600_000, 16_500_000, 82_400_000, "2,960万円"),
    pictures.Reach("B " + "長い名前" * 10, 30_000_000, 30_000_000, 30_000_000, "3,000万円"),
)
CLUSTERS = (
    pictures.Cluster("費用損害", (22_800_000, 18_300_000), ("2,280万円", "1,830万円")),
    pictures.Cluster("利益損害", (6_800_000, 0), ("680万円", "0円")),
)

PICTURES = {
    "exceedance": pictures.exceedance(CURVE, LIMITS, WORDS),
    "tornado": pictures.tornado(SWINGS, 47_000_000, WORDS, about="中央 4,700万円"),
    "cash": pictures.cash_curve(BALANCES, MARKS, WORDS, start="手元資金 3,000万円", other=BETTER),
    "ruler": pictures.ruler(READINGS, STEPS, WORDS),
    "columns": pictures.columns(BANDS, WORDS, here="御社はここ"),
    "reaches": pictures.reaches(REACHES, WORDS),
    "clusters": pictures.clusters(CLUSTERS, "ABCD", WORDS),
    "range": pictures.range_bar(SPAN, title="想定損害額 4,900万円", description="下限から上限"),
    "range_open": pictures.range_bar(OPEN, title="想定損害額 4,900万円", description="公表なし"),
    "range_zero": pictures.range_bar(NOTHING, title="想定損害額 0円", description="なし"),
    "row": pictures.row_bar(BARS[0], 28_700_000),
    "categories": pictures.category_bars(BARS, title="六つの損害", description="費用損害ほか"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_is_drawn_as_before(name: str) -> None:
    assert str(PICTURES[name]) == (GOLDEN / f"{name}.svg").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_names_and_describes_itself(name: str) -> None:
    root = ET.fromstring(str(PICTURES[name]))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_needs_no_style_sheet(name: str) -> None:
    for element in ET.fromstring(str(PICTURES[name])).iter():
        assert "style" not in element.attrib


@pytest.mark.parametrize("yen", [(0, 1, 1000), (900, 950, 1000), (0, 999, 1000), (990, 991, 1000)])
def test_low_typical_and_high_are_always_told_apart(yen) -> None:
    span = pictures.Span(*yen, "下限 2,300万円", "中心 4,900万円", "上限 1億300万円")
    drawn = ET.fromstring(str(pictures.range_bar(span, title="t", description="d")))
    words = [(float(w.get("x")), w.get("y"), len(w.text) * 15) for w in drawn.iter(f"{SVG}text")]
    assert len(words) == 3
    pairs = itertools.combinations(words, 2)
    assert all(a[1] != b[1] or abs(a[0] - b[0]) > (a[2] + b[2]) / 4 for a, b in pairs)


@pytest.mark.parametrize("yen", [1_000_000, 900_000_000])
def test_an_amount_stands_beside_the_dot_where_the_name_leaves_no_room(yen: int) -> None:
    reading = pictures.Reading(
        "JNSA 被害組織調査 ウェブサイトからの漏えい（カードも）", yen, "3,840万円"
    )
    drawn = ET.fromstring(str(pictures.ruler([reading], STEPS, WORDS)))
    name, amount = list(drawn.iter(f"{SVG}text"))[-2:]
    dot = float(next(drawn.iter(f"{SVG}circle")).get("cx"))
    assert float(amount.get("y")) > float(name.get("y"))
    assert abs(float(amount.get("x")) - dot) > text_width("3,840万円")


def test_words_cannot_become_markup() -> None:
    bar = pictures.Bar("response", "<script>", 1, "1円")
    assert "<script>" not in pictures.row_bar(bar, 1)


def test_lengths_are_in_proportion() -> None:
    assert share_of(1, 4, 100) == 25
    assert share_of(0, 0, 100) == 0


def test_a_limit_beyond_the_curve_is_not_drawn() -> None:
    drawn = str(PICTURES["exceedance"])
    assert "手元資金 2,000万円" in drawn
    assert "曲線の外" not in drawn


@pytest.mark.parametrize("text", ["2,280万円", "¥22.8 million"])
def test_the_words_behind_the_longest_bar_stay_inside(text: str) -> None:
    drawn = pictures.clusters((pictures.Cluster("費用", (9, 3), (text, text)),), "AB", WORDS)
    words = [w for w in ET.fromstring(str(drawn)).iter(f"{SVG}text") if w.text == text]
    assert max(float(w.get("x")) + text_width(text) for w in words) <= WIDTH


def test_a_long_name_does_not_run_into_its_amount() -> None:
    words = [w.text for w in ET.fromstring(str(PICTURES["reaches"])).iter(f"{SVG}text")]
    assert words[2].endswith("…")
    assert text_width(words[2]) + text_width(words[3]) < WIDTH


def test_every_colour_has_its_place_in_the_dark():
    dark = (Path(__file__).parents[2] / "static" / "css" / "dark.css").read_text("utf-8")
    for golden in GOLDEN.glob("*.svg"):
        for element in ET.parse(golden).iter():
            for kind in ("fill", "stroke"):
                if (colour := element.get(kind, "none")) != "none":
                    assert f'svg [{kind}="{colour}"]' in dark, (golden.name, colour)


def grey(colour: str) -> float:
    """Return how light a printer without colours prints a colour, 0 to 255."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_categories_are_told_apart_in_grey() -> None:
    counted = ("response", "lost_profit", "liability", "direct_loss", "administrative")
    tones = [grey(TONES[code]) for code in counted]  # the sixth stands apart, without a bar
    assert all(lighter - darker > 25 for darker, lighter in itertools.pairwise(tones))
