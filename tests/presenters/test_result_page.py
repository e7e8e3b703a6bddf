"""The result page's values, before any template."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estimator.estimate import Category, Total
from estimator.formula import bought
from estimator.money import YenRange
from estimator.outlook.outlook import outlook
from estimator.presenters.open_questions import moved
from estimator.presenters.result_page import result_page
from estimator.profile import Choice


@pytest.fixture
def page(make_estimate, costs, wording):
    def page(**changed):
        made = make_estimate(**changed)
        return result_page(made, costs, wording, outlook(made, costs))

    return page


def line_of(shown, code: str):
    groups = (line for c in shown.categories for line in (*c.lines, *c.reference_lines))
    return next(line for line in groups if line.code == code)


def test_the_headline_is_rounded_and_its_span_beside_it(page) -> None:
    headline = page().headline
    assert headline.typical.endswith("万円")
    assert "～" in headline.span
    assert headline.exact_typical.endswith("円")


def test_the_title_says_what_happened(page) -> None:
    assert page().title == "ランサムウェア（二重脅迫）で10営業日止まった場合、御社の損害は"


def test_a_published_case_speaks_of_the_case_not_of_the_reader(page) -> None:
    assert page(company_name="").title.endswith("止まった場合、この事案の損害は")


def test_reference_values_are_counted_and_said_to_stand_apart(page, make_estimate) -> None:
    count = sum(line.total is Total.REFERENCE for line in make_estimate().lines)
    meaning = page().totals[-1].meaning
    assert meaning == f"性質の違う{count}件の合計。想定損害額には足しません"


def test_an_upper_end_nobody_published_is_said_to_be_unpublished(wording) -> None:
    open_high = YenRange(6_000_000, 6_000_000, None)
    assert wording.span(open_high) == "600万円以上（上限は公表されていません）"


def test_a_quote_without_an_amount_does_not_read_as_nothing(page) -> None:
    quote = {"label": "A社", "covers": ["forensics"]}
    line = line_of(page(own_quotes=[quote]), "forensics")
    assert line.amount.typical == line.amount.exact_high == "金額の記載なし"
    assert line.formula == "A社 金額の記載なし"


def test_every_line_stands_in_one_category_and_none_is_lost(page, make_estimate) -> None:
    shown = [li.code for c in page().categories for li in (*c.lines, *c.reference_lines)]
    assert sorted(shown) == sorted(line.code for line in make_estimate().lines)


def test_reference_values_stand_apart_in_their_category(page) -> None:
    direct = next(c for c in page().categories if c.code == Category.DIRECT_LOSS)
    assert [line.code for line in direct.lines] == ["ransom"]
    assert [line.code for line in direct.reference_lines] == ["ransom_what_if"]
    assert direct.remark.startswith("身代金は払わない前提")


def test_a_line_names_who_does_the_work_its_formula_and_sources(page) -> None:
    forensics = line_of(page(), "forensics")
    assert forensics.done_by == "インシデントレスポンス事業者"
    assert " 4台 × " in forensics.formula
    assert forensics.formula.endswith("の大きい方")
    assert all(source.publisher and source.grade for source in forensics.sources)


def test_an_undecided_purchase_shows_its_chance_and_whom_to_ask(page) -> None:
    monitoring = line_of(page(), "network_monitoring")
    assert "見込み" in monitoring.formula
    assert [unknown.key for unknown in monitoring.unknowns] == ["hire_monitoring"]
    assert all(unknown.ask for unknown in monitoring.unknowns)


def test_a_ceiling_of_law_reads_as_the_zero_it_counts(page) -> None:
    linked = {"eu_individuals": None, "california_covered": "yes", "california_consumers": 9}
    for code in ("gdpr_ceiling", "ccpa_ceiling"):
        line = line_of(page(**linked), code)
        assert line.formula.startswith("上限（")
        assert line.formula.endswith("見込みには入れないため中心は0円")
        assert line.amount.exact_typical == "0円"


def test_our_own_assumptions_are_marked(page) -> None:
    marks = [figure.marks for figure in line_of(page(), "overtime").figures]
    assert any("当方仮定" in mark for mark in marks)


def test_an_own_quote_replaces_formula_and_evidence(page) -> None:
    quote = {"label": "A社", "covers": ["forensics", "containment"], "amount_yen": 4_500_000}
    line = line_of(page(own_quotes=[quote]), "forensics")
    assert line.quote_label == "A社"
    assert line.amount.exact_typical == "4,500,000円"
    assert line.figures == ()


def test_what_a_quote_contains_is_listed_with_its_label(page) -> None:
    quote = {"label": "A社", "covers": ["forensics", "containment"], "amount_yen": 4_500_000}
    reasons = [group.reason for group in page(own_quotes=[quote]).excluded]
    assert "自社の見積り「A社」に含みます。" in reasons


def test_the_three_phases_hold_the_response_lines(page, make_estimate) -> None:
    made = make_estimate()
    shown = {code for phase in page().phases for code, _name, _typical in phase.lines}
    assert shown == {li.code for li in made.lines if li.phase and li.total is not Total.REFERENCE}


def test_the_share_of_sales_needs_known_sales(page) -> None:
    assert page().sales_share.endswith("%")
    assert page(annual_revenue_yen=None).sales_share == ""


def test_every_unknown_answer_listed_says_whom_to_ask(page, all_unknown) -> None:
    questions = page(**all_unknown).open_questions
    assert len(questions) == 5
    assert all(question.ask for question in questions)


def test_an_unlikely_purchase_ranks_below_a_likely_one_of_the_same_width(make_estimate) -> None:
    def weight(chance: str) -> Decimal:
        choice = Choice("hire", (("no", 1 - Decimal(chance)), ("yes", Decimal(chance))), False)
        line = make_estimate().line("forensics")
        return moved(replace(line, formula=bought(choice, line.formula)))

    assert weight("0.03") * 20 == weight("0.6") > 0


def test_a_case_without_unknowns_asks_nothing(page, nothing_lost) -> None:
    assert page(**nothing_lost).open_questions == ()
    assert page(**nothing_lost).headline.typical == "0円"


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"listed": "yes"}, "上場"),
        ({"critical_infrastructure": "yes"}, "重要インフラ"),
        ({"employees": 4}, "5人未満"),
    ],
)
def test_a_company_the_tool_does_not_fit_is_told(page, changed, word: str) -> None:
    assert [word in notice for notice in page(**changed).notices] == [True]


def test_a_company_it_fits_is_told_nothing(page) -> None:
    assert page().notices == ()


def test_consumption_tax_is_spoken_of(page) -> None:
    assert any("消費税" in sentence for sentence in page().limits)
