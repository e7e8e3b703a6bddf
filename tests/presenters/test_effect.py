"""The effect of a new edition in words: what moves, what moves most, what cannot be estimated."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from estimator.costbook import CostBook
from estimator.estimate import Estimate
from estimator.presenters.editions.effect import MOST_LINES, CaseView, Outcome, effect_view
from estimator.presenters.wording import Wording


def case(before: Estimate | None, after: Estimate | None, refused: str = "") -> CaseView:
    outcome = Outcome("x", "例", "組", before, after, refused)
    ((found,),) = [group.cases for group in effect_view([outcome], Wording.in_force())]
    return found


def without(made: Estimate, *codes: str) -> Estimate:
    return replace(made, lines=tuple(line for line in made.lines if line.code not in codes))


def test_equal_estimates_move_nothing(make_estimate: Callable[..., Estimate]) -> None:
    found = case(make_estimate(), make_estimate())
    assert (found.headline.difference, found.lines, found.other_lines) == ("—", (), 0)


def test_a_line_that_falls_away_moves_its_category_and_the_headline(
    make_estimate: Callable[..., Estimate],
) -> None:
    made = make_estimate()
    yen = f"▲{made.line('forensics').amount.typical:,}円"
    found = case(made, without(made, "forensics"))
    assert (found.headline.difference, found.lines[0].difference) == (yen, yen)
    assert [move.difference for move in found.categories if move.difference != "—"] == [yen]
    assert found.lines[0].after == "—"


def test_the_lines_that_move_most_come_first(make_estimate: Callable[..., Estimate]) -> None:
    made = make_estimate()
    amounts = sorted((line.amount.typical for line in made.lines), reverse=True)
    found = case(made, replace(made, lines=()))
    first = [f"{amount:,}円" for amount in amounts[:MOST_LINES]]
    assert [move.before for move in found.lines] == first
    assert found.other_lines > 0


def test_a_line_beside_the_headline_is_marked(make_estimate: Callable[..., Estimate]) -> None:
    made = make_estimate()
    found = case(made, without(made, "internal_labour"))
    assert found.headline.difference == "—"
    assert found.lines[0].is_reference


def test_a_line_whose_range_alone_moves_says_so(make_estimate: Callable[..., Estimate]) -> None:
    made = make_estimate()
    wider = tuple(
        replace(line, amount=replace(line.amount, low=0)) if line.code == "forensics" else line
        for line in made.lines
    )
    assert case(made, replace(made, lines=wider)).lines[0].difference == "幅だけ動く"


def test_an_edition_that_cannot_estimate_a_case_says_why(
    make_estimate: Callable[..., Estimate], costs: CostBook
) -> None:
    found: Any = case(make_estimate(), None, "この版では計算できません")
    assert (found.refused, found.headline.after, found.span_after) == (
        "この版では計算できません",
        "—",
        "—",
    )
