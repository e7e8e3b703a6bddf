"""The estimate as CSV."""

import csv
from io import StringIO

import pytest

from estimator.presenters.csv_export import estimate_csv


@pytest.fixture
def rows(make_estimate):
    """Return a function that reads the CSV of the changed example."""

    def read(**changed):
        content = estimate_csv(make_estimate(**changed)).decode("utf-8")
        assert content.startswith("\ufeff")
        return list(csv.DictReader(StringIO(content[1:])))

    return read


def test_each_line_has_its_amounts_and_sources(rows, make_estimate) -> None:
    lines = make_estimate().lines
    said = [(row["コード"], row["下限"], row["中心"], row["上限"], row["出典"]) for row in rows()]
    assert said == [
        (line.code, str(line.amount.low), str(line.amount.typical), str(line.amount.high),
         ", ".join(line.sources)) for line in lines
    ]  # fmt: skip


def test_an_open_end_is_empty(rows) -> None:
    quote = {"label": "見積", "covers": ["forensics"]}
    row = next(row for row in rows(own_quotes=[quote]) if row["コード"] == "forensics")
    assert (row["中心"], row["上限"]) == ("0", "")


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])
def test_a_text_is_never_a_formula(rows, label) -> None:
    quote = {"label": label, "covers": ["forensics"], "amount_yen": 1}
    found = [cell for row in rows(own_quotes=[quote]) for cell in row.values() if label in cell]
    assert f"'{label}" in found
    assert not any(cell.startswith(label) for cell in found)
