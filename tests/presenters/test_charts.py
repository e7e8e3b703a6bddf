"""Charts: the same numbers give the same picture, which says what it shows."""

import itertools
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from estimator.presenters import charts

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
SPAN = charts.Span(
    23_000_000, 49_000_000, 103_000_000, "2,300万円", "4,900万円", "1億300万円"
)  # fmt: skip
OPEN = charts.Span(0, 49_000_000, None, "0円", "4,900万円", "公表なし")
NOTHING = charts.Span(0, 0, 0, "0円", "0円", "0円")
BARS = (
    charts.Bar("response", "費用損害", 28_700_000, "2,870万円"),
    charts.Bar("lost_profit", "利益損害", 15_100_000, "1,510万円"),
    charts.Bar("direct_loss", "金銭損害", 0, "0円"),
    charts.Bar("intangible", "無形損害", 13_000_000, "参考 1,300万円", reference=True),
)

PICTURES = {
    "range": charts.range_bar(SPAN, title="想定損害額 4,900万円", description="下限から上限"),
    "range_open": charts.range_bar(OPEN, title="想定損害額 4,900万円", description="公表なし"),
    "range_zero": charts.range_bar(NOTHING, title="想定損害額 0円", description="なし"),
    "row": charts.row_bar(BARS[0], 28_700_000),
    "categories": charts.category_bars(BARS, title="六つの損害", description="費用損害ほか"),
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
    span = charts.Span(*yen, "下限 2,300万円", "中心 4,900万円", "上限 1億300万円")
    drawn = ET.fromstring(str(charts.range_bar(span, title="t", description="d")))
    words = [(float(w.get("x")), w.get("y"), len(w.text) * 15) for w in drawn.iter(f"{SVG}text")]
    assert len(words) == 3
    pairs = itertools.combinations(words, 2)
    assert all(a[1] != b[1] or abs(a[0] - b[0]) > (a[2] + b[2]) / 4 for a, b in pairs)


def test_words_cannot_become_markup() -> None:
    bar = charts.Bar("response", "<script>", 1, "1円")
    assert "<script>" not in charts.row_bar(bar, 1)


def test_lengths_are_in_proportion() -> None:
    assert charts.share_of(1, 4, 100) == 25
    assert charts.share_of(0, 0, 100) == 0
