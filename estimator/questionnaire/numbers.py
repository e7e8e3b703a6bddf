"""Numbers as people type them in Japan: 1億2千万, 1,200万円, 3千万, 1.5億, １２００.

In the flow: below the fields. In: typed text. Out: an exact `Decimal`, or a `ValidationError`
that says in one sentence what is wrong and what is allowed. Pure functions, no state.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

MAX_TYPED = 60  # characters; nobody types a longer number
MAX_VALUE = Decimal(10**15)
Signs = tuple[tuple[str, int], ...]
_BIG: Signs = (("兆", 10**12), ("億", 10**8), ("万", 10**4))
_SMALL: Signs = (("千", 1000), ("百", 100), ("十", 10))
_TEN_THOUSAND = 10**4
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_KANJI = re.compile(r"[〇零一二三四五六七八九]+")
_MINUS = r"(?:[-−‐‑–—―▲△]|マイナス)"
_NEGATIVE = re.compile(rf"^{_MINUS}[0-9〇零一二三四五六七八九千百十]")
_SIGNED = re.compile(rf"^[¥\\\s]*({_MINUS})(.*)$", re.DOTALL)

# What may stand behind the figure, for each unit; the longest first.
SUFFIXES: dict[str, tuple[str, ...]] = {
    "yen": ("円",),
    "people": ("人分", "人", "名", "件"),
    "devices": ("台",),
    "cards": ("枚", "件"),
    "percent": ("パーセント", "%"),
    "days": ("営業日", "日間", "日"),
    "hours": ("時間",),
    "months": ("か月間", "か月", "ヶ月間", "ヶ月", "ケ月", "カ月", "ヵ月", "箇月", "月"),
    "person_months": ("人月",),
    "times": ("回",),
}
SUFFIXES["stop_units"] = SUFFIXES["days"] + SUFFIXES["months"]
_ALL_SUFFIXES = sorted({s for group in SUFFIXES.values() for s in group}, key=len, reverse=True)


# Where no yen are counted, an example of the kind that is.
_COUNTS = {
    "people": gettext_lazy("人数を数字で入れてください（例：30）。"),
    "devices": gettext_lazy("台数を数字で入れてください（例：12）。"),
    "cards": gettext_lazy("枚数を数字で入れてください（例：500）。"),
    "percent": gettext_lazy("割合を数字で入れてください（例：30）。"),
    "hours": gettext_lazy("時間を数字で入れてください（例：12）。"),
    "months": gettext_lazy("月数を数字で入れてください（例：3）。"),
    "person_months": gettext_lazy("1か月あたりの人数を数字で入れてください（例：1.5）。"),
    "times": gettext_lazy("回数を数字で入れてください（例：1）。"),
    "stop_units": gettext_lazy("期間を数字で入れてください（例：10）。"),
}
_READING = frozenset({"mixed", "commas", "unreadable"})


def parse(text: str, unit: str) -> Decimal:
    """Read a typed number; its unit may be written behind it, ¥ or 約 before it.

    Raises: ValidationError, and nothing else.
    """
    if len(text) > MAX_TYPED:
        raise ValidationError(
            _("文字が多すぎるので、%(most)d文字以内の数字を入れてください。") % {"most": MAX_TYPED},
            code="too_long",
        )
    try:
        return _parsed(text, unit)
    except ValidationError as wrong:
        if wrong.code in _READING and unit in _COUNTS:
            raise ValidationError(str(_COUNTS[unit]), code=wrong.code) from None
        raise


def parse_signed(text: str, unit: str) -> Decimal:
    """Read a number that may be below zero: マイナス50万, △50万, ▲50万, -50万.

    Raises: ValidationError, and nothing else.
    """
    if len(text) > MAX_TYPED or not (below := _SIGNED.match(half_width(text))):
        return parse(text, unit)
    return -parse(below[2], unit)


def _parsed(text: str, unit: str) -> Decimal:
    plain = _without_unit(_tidy(text), unit)
    if _NEGATIVE.match(plain):
        wrong = _("マイナスの数は使えないので、0以上の数を入れてください。")
        raise ValidationError(wrong, code="negative")
    if re.search("[0-9]", plain) and _KANJI.search(plain):
        wrong = _("算用数字と漢数字が混ざっているので、1億2千万 のようにそろえて入れてください。")
        raise ValidationError(wrong, code="mixed")
    return _read(plain, _BIG + _SMALL)


def half_width(text: str) -> str:
    """Make full-width forms half-width; ² or ① are left to be refused."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\uff00" <= c <= "\uffef" else c for c in text
    )


def _tidy(text: str) -> str:
    """Make full-width forms half-width and drop spaces."""
    return re.sub(r"[ \t\u00a0\u3000]", "", half_width(text)).removeprefix("約").lstrip("¥\\")


def _without_unit(text: str, unit: str) -> str:
    """Drop the unit of the field; a unit of another field is refused."""
    for suffix in SUFFIXES.get(unit, ()):
        if len(text) > len(suffix) and text.endswith(suffix):
            return text.removesuffix(suffix)
    other = next((s for s in _ALL_SUFFIXES if text.endswith(s) and text != s), None)
    if other and text[0] in "0123456789-":
        raise ValidationError(
            _("単位の「%(other)s」はここでは使えないので、数字だけを入れてください。")
            % {"other": other},
            code="wrong_unit",
        )
    return text


def _read(text: str, signs: Signs) -> Decimal:
    """Read a figure with the largest of these signs first: 1億2千万 is 1 × 億 + (2 × 千) × 万."""
    for place, (sign, worth) in enumerate(signs):
        if sign in text:
            head, _sign, tail = text.partition(sign)
            return _scaled(head, worth) + _rest(head, tail, worth, signs[place + 1 :])
    return _figure(text)


def _scaled(head: str, worth: int) -> Decimal:
    if not head and worth < _TEN_THOUSAND:
        return Decimal(worth)  # 千万 is 1千万
    return _read(head, _SMALL if worth >= _TEN_THOUSAND else ()) * worth


def _rest(head: str, tail: str, worth: int, signs: Signs) -> Decimal:
    if not tail:
        return Decimal(0)
    rest = _read(tail, signs)
    if rest >= worth or "." in head:
        raise _unreadable()  # 1億12000万 or 1.5億2千万: nobody can tell what is meant
    return rest


def _figure(text: str) -> Decimal:
    if _KANJI.fullmatch(text):
        return Decimal(text.translate(_KANJI_DIGITS))
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"[0-9,.]+", text) and "," in text:
        wrong = _("カンマの位置が正しくないので、3けたごとに入れるか、カンマなしで入れてください。")
        raise ValidationError(wrong, code="commas")
    raise _unreadable()


def _unreadable() -> ValidationError:
    return ValidationError(
        _("数字として読めないので、1200、1,200、3千万、1億2千万 のように入れてください。"),
        code="unreadable",
    )


def print_number(value: Decimal | float) -> str:
    """Write a number with its thousands grouped and no needless zeros: 1,200 or 2.5."""
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_yen(value: Decimal | float) -> str:
    """Write an amount the way it is spoken, as far as it stays exact: 1億2,000万 or 1,234,567."""
    exact = Decimal(str(value))
    in_japanese = (get_language() or "ja").startswith("ja")
    if not in_japanese or exact == 0 or exact % _TEN_THOUSAND:
        return print_number(exact)
    if exact < 0:
        return f"▲{print_yen(-exact)}"
    rest, words = int(exact), ""
    for sign, worth in _BIG:
        count, rest = divmod(rest, worth)
        words += f"{count:,}{sign}" if count else ""
    return words


def check_bounds(value: Decimal, *, low: Decimal, high: Decimal, places: int) -> Decimal:
    """Refuse a number below or above what is allowed or with too many decimals.

    Raises: ValidationError.
    """
    if value > high:
        wrong = _("数が大きすぎるので、%(most)s 以下の数を入れてください。")
        raise ValidationError(wrong % {"most": print_yen(high)}, code="too_large")
    if value < low:
        wrong = _("数が小さすぎるので、%(least)s 以上の数を入れてください。")
        raise ValidationError(wrong % {"least": print_yen(low)}, code="too_small")
    if value != value.quantize(Decimal(1).scaleb(-places)):
        raise ValidationError(_decimals(places), code="decimals")
    return value


def _decimals(places: int) -> str:
    if places == 0:
        return _("小数は使えないので、整数を入れてください。")
    return _("小数が細かすぎるので、小数第%(places)d位までで入れてください。") % {"places": places}
