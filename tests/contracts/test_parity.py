"""Page, PDF, JSON and terminal say the same yen."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import resolve, reverse

from estimator.formats import exact_yen, rounded_range, rounded_yen

ROOT = Path(__file__).parents[2]
CASES = {
    "example-manufacturer-50": None,
    "jnsa-2021-2-ec-card-leak": "jnsa-2021",
    "jmari-hospital-lockbit": "jnsa-2021",
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions")]


@pytest.fixture(params=CASES.items(), ids=CASES)
def case(request):
    """Name one case and its edition."""
    return request.param


@pytest.fixture
def said(case, tmp_path):
    """Run the terminal in every format, once per case; return the JSON and the others' text."""
    if case not in _said:
        _said[case] = _run(*case, tmp_path)
    return _said[case]


_said: dict = {}


def _run(example, edition, folder):
    profile = str(ROOT / "fixtures" / "examples" / f"{example}.json")
    for name in ("json", "table", "pdf"):
        output = str(folder / name)
        call_command("estimate", profile, edition=edition, format=name, output=output)
    pdf = subprocess.run(
        ["pdftotext", "-layout", str(folder / "pdf"), "-"], capture_output=True, check=True
    )
    return {
        "estimate": json.loads((folder / "json").read_bytes()),
        "table": (folder / "table").read_text(encoding="utf-8"),
        "pdf": pdf.stdout.decode(),
    }


@pytest.fixture
def page(case, client):
    """Open the case as a visitor does and return the result page's words."""
    response = client.post(f"/examples/{case[0]}/", follow=True)
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def _amounts(line):
    bounds = (line["low"], line["typical"], line["high"])
    return [exact_yen(yen, "ja") for yen in bounds if yen is not None]


def _amounts_of(result):
    return [yen for line in result["estimate"]["lines"] for yen in _amounts(line)]


def _missing(text, amounts):
    solid = re.sub(r"\s", "", text)
    return [yen for yen in amounts if yen not in solid]


def test_the_terminal_prints_every_yen_of_the_json(said):
    assert not _missing(said["table"], _amounts_of(said))


def test_the_pdf_prints_every_yen_of_the_json(said):
    assert not _missing(said["pdf"], _amounts_of(said))


def test_the_page_prints_every_yen_of_the_json(said, page):
    assert not _missing(page, _amounts_of(said))


# What the figure means: exact in JSON and on the terminal, rounded on page and paper.


def _of_the_spread(estimate):
    if estimate["distribution"] is None:
        return []
    headline = estimate["distribution"]["headline"]
    return [headline["p5"], headline["p50"], headline["p95"]]


def _of_the_cash(estimate):
    cash = estimate["cash_flow"]
    if cash is None:
        return []
    if cash["bridging_yen"] is None:
        return [cash["needed_yen"]]
    return [cash["lowest"]["balance"], cash["bridging_yen"]]


def _of_the_insurance(estimate):
    total = estimate["insurance"]["own"]["typical"]
    return [total["loss"], total["covered"], total["left"]]


def _of_the_options(estimate):
    return [
        yen
        for option in estimate["options"] or []
        for yen in (
            option["initial"]["typical"],
            option["yearly"]["typical"],
            option["removed"]["expected"],
            option["incident"]["p50"],
            option["incident"]["p95"],
        )
    ]


def _of_the_partners(estimate):
    return [
        claim["typical"]
        for claim in estimate["partners"]["recourse"]
        if claim["typical"] is not None
    ]


PARTS = {
    "spread": _of_the_spread,
    "cash": _of_the_cash,
    "insurance": _of_the_insurance,
    "options": _of_the_options,
    "partners": _of_the_partners,
}


@pytest.mark.parametrize("part", PARTS)
def test_the_terminal_says_what_the_figure_means_as_the_json_does(said, part):
    amounts = PARTS[part](said["estimate"])
    assert not _missing(said["table"], [exact_yen(yen) for yen in amounts])


@pytest.mark.parametrize("part", PARTS)
def test_the_pdf_says_what_the_figure_means_as_the_json_does(said, part):
    amounts = PARTS[part](said["estimate"])
    assert not _missing(said["pdf"], [rounded_yen(yen) for yen in amounts])


@pytest.mark.parametrize("part", PARTS)
def test_the_page_says_what_the_figure_means_as_the_json_does(said, page, part):
    amounts = PARTS[part](said["estimate"])
    assert not _missing(page, [rounded_yen(yen) for yen in amounts])


def test_the_page_and_the_pdf_print_every_month_they_show_to_the_yen(said, page):
    cash = said["estimate"]["cash_flow"]
    months = cash["months"] if cash else []
    assert not _missing(said["pdf"], [exact_yen(month["balance"]) for month in months])
    assert not _missing(page, [exact_yen(month["balance"]) for month in months[:7]])


def test_what_is_missing_is_null_with_its_reason(said):
    estimate = said["estimate"]
    for part in ("distribution", "annual", "cash_flow", "insurance", "options", "benchmarks"):
        assert (estimate[part] is None) == (estimate[f"no_{part}"] is not None), part


def test_the_edition_in_force_leaves_no_part_out(said, case):
    if case[1] is None:
        parts = ("distribution", "annual", "cash_flow", "insurance", "options", "benchmarks")
        assert all(said["estimate"][part] for part in parts)
        assert all(PARTS[part](said["estimate"]) for part in PARTS if part != "partners")
        assert said["estimate"]["partners"]["notices"]
        assert all(row["p95"] and row["expected_loss"] for row in said["estimate"]["ranking"])


# Every incident type ranked: the page of its own, the result page for the first three.


def _rounded(row):
    """Write what page and paper say of one type."""
    found = [rounded_yen(row["typical"])]
    if row["p5"] is not None:
        found.append(rounded_range(row["p5"], row["p95"]))
    if row["expected_loss"] is not None:
        found.append(rounded_yen(row["expected_loss"]))
    return found


@pytest.fixture
def rows(case, client):
    """Open the ranking of the case and return the words of each row, the costliest first."""
    response = client.post(f"/examples/{case[0]}/", follow=True)
    token = resolve(response.request["PATH_INFO"]).kwargs["token"]
    page = client.get(reverse("overview", args=[token])).content.decode()
    found = re.findall(r'<tr[^>]*>\s*<th scope="row">(.*?)</tr>', page, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", " ", row)) for row in found]


def test_the_terminal_ranks_the_types_as_the_json_does(said):
    lines = said["table"].splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith("事案の種類ごと")) + 1
    for line, row in zip(lines[begin:], said["estimate"]["ranking"], strict=False):
        yen = [row[key] for key in ("p5", "typical", "p95", "expected_loss")]
        told = [exact_yen(one) if one is not None else "–" for one in yen]
        assert line.startswith(f"  {row['name']['ja']} ")
        assert re.findall(r"[0-9,]+円|–", line.removeprefix(f"  {row['name']['ja']} ")) == told


def test_the_page_of_all_types_ranks_them_as_the_json_does(said, rows):
    ranking = said["estimate"]["ranking"]
    for shown, row in zip(rows, ranking, strict=False):
        assert row["name"]["ja"] in shown
        assert not _missing(shown, _rounded(row))
    assert len(rows) >= len(ranking) > 10


def test_the_pdf_says_of_every_type_what_the_json_does(said):
    for row in said["estimate"]["ranking"]:
        assert not _missing(said["pdf"].partition("ほかの事案と比べる")[2], _rounded(row))


def test_the_result_page_names_the_costliest_three(said, page):
    for row in said["estimate"]["ranking"][:3]:
        part = page.partition("ほかの事案と比べると")[2].partition("全種類の順位を見る")[0]
        assert not _missing(part, [row["name"]["ja"].replace(" ", ""), *_rounded(row)])


def test_the_ranking_rests_on_the_draws_of_estimate_and_year(said):
    estimate = said["estimate"]
    ranking = {row["code"]: row for row in estimate["ranking"]}
    own = ranking[estimate["incident_type"]]
    assert own["typical"] == estimate["totals"]["headline"]["typical"]
    if estimate["distribution"] is not None:
        headline = estimate["distribution"]["headline"]
        assert {key: own[key] for key in headline} == headline
    for one in estimate["annual"]["types"] if estimate["annual"] else ():
        row = ranking[one["incident_type"]]
        shared = (row["rate"], row["expected_loss"], row["once_in_years"])
        assert shared == (one["per_year"], one["expected_loss"], one["once_in_years"])


def test_a_card_leak_brings_claims_of_partners(said):
    cards = said["estimate"]["incident_type"] == "ec_card_leak"
    assert bool(_of_the_partners(said["estimate"])) == cards
