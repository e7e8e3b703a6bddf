"""Footnotes: a number for each place, and nothing described twice."""

from dataclasses import replace

import pytest

from estimator.presenters.evidence.lines import SourceView
from estimator.presenters.report.footnotes import Footnotes

ONE = SourceView(
    id="J1", publisher="協会", title="調査", published="2024-02-09", place="3頁", grade="B",
    grade_meaning="", url="https://a.example/", note="3社の平均。", checked_on="",
    is_assumption=False,
)  # fmt: skip


@pytest.fixture
def footnotes(wording) -> Footnotes:
    return Footnotes(wording, "/method/2026-11/")


def test_each_place_has_a_number_and_keeps_it(footnotes) -> None:
    other = replace(ONE, place="7頁")
    assert footnotes.of([ONE, other]) == "1, 2"
    assert footnotes.of([other]) == "2"


def test_a_publication_is_described_once(footnotes) -> None:
    footnotes.of([ONE, replace(ONE, place="7頁", note="7社の平均。")])
    first, second = footnotes.listed()
    assert (first.text, first.url) == ("協会 「調査」 2024-02-09 3頁", "https://a.example/")
    assert (second.text, second.url) == ("1と同じ資料 7頁", "")
    assert second.note == "7社の平均。"
    assert first.anchor == second.anchor == "#source-J1"


def test_a_note_is_written_once(footnotes) -> None:
    footnotes.of([ONE, replace(ONE, id="J2", note=""), replace(ONE, id="J3")])
    assert [row.note for row in footnotes.listed()] == ["3社の平均。", "", "注は1と同じ。"]
