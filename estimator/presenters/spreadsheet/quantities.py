"""The sheet 数量と単価: every value that a line reads, to be changed by the reader.

In the flow: `places` says which row; here each is written with its bounds, unit and sources. The
bounds of a value known exactly follow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...costbook import Scale
from ...formula import Leaf, Origin
from ...formula.cells import Bound
from ...profile import NO
from .. import labels
from ..wording import Wording
from .forms import HUNDRED, PERCENT, form_of, share_form, yen_form
from .places import BOUND_COLUMNS, STEP_COLUMNS, Chance, Places
from .sheets import Column, Sheet

LOW, TYPICAL, HIGH = (BOUND_COLUMNS[bound] for bound in Bound)
HEADING = 2
LAST = 8
KINDS = {
    Origin.ANSWER: gettext_lazy("回答"),
    Origin.UNIT_COST: gettext_lazy("単価・率"),
    Origin.LAW: gettext_lazy("法定額"),
    Origin.NUMBER: gettext_lazy("定数"),
    Origin.OWN_QUOTE: gettext_lazy("自社の見積り"),
}
Numbers = Callable[[Leaf | Scale], str]  # the numbers of the sources of a value


def columns() -> tuple[Column, ...]:
    """Return the columns of the sheet."""
    return (
        Column(_("値の名前"), 44), Column(_("種類"), 13), Column(_("単位"), 13),
        Column(_("下限"), 16, is_amount=True), Column(_("中心"), 16, is_amount=True),
        Column(_("上限"), 16, is_amount=True), Column(_("印"), 22), Column(_("出典"), 9),
        Column(_("コード"), 34, is_printed=False),
    )  # fmt: skip


class QuantitiesSheet:
    """Fills the sheet."""

    def __init__(self, sheet: Sheet, places: Places, wording: Wording, numbers: Numbers) -> None:
        self._sheet, self._places, self._wording = sheet, places, wording
        self._numbers = numbers

    def write(self, title: str) -> None:
        """Write every section."""
        sheet, inputs = self._sheet, self._places.inputs
        sheet.columns(columns())
        sheet.text(0, 0, title, "title")
        sheet.text(1, 0, _use(), "soft")
        sheet.headings(HEADING, columns())
        self._section(_("回答（数量）"), [leaf.code for leaf in inputs.answers])
        self._section(
            _("決めていないこと（見込みの割合）"),
            [f"{one.choice.key}:{one.option}" for one in inputs.chances],
        )
        self._section(_("単価表の数値"), [leaf.code for leaf in inputs.figures])
        for leaf in (*inputs.answers, *inputs.figures):
            self._leaf(leaf)
        for one in inputs.chances:
            self._chance(one)
        for scale in inputs.scales:
            self._scale(scale)
        sheet.finish(title=title, frozen=(HEADING + 1, 1), heading_row=HEADING)

    def _section(self, title: str, codes: list[str]) -> None:
        if codes:
            self._sheet.text(self._places.rows[codes[0]] - 1, 0, title, "section")

    # --- a value ------------------------------------------------------------------------------

    def _leaf(self, leaf: Leaf) -> None:
        row = self._places.rows[leaf.code]
        marks = ((not leaf.known, labels.UNKNOWN_MARK), (leaf.assumption, labels.ASSUMPTION_MARK))
        self._words(
            row,
            (self._wording.leaf_name(leaf), str(KINDS[leaf.origin]), self._wording.unit(leaf.unit)),
            (
                _("、").join(str(mark) for applies, mark in marks if applies),
                self._numbers(leaf),
                leaf.code,
            ),
        )
        values = (_stored(leaf.low_value, leaf), _stored(leaf.typical, leaf),
                  None if leaf.high_value is None else _stored(leaf.high_value, leaf))  # fmt: skip
        form = form_of(leaf.unit, self._wording.language, *values)
        self._bounds(row, values, form=form, is_input=leaf.origin is not Origin.NUMBER)

    def _words(self, row: int, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        self._sheet.row(row, before, "cell", "wrap")
        for column, text in enumerate(after, HIGH + 1):
            self._sheet.text(row, column, text, "cell", "wrap", "soft", "indent")

    def _bounds(
        self, row: int, values: tuple[Decimal, Decimal, Decimal | None], *, form: str,
        is_input: bool,
    ) -> None:  # fmt: skip
        low, typical, high = values
        is_exact = low == typical == high
        style = ("cell", "input") if is_input else ("cell",)
        self._sheet.number(row, TYPICAL, float(typical), *style, form=form)
        for column, value in ((LOW, low), (HIGH, high)):
            if value is None:
                self._open(row, column, form)
            elif is_exact:
                text = f"=$E${row + 1}"
                self._sheet.formula(
                    row, column, text, "cell", "soft", form=form, value=float(value)
                )
            else:
                self._sheet.number(row, column, float(value), *style, form=form)
        if is_input:
            self._checked(row)

    def _open(self, row: int, column: int, form: str) -> None:
        self._sheet.blank(row, column, "cell", "input", form=form)
        text = _("上限は公表されていないため、空欄です。入れると、上限の合計も計算されます。")
        self._sheet.note(row, column, text)

    def _checked(self, row: int) -> None:
        """Refuse what is no amount; mark a row whose bounds are out of order."""
        paper, line = self._sheet.paper, row + 1
        paper.data_validation(row, LOW, row, HIGH, _at_least_zero())
        wrong = f'=OR($D${line}>$E${line},AND($F${line}<>"",$E${line}>$F${line}))'
        paper.conditional_format(
            row, LOW, row, HIGH, {"type": "formula", "criteria": wrong, "format": self._sheet.wrong}
        )

    # --- a chance -----------------------------------------------------------------------------

    def _chance(self, one: Chance) -> None:
        key, share = one.choice.key, one.choice.chance(one.option)
        row = self._places.rows[f"{key}:{one.option}"]
        mark = str(labels.ASSUMPTION_MARK) if one.choice.assumption else ""
        self._words(
            row,
            (self._chance_name(one), _("見込みの割合"), ""),
            (mark, self._numbers(Leaf.of_choice(one.choice)), f"{key}:{one.option}"),
        )
        for column in (LOW, HIGH):
            self._sheet.blank(row, column, "cell")
        if not one.is_rest:
            self._sheet.number(row, TYPICAL, float(share), "cell", "input", form=share_form(share))
            self._sheet.paper.data_validation(row, TYPICAL, row, TYPICAL, _a_share())
            return
        others = sum(c.choice is one.choice for c in self._places.inputs.chances) - 1
        text = f"=MAX(0,1-SUM($E${row - others + 1}:$E${row}))"
        form = share_form(share)
        self._sheet.formula(row, TYPICAL, text, "cell", "soft", form=form, value=float(share))

    def _chance_name(self, one: Chance) -> str:
        if not one.is_rest:
            return self._wording.chance_name(one.choice, one.option)
        if one.option == NO:
            return _("　しない見込み（残り）")
        name = self._wording.chance_name(one.choice, one.option)
        return _("%(name)s（残り）") % {"name": name}

    # --- a scale ------------------------------------------------------------------------------

    def _scale(self, scale: Scale) -> None:
        first, sheet = self._places.rows[f"scale:{scale.code}"], self._sheet
        name = scale.name_ja if self._wording.language == "ja" else scale.name_en
        sheet.text(first - 2, 0, name, "section")
        above = _("これを超える") if scale.inclusive else _("これ以上")
        unit = self._wording.unit(scale.unit)
        heads = ("", "", _("単位"), above, _("率"), _("加える額"), "", _("出典"), _("コード"))
        sheet.headings(
            first - 1,
            [replace(column, heading=head) for column, head in zip(columns(), heads, strict=True)],
        )
        for number in range(len(scale.brackets)):
            self._step(first + number, scale, number, unit)

    def _step(self, row: int, scale: Scale, number: int, unit: str) -> None:
        bracket, sheet = scale.brackets[number], self._sheet
        name = _("%(number)d段目") % {"number": number + 1}
        mark = str(labels.ASSUMPTION_MARK) if scale.evidence.is_assumption else ""
        self._words(row, (name, _("段階表"), unit), (mark, self._numbers(scale), scale.code))
        style = ("cell", "input") if number else ("cell",)
        form = form_of("people", self._wording.language, bracket.above)
        sheet.number(row, STEP_COLUMNS["above"], float(bracket.above), *style, form=form)
        if bracket.by_negotiation:
            sheet.text(row, STEP_COLUMNS["rate"], _("協議"), "cell", "right")
            sheet.text(row, STEP_COLUMNS["addition"], _("協議"), "cell", "right")
            return
        self._rate(row, bracket.rate)
        form = _addition_form(scale, bracket.addition, self._wording.language)
        column = STEP_COLUMNS["addition"]
        sheet.number(row, column, float(bracket.addition), "cell", "input", form=form)

    def _rate(self, row: int, rate: Decimal) -> None:
        """A step without a rate reads none."""
        if rate:
            column = STEP_COLUMNS["rate"]
            self._sheet.number(row, column, float(rate), "cell", "input", form=share_form(rate))
        else:
            self._sheet.blank(row, STEP_COLUMNS["rate"], "cell")


def _stored(value: Decimal, leaf: Leaf) -> Decimal:
    return value / HUNDRED if leaf.unit == PERCENT else value


def _addition_form(scale: Scale, addition: Decimal, language: str) -> str:
    is_yen = scale.unit == "yen"
    return yen_form(language) if is_yen else form_of(scale.unit, language, addition)


def _use() -> str:
    return _(
        "色のついたセルを書き換えると、すべての金額が計算し直されます。"
        "下限・中心・上限の順でない行は赤くなります。"
    )


def _at_least_zero() -> dict[str, object]:
    return {
        "validate": "decimal", "criteria": ">=", "value": 0,
        "error_title": _("入力できません"), "error_message": _("0以上の数を入れてください。"),
    }  # fmt: skip


def _a_share() -> dict[str, object]:
    return {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
        "error_title": _("入力できません"), "error_message": _("0%～100%で入れてください。"),
    }  # fmt: skip
