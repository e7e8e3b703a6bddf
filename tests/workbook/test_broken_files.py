"""A broken file gets a clear word and changes nothing, in little memory."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from estimator.models import Edition, IncidentType, Source, UnitCost
from tests.workbook import corpus
from tests.workbook.books import ONE_COST, cost, costs, problems

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
MOST_MEMORY = 300 * 1024  # kilobytes


def named(files: list[corpus.Broken]) -> list[Any]:
    return [pytest.param(make, words, id=name) for name, make, words in files]


def nothing_is_stored(edition: Edition) -> bool:
    tables = (Source, UnitCost)
    return not any(table.objects.filter(edition=edition).exists() for table in tables)


def test_the_corpus_is_large() -> None:
    assert len(corpus.BROKEN) + len(corpus.CSVS) >= 40


@pytest.mark.parametrize(("make", "words"), named(corpus.BROKEN))
def test_a_broken_workbook_is_refused_in_words(blank: Edition, make: Any, words: str) -> None:
    found = problems(blank, make())
    assert any(word in line for line in found for word in words.split("|")), found
    assert nothing_is_stored(blank)


@pytest.mark.parametrize(("make", "words"), named(corpus.CSVS))
def test_a_broken_csv_is_refused_in_words(blank: Edition, make: Any, words: str) -> None:
    found = problems(blank, make(), "source")
    assert any(words in line for line in found), found
    assert nothing_is_stored(blank)


def test_one_bad_row_keeps_out_the_good_ones(blank: Edition) -> None:
    content = costs(ONE_COST, cost(コード="other", 中心="x"), cost(コード="third", 単位="x"))
    assert [line.split("行目")[0] for line in problems(blank, content)] == ["単価 3", "単価 4"]
    assert nothing_is_stored(blank)


def test_what_the_database_refuses_is_a_problem_of_its_row(draft: Edition) -> None:
    row = IncidentType.objects.filter(edition=draft).first()
    assert row is not None
    table = f"コード,軽微（％）\r\n{row.code},{row.minor_percent + 1:f}\r\n"
    assert problems(draft, table.encode(), "incidenttype") == [
        "事案の種類 2行目: 軽微・中・重大の割合を合計100にしてください。"
    ]


def test_memory_stays_small(tmp_path: Path) -> None:
    folder, rows = tmp_path / "files", 10_000
    folder.mkdir()
    files = [*corpus.BROKEN, *corpus.CSVS, ("full", lambda: corpus.many_rows(rows), "")]
    for index, (_name, make, _words) in enumerate(files):
        (folder / str(index)).write_bytes(make())
    env = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "tests.workbook.importing_memory", str(folder)],
        cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    read, stored, kilobytes = (int(word) for word in done.stdout.split())
    assert (read, stored) == (len(files), rows)
    assert kilobytes < MOST_MEMORY
