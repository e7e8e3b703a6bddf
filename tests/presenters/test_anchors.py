"""Words of pictures placed by their left edge stand where they stood."""

import re
import subprocess

import pytest

from estimator.presenters.report.anchors import set_from_the_start
from estimator.presenters.report.drawing import draw

WORDS = ("1億6,700万円", "DoS・DDoS攻撃", "¥1.54–40.3 million", "A &amp; B", "サポート詐欺")
PICTURE = """<html lang="ja"><title>t</title><svg viewBox="0 0 400 100" width="400" height="100"
 font-family="BIZ UDPGothic" font-size="12"><title>t</title>
<text x="300" y="50" text-anchor="{}" font-size="{}" fill="#000000">{}</text></svg>"""


def places(html, tmp_path):
    """Return where the words of a drawn page begin and end, in points."""
    (tmp_path / "drawn.pdf").write_bytes(draw(html))
    command = ["pdftotext", "-bbox", tmp_path / "drawn.pdf", "-"]
    out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return [float(x) for x in re.findall(r'x(?:Min|Max)="([\d.]+)"', out)]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("anchor", ["middle", "end"])
def test_the_words_stand_where_they_stood(words, anchor, tmp_path):
    before = PICTURE.format(anchor, 20, words)
    after = set_from_the_start(before)
    assert "text-anchor" not in after
    assert places(after, tmp_path) == pytest.approx(places(before, tmp_path), abs=0.1)


def test_words_in_another_weight_and_outside_of_pictures_stay():
    bold = PICTURE.format("end", '9" font-weight="700', "x")
    outside = '<text x="1" y="1" text-anchor="end">x</text>'
    assert set_from_the_start(bold) == bold
    assert set_from_the_start(outside) == outside
