"""Dates as people type them: 2026-11-05, 2026/11/5, 2026年11月5日, 令和8年11月5日."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .fields import QuestionField, Schema

FIRST_YEAR, LAST_YEAR = 2000, 2099  # as in PROFILE.json
MAX_TYPED = 40
_REIWA_OFFSET = 2018  # 令和1年 is 2019
_TYPED = re.compile(
    r"(?P<era>令和)?(?P<year>[0-9]{1,4}|元)[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
)


def parse_date(text: str) -> date:
    """Read a typed date. Raises: ValidationError."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "") if len(text) <= MAX_TYPED else ""
    match = _TYPED.fullmatch(plain)
    try:
        return _date(match) if match else _refuse()
    except ValueError:
        return _refuse()


def _date(match: re.Match[str]) -> date:
    year = 1 if match["year"] == "元" else int(match["year"])
    if match["era"]:
        year += _REIWA_OFFSET
    found = date(year, int(match["month"]), int(match["day"]))
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else _refuse()


def _refuse() -> date:
    wrong = _("日付として読めないので、2026-11-05 や 2026年11月5日 のように入れてください。")
    raise ValidationError(wrong, code="date")


class DateQuestion(QuestionField):
    """A day, stored as 2026-11-05; an empty field is わからない."""

    kind: ClassVar[str] = "date"
    optional = True

    def empty_answer(self) -> object:
        return None

    def parse(self, text: str) -> object:
        return parse_date(text).isoformat()

    def shown(self, answer: Any) -> str:
        day = date.fromisoformat(answer)
        return _("%(year)d年%(month)d月%(day)d日") % {
            "year": day.year, "month": day.month, "day": day.day,
        }  # fmt: skip

    def value_schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"}
