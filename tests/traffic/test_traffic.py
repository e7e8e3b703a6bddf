"""The measurements themselves, made small: they run, they find what is lost, they say so."""

import os
import time
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from bench.faults import connections, editing
from bench.page import PARTS, written
from bench.traffic import beside, figures, load
from bench.traffic.answers import expected, fill
from bench.traffic.site import Site
from bench.traffic.visitor import Record
from bench.traffic.walk import Walk
from estimator import costbook_store
from estimator.models import Assessment
from estimator.questionnaire import flow
from tests.factories.editions import load_editions

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(transactional_db, live_server, tmp_path) -> Site:
    """Stand the test's own server in for gunicorn."""
    load_editions()
    return Site(tmp_path, {}, port=urlsplit(live_server.url).port)


def test_a_small_load_loses_nothing(site):
    found = load.run(site, load.Plan(users=1, seconds=60, thinks=0, reports=0, seed=1))
    assert (found["came to the end"], found["errors"], found["lost answers"]) == (1, [], [])
    assert found["accepted pages"] > 10


def test_what_is_gone_from_the_database_is_called_lost(site):
    walk = Walk(0, costbook_store.load(None), Random("1:0"))
    walk.go_on(site.address, Record())
    assert load.lost([walk]) == []
    Assessment.objects.update(answers={})
    assert len(load.lost([walk])) > 10


def test_two_tabs_are_done_and_told(site):
    outcome = editing.two_tabs(site)
    assert outcome.well, outcome
    assert "409 with both values on the page: True" in outcome.answered


def test_a_cut_form_changes_nothing(site):
    assert connections.cut_body(site).stored == "as before"


def test_the_bare_step_is_served_and_ended(tmp_path):
    here = Site(tmp_path, {**os.environ, "DATABASE_URL": ""}, options=("--workers", "1"))
    record = Record()
    with beside.bare_site(here) as bare:
        beside.bare_steps(bare, record, time.monotonic() + 0.3, Random(1))
        pid = bare.process.pid
    assert record.errors == []
    assert record.count(beside.BARE_POST) > 0
    assert not Path(f"/proc/{pid}").exists()


def test_answers_by_chance_are_the_same_for_the_same_seed_and_are_accepted(editions):
    costs, answers, chance = costbook_store.load(None), {}, Random("1:1")
    typed = [fill("company", costs, Random(7)) for _ in range(2)]
    assert typed[0] == typed[1]
    pages = []
    while step := flow.first_unanswered(answers, costs):
        pages.append(fill(step.slug, costs, chance))
        answers = expected(pages, costs)
    assert len(pages) > 10


@pytest.mark.parametrize(("share", "time"), [(50, 5), (95, 10), (99, 10)])
def test_a_percentile_is_the_nearest_rank(share, time):
    assert figures.percentile(range(1, 11), share) == time


def test_every_part_of_the_page_has_its_place():
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    for name, part in PARTS.items():
        if part.program[0] == "bench.traffic.at_once":
            text = written(page, name, part, {"saves": 1, "machine": {"cores": 2}})
            assert "| saves | 1 |" in text
        assert f"<!-- measured: {name} -->" in page
