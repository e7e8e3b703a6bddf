"""Figures and formulas in words, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from estimator import formats
from estimator.costbook import Bracket, Evidence, Scale, Source
from estimator.formula import (
    Ceiling,
    Leaf,
    Origin,
    answer,
    bought,
    choose,
    fee,
    maximum,
    remainder,
    times,
    total,
)
from estimator.formula.words import words
from estimator.profile import Choice, Quantity

NAMES = {
    "pcs": "調べるPC",
    "servers": "調べるサーバー",
    "hire": "調査を頼む",
    "data_kind:registry": "名簿型の",
    "persons": "本人",
    "fault": "委託元の過失割合",
}


def known(key: str, value: str, unit: str) -> Leaf:
    exact = Decimal(value)
    return answer(Quantity(key, exact, exact, exact, unit, known=True))


def unknown(key: str, figures: str, unit: str) -> Leaf:
    low, typical, high = map(Decimal, figures.split())
    return answer(Quantity(key, low, typical, high, unit, known=False))


def price(value: str, unit: str, name: str = "") -> Leaf:
    exact = Decimal(value)
    return Leaf(name, Origin.UNIT_COST, exact, exact, exact, unit, name_ja=name, name_en=name)


def spaced(text: str) -> str:
    """Read the space that holds a number and its word together as a plain one."""
    return text.replace("\u00a0", " ")


def written(formula, language: str = "ja") -> str:
    return formats.sentence(words(formula), language, NAMES.__getitem__)


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (0, "0円", "¥0"),
        (650, "650円", "¥650"),
        (28_308, "28,300円", "¥28,300"),
        (40_000, "4万円", "¥40,000"),
        (123_456, "12.3万円", "¥123,000"),
        (10_800_000, "1,080万円", "¥10.8 million"),
        (49_000_000, "4,900万円", "¥49 million"),
        (102_987_654, "1億300万円", "¥103 million"),
        (376_000_000, "3億7,600万円", "¥376 million"),
        (99_900_000_000, "999億円", "¥99.9 billion"),
        (99_999_999, "1億円", "¥100 million"),
        (1_200_000_000_000, "1兆2,000億円", "¥1.2 trillion"),
        (-6_200_000, "▲620万円", "−¥6.2 million"),
    ],
)
def test_a_rounded_amount_has_at_most_three_digits(yen: int, ja: str, en: str) -> None:
    assert formats.rounded_yen(yen) == ja
    assert spaced(formats.rounded_yen(yen, "en")) == en


def test_an_exact_amount_has_every_digit() -> None:
    assert formats.exact_yen(10_812_345) == "10,812,345円"
    assert formats.exact_yen(10_812_345, "en") == "¥10,812,345"


def test_an_exact_amount_below_zero_has_its_sign_before_the_yen() -> None:
    assert formats.exact_yen(-2_535_820) == "▲2,535,820円"
    assert formats.exact_yen(-2_535_820, "en") == "−¥2,535,820"


@pytest.mark.parametrize(
    ("low", "high", "ja"),
    [
        (23_000_000, 98_000_000, "2,300万～9,800万円"),
        (0, 98_000_000, "0円～9,800万円"),
        (5_000, 3_000_000, "5,000円～300万円"),
        (58_100, 18_900_000, "5.81万～1,890万円"),
        (58_100, 71_200, "58,100～71,200円"),
        (3_000_000, None, "300万円以上"),
        (3_000_000, 3_000_000, "300万円"),
    ],
)
def test_a_range_never_leaves_its_lower_unit_in_doubt(low: int, high: int | None, ja: str) -> None:
    assert formats.rounded_range(low, high) == ja


@pytest.mark.parametrize(
    ("low", "high", "en"),
    [
        (23_000_000, 98_000_000, "¥23–98 million"),
        (0, 98_000_000, "¥0–98 million"),
        (2_000, 655_000, "¥2,000–655,000"),
        (58_100, 18_900_000, "¥58,100–¥18.9 million"),
        (23_000_000, None, "¥23 million or more"),
    ],
)
def test_an_english_range_names_a_shared_word_once(low: int, high: int | None, en: str) -> None:
    assert spaced(formats.rounded_range(low, high, "en")) == en


def test_an_english_amount_is_never_torn_from_its_word() -> None:
    assert formats.rounded_yen(29_600_000, "en") == "¥29.6\u00a0million"


def test_an_exact_range_has_every_digit() -> None:
    assert formats.exact_range(1_000_001, 2_000_002) == "1,000,001円～2,000,002円"
    assert formats.exact_range(1_000_001, None) == "1,000,001円以上"


@pytest.mark.parametrize(
    ("value", "unit", "ja", "en"),
    [
        ("3", "devices", "3台", "3 devices"),
        ("1", "months", "1か月", "1 month"),
        ("1", "people", "1人", "1 person"),
        ("1000000", "yen_per_device", "100万円/台", "¥1 million/device"),
        ("28308", "yen_per_person", "28,308円/人", "¥28,308/person"),
        ("2000", "yen_per_device_month", "2,000円/台・月", "¥2,000/device-month"),
        ("27.70", "person_months", "27.7人月", "27.7 person-months"),
        ("2.5", "percent", "2.5%", "2.5%"),
        ("14", "business_day", "14営業日", "14 business days"),
        ("155.25", "yen_per_usd", "155.25円/ドル", "¥155.25/USD"),
    ],
)
def test_a_quantity_carries_its_unit(value: str, unit: str, ja: str, en: str) -> None:
    assert formats.quantity(Decimal(value), unit) == ja
    assert spaced(formats.quantity(Decimal(value), unit, "en")) == en


def test_a_range_of_prices_names_its_unit_once() -> None:
    span = formats.quantity_range(Decimal(1_000_000), Decimal(2_500_000), "yen_per_device")
    assert span == "100万～250万円/台"
    assert formats.quantity_range(Decimal(2_000), Decimal(5_500), "yen_per_person") == (
        "2,000～5,500円/人"
    )
    assert formats.quantity_range(Decimal(0), None, "people") == "0人以上"


def test_dates_and_shares_read_in_both_languages() -> None:
    assert formats.long_date(date(2026, 11, 21)) == "2026年11月21日"
    assert formats.long_date(date(2026, 11, 21), "en") == "21 November 2026"
    assert formats.percent(Decimal("0.0678")) == "6.8%"


def devices():
    return total(
        times(known("pcs", "3", "devices"), price("1000000", "yen_per_device")),
        times(known("servers", "1", "devices"), price("2000000", "yen_per_device")),
    )


def test_a_minimum_charge_reads_as_the_larger_of_two() -> None:
    charge = maximum(price("3000000", "yen", "最低料金"), devices())
    assert written(charge) == (
        "最低料金 300万円 と"
        "（調べるPC 3台 × 100万円/台 ＋ 調べるサーバー 1台 × 200万円/台）の大きい方"
    )


def test_english_has_one_capital_in_a_formula() -> None:
    cost = price("1000000", "yen_per_device", "Examination of one PC")
    charge = maximum(price("3000000", "yen", "Minimum charge"), cost)
    assert spaced(written(charge, "en")) == (
        "The larger of minimum charge ¥3 million and examination of one PC ¥1 million/device"
    )


def test_a_chance_reads_before_what_it_buys() -> None:
    hire = Choice("hire", (("yes", Decimal("0.6")), ("no", Decimal("0.4"))), known=False)
    assert written(bought(hire, devices())).startswith("調査を頼む見込み 60% ×（調べるPC 3台")


def test_a_larger_of_two_inside_a_product_stands_in_brackets() -> None:
    hire = Choice("hire", (("yes", Decimal("0.6")), ("no", Decimal("0.4"))), known=False)
    charge = maximum(price("300", "yen", "最低"), price("200", "yen", "実費"))
    assert (
        written(bought(hire, charge))
        == "調査を頼む見込み 60% ×（最低 300円 と 実費 200円 の大きい方）"
    )


def test_an_unknown_answer_says_its_range() -> None:
    pcs = unknown("pcs", "0 2 6", "devices")
    assert written(pcs) == "調べるPC 2台（わからない：0～6台）"


def test_the_option_of_a_list_is_named() -> None:
    kind = Choice("data_kind", (("contact", Decimal("0.8")), ("registry", Decimal("0.2"))), False)
    formula = choose(kind, contact=None, registry=price("15000", "yen_per_person"))
    assert written(formula) == "名簿型の見込み 20% × 15,000円/人"


def test_what_a_share_leaves_over_is_written_as_a_difference() -> None:
    formula = times(price("500", "yen", "費用"), remainder(known("fault", "30", "percent")))
    assert written(formula) == "費用 500円 ×（1 − 委託元の過失割合 30%）"


def test_a_scale_is_named_around_what_it_is_applied_to() -> None:
    source = Source("s", "p", "t", "2021", "")
    evidence = Evidence(source, "p. 1", "S", "", "", None, None)
    table = Scale("fee", "着手金", "retainer", "yen", (Bracket(*map(Decimal, "001")),), evidence)
    assert (
        written(fee(known("persons", "3000", "people"), table)) == "「着手金」の表（本人 3,000人）"
    )


def test_a_ceiling_says_that_it_is_one() -> None:
    ceiling = "上限（罰金 1億円）。見込みには入れないため中心は0円"
    assert written(Ceiling(price("100000000", "yen", "罰金"))) == ceiling


def test_a_ceiling_that_only_may_apply_is_not_multiplied_by_its_chance() -> None:
    hire = Choice("hire", (("yes", Decimal("0.03")), ("no", Decimal("0.97"))), known=False)
    assert written(bought(hire, Ceiling(price("100", "yen", "罰金")))) == (
        "上限（罰金 100円）。見込みには入れないため中心は0円"
    )


def test_a_formula_without_any_part_is_nothing() -> None:
    paying = Choice("hire", (("no", Decimal(1)),), known=True)
    assert written(choose(paying, no=None)) == "0円"
