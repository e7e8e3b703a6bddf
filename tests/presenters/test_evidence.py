"""The evidence under a line is that of the rows its values came from, and of no other."""

import json
from pathlib import Path

import pytest

from estimator.formula import Origin
from estimator.presenters.evidence.lines import EvidenceBook
from estimator.presenters.used_rows import OF_INDUSTRY, UsedRows

EXAMPLES = Path(__file__).parents[2] / "fixtures" / "examples"
MEAN = "会社の規模・深刻さなどの見込みごとの値を、割合で平均しました。"


@pytest.fixture
def figure(make_estimate, costs, wording):
    def found(line: str, name: str, **changed):
        made = make_estimate(**changed)
        figures = EvidenceBook(costs, wording, made.profile).figures(made.line(line))
        return next(figure for figure in figures if name in figure.name)

    return found


def notes_of(figure) -> str:
    return " ".join(source.note for source in figure.sources)


def test_data_recovery_at_30_people_shows_the_row_of_small_companies(figure) -> None:
    price = figure("data_recovery", "データ復旧", employees=30, buy_data_recovery="yes")
    assert len(price.sources) == 1
    assert notes_of(price).startswith("50人以下。")
    assert price.mean == ""


def test_hiring_forensics_does_not_cite_a_team_nobody_answered_to_have(figure) -> None:
    asked = {"hire_forensics": None, "in_house_response": None}
    assert "自社で対応できる体制" not in notes_of(figure("forensics", "調査", **asked))
    has_team = asked | {"in_house_response": "yes"}
    assert "自社で対応できる体制" in notes_of(figure("forensics", "頼む", **has_team))


def test_an_unknown_merged_over_sizes_says_how_and_each_note_once(figure, all_unknown) -> None:
    sales = figure("business_interruption", "売上", **all_unknown)
    notes = [source.note for source in sales.sources]
    assert sales.mean == MEAN
    assert sales.grounds.startswith(MEAN)
    assert len(set(notes)) == len(notes)


def test_a_price_of_an_unknown_size_says_that_it_is_a_mean(figure, all_unknown) -> None:
    price = figure("data_recovery", "データ復旧", **all_unknown | {"buy_data_recovery": "yes"})
    assert price.mean == MEAN
    assert len(price.sources) > 1


def test_the_rows_looked_up_again_are_those_of_the_estimate(make_estimate, costs) -> None:
    for path in sorted(EXAMPLES.glob("*.json")):
        answers = json.loads(path.read_text("utf-8"))
        made = make_estimate(**dict.fromkeys(answers) | answers)
        rows = UsedRows(costs, made.profile)
        for leaf in (leaf for line in made.lines for leaf in line.formula.leaves()):
            if not leaf.known and leaf.origin is not Origin.LAW and leaf.code not in OF_INDUSTRY:
                sources = {evidence.source.id for evidence in rows.of(leaf).evidence}
                assert sources == set(leaf.sources), (path.stem, leaf.code)
