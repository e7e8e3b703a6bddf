"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from estimator.questionnaire import numbers

READ = [
    ("12000000", "12000000"),
    ("1,200万円", "12000000"),
    ("1億2千万", "120000000"),
    ("1億2,000万円", "120000000"),
    ("3千万", "30000000"),
    ("1.5億", "150000000"),
    ("１，２００万", "12000000"),
    ("１２００", "1200"),
    (" 1 200 円 ", "1200"),
    ("¥1,200", "1200"),
    ("￥１２００", "1200"),
    ("約300万円", "3000000"),
    ("三千万", "30000000"),
    ("千二百", "1200"),
    ("二〇〇万", "2000000"),
    ("千万円", "10000000"),
    ("2千5百万", "25000000"),
    ("10億", "1000000000"),
    ("2兆", "2000000000000"),
    ("1.5万", "15000"),
    ("15千円", "15000"),
    ("0", "0"),
    ("0円", "0"),
]


@pytest.mark.parametrize(("typed", "value"), READ)
def test_reads_what_people_type(typed, value):
    assert numbers.parse(typed, "yen") == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("３２００人", "people", 3200),
        ("12台", "devices", 12),
        ("30％", "percent", 30),
        ("2.5パーセント", "percent", Decimal("2.5")),
        ("14営業日", "stop_units", 14),
        ("3か月", "stop_units", 3),
        ("６ヶ月", "months", 6),
        ("1.5人月", "person_months", Decimal("1.5")),
        ("2回", "times", 2),
    ],
)
def test_reads_the_unit_behind_a_number(typed, unit, value):
    assert numbers.parse(typed, unit) == value


REFUSED = [
    ("-5", "negative"),
    ("−５", "negative"),
    ("▲100", "negative"),
    ("マイナス3", "negative"),
    ("10^30", "unreadable"),
    ("1e30", "unreadable"),
    ("NaN", "unreadable"),
    ("Infinity", "unreadable"),
    ("∞", "unreadable"),
    ("10²", "unreadable"),
    ("①", "unreadable"),
    ("٣٤", "unreadable"),
    ("१२", "unreadable"),
    ("3二千", "mixed"),
    ("1億二千万", "mixed"),
    ("1億12000万", "unreadable"),
    ("1.5億2千万", "unreadable"),
    ("万", "unreadable"),
    ("1万億", "unreadable"),
    ("1億1億", "unreadable"),
    ("1,2", "commas"),
    ("12,34,567", "commas"),
    ("1.2.3", "unreadable"),
    (".5", "unreadable"),
    ("<script>alert(1)</script>", "unreadable"),
    ("1200; DROP TABLE", "unreadable"),
    ("だいたい百", "unreadable"),
    ("12台", "wrong_unit"),
    ("\x00", "unreadable"),
    ("9" * 61, "too_long"),
    ("1" * 100_000, "too_long"),
    ("", "unreadable"),
]


@pytest.mark.parametrize(("typed", "code"), REFUSED)
def test_refuses_with_one_sentence(typed, code):
    with pytest.raises(ValidationError) as refusal:
        numbers.parse(typed, "yen")
    assert refusal.value.code == code
    assert refusal.value.messages[0].count("。") == 1


@given(st.text(max_size=80), st.sampled_from(["yen", "people", "percent", "stop_units"]))
def test_raises_nothing_but_a_refusal(typed, unit):
    try:
        value = numbers.parse(typed, unit)
    except ValidationError:
        return
    assert value.is_finite()
    assert value >= 0


@given(st.text("0123456789０１２,.，．億万千百十一二三〇円 -", max_size=20))
def test_raises_nothing_but_a_refusal_near_numbers(typed):
    try:
        assert numbers.parse(typed, "yen") >= 0
    except ValidationError:
        return


@given(st.integers(0, 10**15))
def test_yen_as_spoken_comes_back_the_same(amount):
    assert numbers.parse(numbers.print_yen(amount) + "円", "yen") == amount


@given(st.integers(0, 10**11).map(lambda man: man * 10_000))
def test_round_yen_comes_back_the_same(amount):
    assert numbers.parse(numbers.print_yen(amount), "yen") == amount


@given(st.decimals(0, 10**6, places=4))
def test_decimals_come_back_the_same(value):
    assert numbers.parse(numbers.print_number(value), "percent") == value


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0"),
        (12_000_000, "1,200万"),
        (120_000_000, "1億2,000万"),
        (1_234_567, "1,234,567"),
        (10**15, "1,000兆"),
        (100_010_000, "1億1万"),
    ],
)
def test_prints_yen_as_spoken(amount, words):
    assert numbers.print_yen(amount) == words


@pytest.mark.parametrize(
    ("value", "code"),
    [("101", "too_large"), ("0.5", "too_small"), ("1.23456", "decimals"), ("1E30", "too_large")],
)
def test_bounds_are_kept(value, code):
    with pytest.raises(ValidationError) as refusal:
        numbers.check_bounds(Decimal(value), low=Decimal(1), high=Decimal(100), places=2)
    assert refusal.value.code == code


@pytest.mark.parametrize("unit", [unit for unit in numbers.SUFFIXES if unit not in ("yen", "days")])
def test_a_count_that_cannot_be_read_gets_an_example_of_its_kind(unit):
    with pytest.raises(ValidationError) as refusal:
        numbers.parse("たくさん", unit)
    (message,) = refusal.value.messages
    assert "（例：" in message
    assert "万" not in message


@pytest.mark.parametrize("sign", ["-", "−", "－", "▲", "△", "マイナス", "マイナス ", "¥-", "  △"])
@pytest.mark.parametrize(
    ("typed", "value"), [("50万", -500_000), ("3,000万円", -30_000_000), ("０", 0)]
)
def test_reads_an_amount_below_zero(sign, typed, value):
    assert numbers.parse_signed(sign + typed, "yen") == value


@pytest.mark.parametrize("typed", ["50万", "1億2千万円", "0"])
def test_an_amount_without_a_sign_is_read_as_ever(typed):
    assert numbers.parse_signed(typed, "yen") == numbers.parse(typed, "yen")


@pytest.mark.parametrize("typed", ["--5", "△▲5", "マイナス", "5-", "-", "-12台", "−たくさん"])
def test_a_sign_makes_no_number_of_what_is_none(typed):
    with pytest.raises(ValidationError) as refusal:
        numbers.parse_signed(typed, "yen")
    assert refusal.value.messages[0].count("。") == 1


@given(st.text("0123456789０,.億万千十円 -−△▲マイナス¥", max_size=20))
def test_a_signed_number_raises_nothing_but_a_refusal(typed):
    try:
        assert numbers.parse_signed(typed, "yen").is_finite()
    except ValidationError:
        return


@given(st.integers(-(10**15), 10**15))
def test_signed_yen_as_spoken_comes_back_the_same(amount):
    assert numbers.parse_signed(numbers.print_yen(amount) + "円", "yen") == amount
