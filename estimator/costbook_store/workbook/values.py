"""One cell ⇄ one value of a row: what is accepted in each kind of column, and how it is written.

In the flow: the widgets of the import-export fields. `clean` takes what a person or a spreadsheet
put into a cell and raises ValueError saying what is allowed; `render` gives a plain number, date
or text for the writers.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from import_export.widgets import Widget

NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|年(\d{1,2})月)(\d{1,2})日?")
YES, NO = ("はい", "true", "1", "yes", "○"), ("いいえ", "false", "0", "no", "×")
SIGNIFICANT: Final = 15  # digits that a spreadsheet keeps of a number
LONGEST_NUMBER: Final = 16  # digits before the point
LONGEST_QUOTE: Final = 40


def narrow(value: Any) -> str:
    """Read full-width letters and digits as narrow ones, without blanks around."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def quoted(value: Any) -> str:
    """Quote what was found, shortened."""
    text = " ".join(str(value).split())
    return f"「{text[:LONGEST_QUOTE]}…」" if len(text) > LONGEST_QUOTE else f"「{text}」"


def is_blank(value: Any) -> bool:
    """Tell whether a cell holds nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _plain(value: float | Decimal) -> str:
    exact = Decimal(f"{value:.{SIGNIFICANT}g}") if isinstance(value, float) else Decimal(value)
    return f"{exact:f}"


class Text(Widget):
    """文字: a number typed into it is taken as typed, a date only where `dates` says so."""

    def __init__(self, *, dates: bool = False) -> None:
        super().__init__()
        self.dates = dates

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, datetime) and self.dates:
            return value.date().isoformat()
        if isinstance(value, bool | date):
            raise ValueError(  # noqa: TRY004 - what import-export collects
                _(
                    "%(value)s は文字ではありません。"
                    "セルの書式を「文字列」にして入れ直してください。"
                )
                % {"value": quoted(value)}
            )
        return _plain(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Number(Widget):
    """数: exact, to the decimals of its column; full-width and 1,234 are read, not 万 or ％."""

    def __init__(self, *, places: int = 4) -> None:
        super().__init__()
        self.places = places

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        if is_blank(value):
            return None
        text = _plain(value) if _is_number(value) else narrow(value)
        if isinstance(value, bool | date) or not NUMBER.fullmatch(text):
            raise ValueError(self._allowed(value))
        whole, _point, fraction = text.replace(",", "").partition(".")
        if len(fraction.rstrip("0")) > self.places:
            raise ValueError(self._allowed(value))
        if len(whole.lstrip("+-0")) > LONGEST_NUMBER:
            raise ValueError(
                _("%(value)s は大きすぎます。16桁までです。") % {"value": quoted(value)}
            )
        return Decimal(f"{whole}.{fraction or 0}")

    def _allowed(self, value: Any) -> str:
        if self.places == 0:
            allowed = _("%(value)s は整数ではありません。12000 や 12,000 のように入れてください。")
        else:
            allowed = _(
                "%(value)s は数ではありません。単位や％を付けず、小数は%(places)d桁までで、"
                "12000 や 12.5 のように入れてください。"
            )
        return allowed % {"value": quoted(value), "places": self.places}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Decimal | None:
        return None if value is None else Decimal(value).normalize()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


class Day(Widget):
    """日付: a date of the spreadsheet, or text in an order that cannot be mistaken."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if is_blank(value):
            return None
        if isinstance(value, datetime):
            return value.date()
        found = DATE.fullmatch(narrow(value)) if isinstance(value, str) else None
        try:
            if found:
                year, *months, day = found.groups()
                return date(int(year), int(next(filter(None, months))), int(day))
        except ValueError:
            pass
        raise ValueError(
            _("%(value)s は日付として読めません。2026-11-01 のように入れてください。")
            % {"value": quoted(value)}
        )

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> date | None:
        return value


class YesNo(Widget):
    """はい・いいえ."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        text = narrow("" if value is None else value).lower()
        if text in YES:
            return True
        if text in NO:
            return False
        raise ValueError(
            _("%(value)s は「はい」か「いいえ」にしてください。") % {"value": quoted(value or "")}
        )

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return YES[0] if value else NO[0]


class Choice(Widget):
    """選択: written by its label, or by its code where the label is a sentence; both are read."""

    def __init__(self, choices: Any, *, by_code: bool = False) -> None:
        super().__init__()
        with translation.override("ja"):
            labels = {str(code): str(label) for code, label in choices}
        self.written = {code: code if by_code else label for code, label in labels.items()}
        self.codes = {narrow(name): code for code, name in labels.items()}
        self.codes |= {narrow(code): code for code in labels}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if is_blank(value):
            return ""
        found = self.codes.get(narrow(value))
        if found is None:
            raise ValueError(
                _("%(value)s は選べません。次のどれかにしてください: %(allowed)s")
                % {"value": quoted(value), "allowed": "、".join(self.written.values())}
            )
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.written.get(value, value) if value else ""


class Words(Widget):
    """語の一覧: codes separated by commas."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        return [] if is_blank(value) else [w for w in re.split(r"[,、\s]+", narrow(value)) if w]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return ", ".join(value or [])


class Numbers(Words):
    """番号の一覧: whole numbers separated by commas."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[int]:  # type: ignore[override]
        text = _plain(value) if _is_number(value) else value
        try:
            return [int(word) for word in super().clean(text)]
        except ValueError as refusal:
            message = _("%(value)s は番号の一覧ではありません。1, 3 のように入れてください。")
            raise ValueError(message % {"value": quoted(value)}) from refusal

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return super().render([str(number) for number in value or []])


class Link(Widget):
    """参照: another row of the same edition, by its code."""

    def __init__(self, table: Any) -> None:
        super().__init__()
        self.table = table

    def clean(self, value: Any, row: Any = None, links: Any = None, **kwargs: Any) -> Any:
        if is_blank(value):
            return None
        code = Text().clean(value)
        rows = links.of(self.table)
        found = rows.get(code) or rows.get(narrow(code))
        if found is None:
            raise ValueError(
                _("%(value)s というコードの行が、シート「%(sheet)s」にも版にもありません。")
                % {"value": quoted(value), "sheet": self.table._meta.verbose_name}  # noqa: SLF001
            )
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else value.code
