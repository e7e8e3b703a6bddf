"""Every cost item has its formula, its name and its place in the glossary."""

from pathlib import Path

import pytest

from estimator.engine.calculate import LINES
from estimator.estimate import ITEMS, Reason, Total
from estimator.presenters import labels

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
CODES = [item.code for item in ITEMS]


def test_every_item_has_one_formula_and_every_formula_its_item():
    assert sorted(LINES) == sorted(CODES)
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_item_is_named_and_in_the_glossary(code):
    assert labels.item_name(code)
    assert f"| {code} |" in GLOSSARY.read_text(encoding="utf-8")


def test_every_reason_is_a_sentence():
    assert set(labels.REASONS) == set(Reason)


def test_every_total_is_used():
    assert {item.total for item in ITEMS} == set(Total)


@pytest.mark.parametrize("code", CODES)
def test_every_formula_names_what_it_reads(code):
    text = LINES[code].__doc__ or ""
    assert "Formula:" in text
