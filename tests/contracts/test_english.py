"""Every sentence a user reads is complete in English."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUE = Path(__file__).parents[2] / "estimator/locale/en/LC_MESSAGES/django.po"
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
ENTRIES = [
    (entry.msgid, text)
    for entry in polib.pofile(str(CATALOGUE))
    for text in (list(entry.msgstr_plural.values()) or [entry.msgstr])
]


def test_the_catalogue_is_read():
    assert len(ENTRIES) > 1000


def test_every_sentence_has_its_english():
    assert [source for source, english in ENTRIES if not english.strip()] == []


def test_no_japanese_is_left_in_the_english():
    allowed = {"日本語"}
    left = [e for s, e in ENTRIES if JAPANESE.search(e) and s not in allowed]
    assert left == []


@pytest.mark.parametrize("pattern", [r"%\(\w+\)[sd]", r"\{\w*\}"])
def test_placeholders_are_kept(pattern):
    find = re.compile(pattern).findall
    assert [s for s, e in ENTRIES if set(find(s)) != set(find(e))] == []
