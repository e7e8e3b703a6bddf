"""The strict reader of documents from outside: text → object, or everything that is wrong.

In the flow: in front of `schema.checked` and `paid_document.paid`. Decimals stay exact; NaN,
repeated names, deep nesting, huge files and numbers are refused as a `Problem`, never with a
traceback.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from .problems import AnswersRefused, NotReadable, Problem, printable

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_DIGITS = 40
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)


class _NotJson(ValueError):
    """The text is not the JSON we accept."""


def load(source: str | bytes, kind: str = "PROFILE.json") -> dict[str, Any]:
    """Read a document strictly; `kind` is what it should be.

    Raises: NotReadable; AnswersRefused when it is no object.
    """
    allowed = _("%(kind)s の形の JSON オブジェクト") % {"kind": kind}
    try:
        document = _value(_text(source))
    except _NotJson as refusal:
        raise NotReadable((Problem("", str(refusal), allowed),)) from None
    if not isinstance(document, dict):
        wrong = _("オブジェクト（{ } で囲んだもの）ではありません")
        raise AnswersRefused((Problem("", wrong, allowed),))
    return document


def _text(source: str | bytes) -> str:
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise _NotJson(_("大きすぎます（256 kB まで）"))
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    except UnicodeDecodeError:
        raise _NotJson(_("文字コードが UTF-8 ではありません")) from None
    return text.removeprefix("\ufeff")


def _value(text: str) -> Any:
    if _depth(text) > MAX_DEPTH:
        raise _NotJson(_("入れ子が深すぎます（20段まで）"))
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_number,
            parse_int=_number,
        )
    except json.JSONDecodeError as error:
        wrong = _("JSON として読めません（%(line)d行 %(column)d文字目）")
        raise _NotJson(wrong % {"line": error.lineno, "column": error.colno}) from None


def _depth(text: str) -> int:
    """Return how deep brackets nest; those in strings do not count."""
    deepest = depth = 0
    for character in _STRINGS.sub("", text):
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _NotJson(_("%(name)s が2回あります") % {"name": printable(name)})
        found[name] = value
    return found


def _refuse_constant(name: str) -> None:
    raise _NotJson(_("%(name)s は数として使えません") % {"name": name})


def _number(digits: str) -> int | Decimal:
    if len(digits) > MAX_DIGITS:
        raise _NotJson(_("けたの多すぎる数があります"))
    if digits.lstrip("-").isdigit():
        return int(digits)
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent beyond all numbers
        raise _NotJson(_("けたの多すぎる数があります")) from None
