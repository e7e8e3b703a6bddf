"""`manage.py portfolio`: every row as `manage.py estimate` would, wrong ones named, exit codes."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from estimator.models import Job, Portfolio

from .conftest import FIXTURES, TERMS, results

CSV, JSON_LINES = FIXTURES / "members.csv", FIXTURES / "members.jsonl"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


def test_a_row_says_what_the_estimate_of_the_same_profile_says(run, tmp_path, capfdbinary):
    code, out, err = run(JSON_LINES, *TERMS)
    assert (code, err.splitlines()[-1]) == (0, "1 of 1 chunks done")
    for line, found in zip(JSON_LINES.read_text("utf-8").splitlines(), results(out), strict=True):
        profile = json.loads(line)
        assert found["id"] == profile.pop("id")
        file = tmp_path / "profile.json"
        file.write_text(json.dumps(profile), encoding="utf-8")
        call_command("estimate", str(file), "--format", "json", *TERMS)
        alone = json.loads(capfdbinary.readouterr().out)
        assert found["totals"] == alone["totals"]
        assert found["categories"] == alone["categories"]
        assert found["percentiles"] == alone["distribution"]["headline"]


def test_csv_and_json_lines_of_the_same_profiles_say_the_same(run):
    _code, of_csv, _err = run(CSV, *TERMS)
    _code, of_lines, _err = run(JSON_LINES, *TERMS)
    same = [{**row, "line": 0} for row in results(of_csv)[:2]]
    assert same == [{**row, "line": 0} for row in results(of_lines)[:2]]


def test_a_wrong_row_is_named_and_stops_no_other(run):
    code, out, err = run(CSV, *TERMS)
    assert code == 1
    assert [("totals" in row) for row in results(out)] == [True, True, True, True, False]
    assert results(out)[4]["problems"][0]["path"] == "persons_held"
    assert "line 6 (M-0005): persons_held: 型が違います; integer 0–" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_files_hold_every_row(run, tmp_path, ending):
    file = tmp_path / f"results.{ending}"
    code, out, _err = run(CSV, *TERMS, "--format", ending, "--output", file)
    assert (code, out) == (1, b"")
    if ending == "csv":
        lines = file.read_text("utf-8-sig").splitlines()
        assert len(lines) == 6
        assert "persons_held: 型が違います" in lines[5]
        return
    book = load_workbook(file)
    assert book.sheetnames == ["全体", "会員ごと", "断った行"]
    each, refused = book["会員ごと"], book["断った行"]
    assert (each.max_row, each["C4"].value) == (5, "例示通販株式会社")
    assert (refused["A2"].value, refused["B2"].value) == (6, "M-0005")


def test_the_workbook_adds_the_members_up(run, tmp_path):
    file = tmp_path / "results.xlsx"
    run(CSV, *TERMS, "--format", "xlsx", "--output", file)
    book = load_workbook(file)
    typical = sum(row[5].value for row in book["会員ごと"].iter_rows(min_row=2))
    cells = {row[0].value: row[1].value for row in reversed(list(book["全体"].iter_rows()))}
    assert cells["想定損害額（中心）"] == typical
    assert (cells["見積った会員"], cells["断った行"]) == (4, 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "PROFILES: a.txt; allowed: a file .csv, .jsonl"),
        ("a.csv", b"", "lines: "),
        ("a.csv", b"employes,incident_type\n1,malware\n", "line 1: employes: 知らない名前です"),
        ("a.csv", "会社,,incident_type\n".encode(), "line 1: 会社, -: 知らない名前です"),
        ("a.csv", b"id,id,incident_type\n", "line 1: id: 同じ列が2つあります"),
        ("a.csv", b'id,incident_type\n"1,malware\n', "line 2: "),
        ("a.jsonl", b"\xff\xfe\x81", "line 1: 文字コードがわかりません"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(run, tmp_path, *, name, content, said):
    (tmp_path / name).write_bytes(content)
    code, out, err = run(tmp_path / name, *TERMS)
    assert (code, out) == (2, b"")
    assert err.startswith(said)
    assert not Portfolio.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "PROFILES: -; allowed"),
        ((CSV, "--format", "pdf"), "--format: unknown format 'pdf'; allowed: jsonl, csv, xlsx"),
        ((CSV, "--as-of", "heute"), "--as-of: "),
        ((CSV, "--edition", "2020-01"), "--edition: "),
        (("nowhere.csv",), "PROFILES: cannot read nowhere.csv"),
    ],
)
def test_wrong_options_are_refused(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert err.startswith(said)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('{"incident_type": "malware", "employees": "many"}', "employees"),
        ('{"incident_type": "malware", "colour": 1}', "colour"),
        ('{"incident_type": "malware", "id": ["x"]}', "id"),
        ('{"employees": 5}', "incident_type"),
        ("[1, 2]", ""),
        ("{", ""),
    ],
)
def test_what_is_wrong_with_a_row_is_said_by_its_field(run, tmp_path, line, path):
    file = tmp_path / "a.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    code, out, _err = run(file, *TERMS)
    assert code == 1
    assert [problem["path"] for problem in results(out)[0]["problems"]] == [path]


@pytest.mark.parametrize("output", ["nowhere/results.csv", "."])
def test_a_result_that_cannot_be_written_is_refused_before_the_work(run, tmp_path, output):
    code, _out, err = run(CSV, *TERMS, "--output", tmp_path / output)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("--output: cannot write ")
    assert not Portfolio.objects.exists()


def test_a_row_with_a_comma_too_many_is_refused(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("id,incident_type\n1,malware,3\n", encoding="utf-8")
    code, out, _err = run(file, *TERMS)
    assert (code, results(out)[0]["problems"][0]["path"]) == (1, "column 3")


def test_a_file_of_excel_in_japan_is_read(run, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("id,company_name,incident_type\n1,見本商店,malware\n".encode("cp932"))
    code, out, _err = run(file, *TERMS)
    assert (code, results(out)[0]["company_name"]) == (0, "見本商店")


def test_what_is_kept_of_a_file_can_be_forgotten(run):
    run(JSON_LINES, *TERMS)
    code, out, err = run(JSON_LINES, *TERMS, "--forget")
    assert (code, out, err) == (0, b"", "forgotten\n")
    assert not Portfolio.objects.exists()
    assert Job.objects.exists()  # names a number, and nothing of the members


def test_the_help_is_printed():
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("portfolio", "--help", stdout=out)
