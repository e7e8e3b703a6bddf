"""What the figure means, in words: the range, what is not known, the figures on top."""

from dataclasses import replace

import pytest
from django.utils import translation

from estimator.money import YenRange
from estimator.outlook.doubts import Doubt
from estimator.presenters.outlook_view import outlook_view
from estimator.presenters.wording import Wording
from estimator.questionnaire.steps import STEPS


def test_the_band_is_the_fifth_to_the_ninety_fifth_percentile(make_meaning, costs, wording) -> None:
    made, meaning = make_meaning()
    shown = outlook_view(meaning, made, costs, wording).spread
    headline = meaning.spread.distribution.headline
    assert shown.band == wording.span(YenRange(headline.p5, headline.p50, headline.p95))
    assert (shown.low, shown.high) == (wording.rounded(headline.p5), wording.rounded(headline.p95))


def test_the_three_amounts_have_five_percentiles_each(see) -> None:
    rows = see().spread.percentiles
    assert [row.name for row in rows] == ["想定損害額", "出ていく現金", "請求され得る賠償"]
    assert {len(row.amounts) for row in rows} == {5}


def test_what_is_exceeded_grows_as_it_becomes_rarer(make_meaning, costs, wording) -> None:
    made, meaning = make_meaning()
    rows = outlook_view(meaning, made, costs, wording).spread.exceeded
    assert rows[0].chance == "2回に1回"
    assert rows[3].chance == "20回に1回"
    yen = [amount for _chance, amount in meaning.spread.exceedance]
    assert yen == sorted(yen)
    assert [row.amount for row in rows] == [wording.rounded(amount) for amount in yen]


def test_the_bars_are_the_widest_first_with_their_figures(see) -> None:
    spread = see().spread
    assert 0 < len(spread.swings) <= 6
    for row in spread.swings:
        assert row.name in spread.tornado
        assert row.share.endswith("%")


def test_the_draws_are_said_with_their_seed_and_dependence(make_meaning, costs, wording) -> None:
    made, meaning = make_meaning()
    drawn, known, together = outlook_view(meaning, made, costs, wording).spread.dependence
    assert f"{meaning.spread.size:,}回" in drawn
    assert str(meaning.spread.seed) in drawn
    assert f"{meaning.spread.known_percent}％" in known
    assert "一緒に動きます" in together


def test_an_edition_without_upper_ends_says_which_and_stays_whole(see, old_costs) -> None:
    shown = see(old_costs)
    assert shown.spread is None
    name = old_costs.unit_costs["forensics_minimum", ""].name_ja
    assert shown.no_spread.startswith(f"起こりやすさの幅は出せません。「{name}」に上限か")
    assert (shown.year, shown.options, shown.unknowns) == (None, (), ())
    assert shown.money.cash is not None
    assert shown.figures


def test_a_row_nobody_has_heard_of_is_not_named(make_meaning, old_costs, wording) -> None:
    made, meaning = make_meaning(old_costs)
    shown = outlook_view(replace(meaning, no_spread="model_sigma"), made, old_costs, wording)
    assert "model_sigma" not in shown.no_spread
    assert shown.no_spread.startswith("起こりやすさの幅は出せません。")


def test_there_is_no_reason_where_there_is_a_spread(see) -> None:
    assert see().no_spread == ""


def test_what_is_not_known_names_its_page_and_whom_to_ask(see, all_unknown) -> None:
    unknowns = see(**all_unknown).unknowns
    slugs = {step.slug for step in STEPS}
    assert unknowns
    for row in unknowns:
        assert row.step in slugs
        assert row.ask
        assert row.narrower.endswith("円")


def test_a_doubtful_range_is_named_as_the_reader_knows_it(
    make_meaning, costs, wording, all_unknown
) -> None:
    made, meaning = make_meaning(**all_unknown)
    assert {doubt.doubt for doubt in meaning.doubts} <= set(Doubt)
    shown = outlook_view(meaning, made, costs, wording).doubts
    assert len(shown) == len(meaning.doubts) > 0
    assert not [text for text in shown if "_" in text]


def test_four_figures_stand_beside_the_headline(see) -> None:
    names = [figure.name for figure in see().figures]
    assert names == [
        "年間売上高に対して", "経常利益の", "手元資金が最も減る月", "保険で戻らない額",
    ]  # fmt: skip


def test_a_figure_that_cannot_be_said_is_left_out(see, all_unknown) -> None:
    names = [figure.name for figure in see(**all_unknown).figures]
    assert names == ["用意が要る現金", "保険で戻らない額"]


def test_a_lack_of_cash_alarms_beside_the_headline(see) -> None:
    figures = see(cash_in_hand_yen=1_000_000, credit_line_yen=0).figures
    assert [figure.anchor for figure in figures if figure.is_alarming] == ["cash"]
    assert "▲" in next(figure.value for figure in figures if figure.anchor == "cash")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_picture_says_what_its_title_does_not(make_meaning, costs, language) -> None:
    """Each picture carries a description for those who do not see it."""
    made, meaning = make_meaning()
    with translation.override(language):
        shown = outlook_view(meaning, made, costs, Wording.in_force())
        drawn = [
            shown.spread.curve, shown.spread.tornado, shown.spread.range_bar,
            shown.standings.ruler, shown.money.cash.picture,
            *(bands.picture for bands in shown.standings.bands),
        ]  # fmt: skip
        for picture in drawn:
            assert "<title></title>" not in picture
            assert "<desc></desc>" not in picture
            assert ("円" in picture) == (language == "ja")
