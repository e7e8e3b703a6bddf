"""The workbook, opened and recalculated by LibreOffice, says the yen of the JSON and the page."""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from estimator import costbook_store
from estimator.engine.calculate import estimate as calculate
from estimator.estimate import Estimate
from estimator.outlook.outlook import outlook
from estimator.presenters.json_export.document import export
from estimator.presenters.spreadsheet import workbook
from estimator.presenters.wording import Wording
from estimator.questionnaire import answers as questionnaire

from .libreoffice import recalculated, without_values
from .random_answers import random_answers
from .random_formulas import Trees

ROOT = Path(__file__).parents[3]
AS_OF = date(2026, 11, 21)
FEW_DRAWS = 500
EDITION_OF_OTHERS = "2026-11"
OTHERS = {"annual_golden", "incidents", "published", "cash_example", "insurance_example"}
CASES = [p.stem for p in sorted((ROOT / "tests/cases").glob("*.json")) if p.stem not in OTHERS]
EXAMPLE = "example-manufacturer-50"
RANDOM = [f"random-{seed}" for seed in range(20)]
TREES = [f"trees-{seed}" for seed in range(3)]
CHANGED = {"persons_affected": 5_001, "annual_revenue_yen": 500_000_001, "stop_length": 3}
OPEN = {"own_quotes": [{"label": "見積", "covers": ["forensics"]}]}
FILLED_YEN = 7_000_000
TYPICAL, HIGH = 5, 6  # columns of the inputs, from 1
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@dataclass
class Told:
    """A case as the JSON tells it, and as LibreOffice computes its workbook."""

    json: dict[str, Any]
    book: Any = None

    def bounds(self, sheet: str, name: str, column: int) -> tuple[int | None, ...]:
        """Find a row by a text in a column and read its three amounts."""
        rows = self.book[sheet].iter_rows(values_only=True)
        row = next(row for row in rows if row[column] == name)
        first = 3 if sheet == "内訳" else 1
        return tuple(None if value in (None, "") else value for value in row[first : first + 3])


_told: dict[str, Told] = {}


@pytest.fixture
def told(tmp_path) -> dict[str, Told]:
    """Recalculate every workbook in one call, once for all tests."""
    if not _told:
        files = dict(_files())
        for name, book in recalculated(files, tmp_path).items():
            _told[name].book = book
    return _told


def _files():
    for case in CASES:
        expected = json.loads((ROOT / "tests/cases" / f"{case}.json").read_text("utf-8"))
        yield case, _written(case, _estimate(_answers(case), expected["edition"]))
    yield EXAMPLE, _written(EXAMPLE, _estimate(_answers(EXAMPLE)))
    for seed, name in enumerate(RANDOM):
        edition = ("2026-11", "jnsa-2021")[seed % 2]
        document = random_answers(seed, costbook_store.load(edition))
        yield name, _written(name, _estimate(document, edition))
    like = _estimate(_answers(EXAMPLE))
    for seed, name in enumerate(TREES):
        yield name, _written(name, Trees(seed).estimate(like))
    yield "changed", _changed()
    yield "filled", _filled()


def _changed() -> bytes:
    """Type other answers into the example's workbook; the JSON is that of the other answers."""
    file = _written("unchanged", _estimate(_answers(EXAMPLE)))
    _told["changed"] = Told(_json(_estimate(_answers(EXAMPLE) | CHANGED)))
    return _typed(file, {key: {TYPICAL: value} for key, value in CHANGED.items()})


def _filled() -> bytes:
    """Type an upper end where there is none."""
    file = _written("open", _estimate(_answers(EXAMPLE) | OPEN))
    quote = OPEN["own_quotes"][0] | {"low_yen": 0, "high_yen": FILLED_YEN}
    expected = _json(_estimate(_answers(EXAMPLE) | {"own_quotes": [quote]}))
    _told["filled"] = Told(expected)
    middle = FILLED_YEN // 2
    return _typed(file, {"own_quote:forensics": {TYPICAL: middle, HIGH: FILLED_YEN}})


def _typed(file: bytes, rows_typed: dict[str, dict[int, int]]) -> bytes:
    """Change cells of the inputs, each row named by its code."""
    book = load_workbook(BytesIO(file))
    sheet = book["数量と単価"]
    rows = {row[8].value: row[0].row for row in sheet.iter_rows()}
    for code, cells in rows_typed.items():
        for column, value in cells.items():
            sheet.cell(rows[code], column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _answers(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "fixtures/examples" / f"{name}.json").read_text("utf-8"))


def _estimate(document: dict[str, Any], edition: str = EDITION_OF_OTHERS) -> Estimate:
    costs = costbook_store.load(edition)
    return calculate(questionnaire.profile(document, costs), costs, as_of=AS_OF)


def _json(made: Estimate) -> dict[str, Any]:
    return export(made, outlook(made, costbook_store.load(made.edition), size=FEW_DRAWS))


def _written(name: str, made: Estimate) -> bytes:
    costs = costbook_store.load(made.edition)
    meaning = outlook(made, costs, size=FEW_DRAWS)
    _told[name] = Told(export(made, meaning))
    return workbook(made, costs, Wording.in_force(), meaning)


def _of(amount: dict[str, int | None]) -> tuple[int | None, ...]:
    return amount["low"], amount["typical"], amount["high"]


def test_every_line_is_the_json_to_the_yen(told) -> None:
    for name in (*CASES, EXAMPLE, *RANDOM):
        for line in told[name].json["lines"]:
            assert told[name].bounds("内訳", line["code"], 8) == _of(line), (name, line["code"])


def test_every_total_is_the_json_to_the_yen(told) -> None:
    rows = {"headline": "想定損害額", "cash": "出ていく現金", "liability": "請求され得る賠償"}
    for name in (*CASES, EXAMPLE, *RANDOM):
        for key, row in {**rows, "reference": "参考値（足しません）"}.items():
            assert told[name].bounds("概要", row, 0) == _of(told[name].json["totals"][key])


def test_every_damage_category_is_the_json_to_the_yen(told) -> None:
    rows = {"response": "費用損害", "liability": "賠償損害", "lost_profit": "利益損害",
            "direct_loss": "金銭損害", "administrative": "行政損害"}  # fmt: skip
    for name in (*CASES, EXAMPLE, *RANDOM):
        for key, row in rows.items():
            assert told[name].bounds("概要", row, 0) == _of(told[name].json["categories"][key])


def test_random_formulas_say_their_yen_in_a_cell(told) -> None:
    for name in TREES:
        for line in told[name].json["lines"]:
            assert told[name].bounds("内訳", line["code"], 8) == _of(line), (name, line["code"])


def test_some_of_the_random_ends_are_open_and_some_are_not(told) -> None:
    for names in (RANDOM, TREES):
        ends = [line["high"] is None for name in names for line in told[name].json["lines"]]
        assert 0 < sum(ends) < len(ends)


@pytest.mark.parametrize("name", ["changed", "filled"])
def test_a_typed_value_moves_every_amount_as_a_new_estimate_would(told, name) -> None:
    for line in told[name].json["lines"]:
        assert told[name].bounds("内訳", line["code"], 8) == _of(line), line["code"]
    assert told[name].bounds("概要", "想定損害額", 0) == _of(told[name].json["totals"]["headline"])


def test_the_stored_values_are_really_taken_away_before(editions) -> None:
    file = without_values(_written("kept", _estimate(_answers(EXAMPLE))))
    sheet = load_workbook(BytesIO(file), data_only=True)["内訳"]
    assert not any(isinstance(c.value, int | float) for row in sheet["D4:F60"] for c in row)
