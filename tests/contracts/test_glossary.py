"""Every sentence keeps to the words of docs/glossary.md: one word for one thing."""

import json
import re
from pathlib import Path

import pytest

from .test_english import ENTRIES

ROOT = Path(__file__).parents[2]


def table(head: str) -> list[tuple[str, ...]]:
    """Return the rows of the table of the glossary that begins with this head."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    lines = text.split(f"{head}\n", 1)[1].splitlines()[1:]
    rows = lines[: lines.index("") if "" in lines else None]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


SPELLINGS = table("| write | never |")
ENGLISH = table("| 日本語 | English | never |")
WORDS = [word for _write, never in SPELLINGS for word in never.split("、")]


def japanese() -> list[str]:
    """Return every sentence marked for gettext and every Japanese text of the cost tables."""
    rows = [
        text
        for file in (ROOT / "fixtures").rglob("*.json")
        for row in _rows(json.loads(file.read_text(encoding="utf-8")))
        for key, text in row.items()
        if key.endswith("_ja")
    ]
    return [source for source, _english in ENTRIES] + rows


def _rows(found):
    return [row["fields"] for row in found if "fields" in row] if isinstance(found, list) else []


JAPANESE = japanese()


def test_sentences_and_cost_tables_are_read():
    assert len(JAPANESE) > len(ENTRIES) + 500
    assert len(WORDS) > 8
    assert len(ENGLISH) > 20


@pytest.mark.parametrize("word", WORDS)
def test_no_japanese_text_is_spelt_otherwise(word):
    wrong = re.compile(f"{word}(?!ー)")
    assert [text for text in JAPANESE if wrong.search(text)] == []


@pytest.mark.parametrize(("term", "english", "never"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_a_term_is_called_the_same_in_english_everywhere(term, english, never):
    alone = {text.casefold() for source, text in ENTRIES if source == term}
    assert alone <= {english, english.removesuffix("s")}
    wrong = [word for word in never.split(", ") if word]
    found = [text for source, text in ENTRIES if term in source]
    assert [text for text in found if any(word in text.casefold() for word in wrong)] == []
