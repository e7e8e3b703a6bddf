"""Figures as people read them: 1,080万円, 2,300万～9,800万円, 3台, 6.8%, 2026年11月21日."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MAN = 10_000
OKU = 100_000_000
CHO = 1_000_000_000_000
_LARGE = "万億兆"
_EN_LARGE = ((CHO, "trillion"), (10**9, "billion"), (10**6, "million"))
SIGNIFICANT = 3
OR_MORE = {"ja": "以上", "en": " or more"}  # nobody published an upper end
NO_BREAK = "\u00a0"  # a number and its word stay on one line

# Unit of a quantity -> what stands after the number.
UNITS = {
    "people": ("人", " people"),
    "devices": ("台", " devices"),
    "cards": ("枚", " cards"),
    "pieces": ("通", " letters"),
    "times": ("回", " times"),
    "insertions": ("回", " insertions"),
    "months": ("か月", " months"),
    "days": ("日", " days"),
    "business_days": ("営業日", " business days"),
    "calendar_days": ("日", " calendar days"),
    "hours": ("時間", " hours"),
    "seat_months": ("席・月", " seat-months"),
    "person_months": ("人月", " person-months"),
    "device_months": ("台・月", " device-months"),
    "organisations": ("団体", " organisations"),
    "points": ("", ""),
    "factor": ("", ""),
    "number": ("", ""),
    "ratio": ("倍", "×"),
    "percent": ("%", "%"),
    "per_year": ("回／年", " a year"),
    "log_sigma": ("", ""),
    "chance": ("", ""),
    "usd": ("ドル", " USD"),
    "eur": ("ユーロ", " EUR"),
}
# What stands after the stroke in "yen per …".
PER = {
    "device": ("台", "device"),
    "device_month": ("台・月", "device-month"),
    "person": ("人", "person"),
    "people": ("人", "person"),
    "card": ("枚", "card"),
    "piece": ("通", "letter"),
    "insertion": ("回", "insertion"),
    "seat_month": ("席・月", "seat-month"),
    "month": ("月", "month"),
    "person_month": ("人月", "person-month"),
    "year": ("年", "year"),
    "person_year": ("人・年", "person a year"),
    "day": ("日", "day"),
    "business_day": ("営業日", "business day"),
    "calendar_day": ("日", "calendar day"),
    "usd": ("ドル", "USD"),
    "eur": ("ユーロ", "EUR"),
}
# What English writes after exactly one, where it does more than drop the s.
ONE = {" people": " person"}
# Number of months, days … as the profile spells the unit of a stop.
UNITS |= {
    "month": UNITS["months"],
    "day": UNITS["days"],
    "business_day": UNITS["business_days"],
    "calendar_day": UNITS["calendar_days"],
    "seat_month": UNITS["seat_months"],
    "person_month": UNITS["person_months"],
}

MINUS = {"ja": "▲", "en": "−"}  # no line ends after either

# --- yen ----------------------------------------------------------------------------------------


def exact_yen(yen: int, language: str = "ja") -> str:
    """Print every digit: 10,800,000円; ▲1,000円 below zero."""
    if yen < 0:
        return f"{MINUS[language]}{exact_yen(-yen, language)}"
    return f"{yen:,}円" if language == "ja" else f"¥{yen:,}"


def rounded_yen(yen: int, language: str = "ja") -> str:
    """Print two to three significant digits: 1,080万円, 1億300万円."""
    return readable_yen(Decimal(_significant(yen)), language)


def readable_yen(yen: Decimal, language: str = "ja") -> str:
    """Print a figure as it is, in 万 and 億 where it has no smaller part: 300万円, 28,308円."""
    return f"{_ja_number(yen)}円" if language == "ja" else _en_yen(yen)


def rounded_range(low: int, high: int | None, language: str = "ja") -> str:
    """Print 「2,300万～9,800万円」, or 「2,300万円以上」 where the upper end is open.

    Beside an amount in 万 or 億 the lower end is in 万 too: 「5.81万～1,890万円」.
    """
    first, top = Decimal(_significant(low)), None if high is None else Decimal(_significant(high))
    last = "" if top is None else _ja_number(top)
    if language == "ja" and MAN <= first < 10 * MAN and last[-1:] in tuple(_LARGE):
        return f"{plain_number(first / MAN)}万～{last}円"
    return readable_range(first, top, language)


def readable_range(low: Decimal, high: Decimal | None, language: str = "ja") -> str:
    """Print a range of yen; one figure where both ends are equal."""
    if high is None:
        return readable_yen(low, language) + OR_MORE[language]
    if low == high:
        return readable_yen(low, language)
    if language != "ja":
        return _en_range(_en_yen(low), _en_yen(high))
    first, last = _ja_number(low), _ja_number(high)
    same = (first[-1] in _LARGE) == (last[-1] in _LARGE) and low > 0
    return f"{first}{'' if same or first[-1] in _LARGE else '円'}～{last}円"


def exact_range(low: int, high: int | None, language: str = "ja") -> str:
    """Print a range with every digit."""
    if high is None:
        return exact_yen(low, language) + OR_MORE[language]
    sign = "～" if language == "ja" else "–"
    return f"{exact_yen(low, language)}{sign}{exact_yen(high, language)}"


def _significant(yen: int) -> int:
    spare = len(str(abs(yen))) - SIGNIFICANT
    if spare <= 0:
        return yen
    unit = Decimal(10) ** spare
    return int((Decimal(yen) / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit)


def _ja_number(yen: Decimal) -> str:
    """Write a yen figure without 円: 300万, 1億2,000万, 12.3万, 28,308."""
    if yen < 0:
        return MINUS["ja"] + _ja_number(-yen)
    if yen < MAN or yen % (MAN if yen < 10 * MAN else MAN // 10):
        return plain_number(yen, places=0 if yen >= MAN else 2)
    cho, rest = divmod(yen, CHO)
    oku, rest = divmod(rest, OKU)
    parts = ((cho, "兆"), (oku, "億"), (rest / MAN, "万"))
    return "".join(f"{plain_number(part)}{unit}" for part, unit in parts if part)


def _en_yen(yen: Decimal) -> str:
    if yen < 0:
        return MINUS["en"] + _en_yen(-yen)
    for size, word in _EN_LARGE:
        if yen >= size and yen % (Decimal(size) / 1000) == 0:
            return f"¥{plain_number(yen / size, places=3)}{NO_BREAK}{word}"
    return f"¥{plain_number(yen, places=0 if yen >= MAN else 2)}"


def _en_range(low: str, high: str) -> str:
    """Name the sign and a shared word once: ¥16.4–133 million, but ¥58,100–¥18.9 million."""
    number, _gap, word = low.partition(NO_BREAK)
    if low == "¥0" or word == high.partition(NO_BREAK)[2]:
        return f"{number}–{high.removeprefix('¥')}"
    return f"{low}–{high}"


# --- other figures ------------------------------------------------------------------------------


def plain_number(value: Decimal | int, places: int = 2) -> str:
    """Print a number with thousands separators and no more decimals than it needs."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal, places: int = 1) -> str:
    """Print a share of 1 as a percentage: 6.8%."""
    return f"{plain_number(share * 100, places)}%"


def quantity(value: Decimal, unit: str, language: str = "ja") -> str:
    """Print a value with its unit: 3台, 100万円/台, 60%."""
    if unit == "yen":
        return readable_yen(value, language)
    column = 0 if language == "ja" else 1
    money, _, per = unit.partition("_per_")
    if per:
        name = PER[per][column] if per in PER else per
        return f"{quantity(value, money, language)}/{name}"
    after = UNITS[unit][column] if unit in UNITS else f" {unit}"
    if column and value == 1:
        after = ONE.get(after, after.removesuffix("s"))
    return f"{plain_number(value, places=2 if value >= 1 else 4)}{after}"


def unit_name(unit: str, language: str = "ja") -> str:
    """Name a unit by itself: 円/台, 席・月, %; empty for a plain number."""
    column = 0 if language == "ja" else 1
    money, _, per = unit.partition("_per_")
    names = UNITS | {"yen": ("円", "yen")}
    name = names[money][column].strip() if money in names else money
    return f"{name}/{PER[per][column] if per in PER else per}" if per else name


def exact_quantity(value: Decimal, unit: str, language: str = "ja") -> str:
    """Print a value with every digit it has and its unit: 1,700,000円/席・月, 2.5%."""
    column = 0 if language == "ja" else 1
    money, _, per = unit.partition("_per_")
    number = f"{value:,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    text = number + (UNITS[money][column] if money in UNITS else "")
    if money == "yen":
        text = f"{number}円" if language == "ja" else f"¥{number}"
    return f"{text}/{PER[per][column] if per in PER else per}" if per else text


def quantity_range(low: Decimal, high: Decimal | None, unit: str, *, language: str = "ja") -> str:
    """Print a range of quantities: 0～6台, or 3台以上 where the upper end is open."""
    if unit == "yen":
        return readable_range(low, high, language)
    if high is None:
        return quantity(low, unit, language) + OR_MORE[language]
    if low == high:
        return quantity(low, unit, language)
    money, _, per = unit.partition("_per_")
    if money == "yen":
        name = PER[per][0 if language == "ja" else 1] if per in PER else per
        return f"{readable_range(low, high, language)}/{name}"
    sign = "～" if language == "ja" else "–"
    return f"{plain_number(low)}{sign}{quantity(high, unit, language)}"


def long_date(day: date, language: str = "ja") -> str:
    """Print 2026年11月21日 or 21 November 2026."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    months = "January February March April May June July August September October November December"
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"
