"""Whatever could change a letter of a report makes it anew: one row for each kind of change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import account_store, actual_store, assessment_store, logo_store, scenario_store
from estimator.models import Assessment, Edition, Report
from estimator.outlook.actuals import Payment
from estimator.presenters.report import release
from estimator.questionnaire.logo import Logo
from estimator.scenario_store import NewScenario
from tests.factories.assessments import TOKEN
from tests.factories.guard import lifted

from .test_logo import png

REPORT = reverse("report", args=[TOKEN])
TODAY = timezone.localdate()
PAID = Payment("forensics", 2_345_678, TODAY)
LOGO, OTHER_LOGO = (Logo("image/png", png(size), *size) for size in ((60, 20), (20, 60)))
OWN_PRICES = {
    "label": "みほん",
    "saved_on": "2026-11-01",
    "prices": {
        "pc_replacement": {"low": "1", "typical": "2", "high": "3", "note": ""},
    },
}
pytestmark = pytest.mark.usefixtures("quick_hashes")


@dataclass(frozen=True)
class Stage:
    """An owned assessment with a payment, a logo and a scenario beside it."""

    client: Client
    row: Assessment
    beside: Assessment
    owner: User
    monkeypatch: pytest.MonkeyPatch

    def set(self, **values: Any) -> None:
        Assessment.objects.filter(pk=self.row.pk).update(**values)

    def set_beside(self, **values: Any) -> None:
        Assessment.objects.filter(pk=self.beside.pk).update(**values)


@pytest.fixture
def stage(client, example, monkeypatch) -> Stage:
    now, owner = timezone.now(), User.objects.create_user("agent", password="long enough 1")
    account_store.take(example, owner)
    account_store.keep_line(owner, "みほん保険代理店")
    logo_store.keep_for_account(owner, LOGO)
    actual_store.add(example, PAID, form_key="a", now=now)
    beside = scenario_store.add(example, NewScenario("x", changes={"stop_length": 20}), now=now)[1]
    return Stage(client, example, beside, owner, monkeypatch)


def of_page(stage: Stage, slug: str, **typed: Any) -> None:
    """Send a form of the site."""
    assert stage.client.post(reverse(slug, args=[TOKEN]), typed).status_code == 302


def asked_with(**request: Any) -> Callable[[Stage], dict[str, Any]]:
    """Change nothing but the request."""
    return lambda _stage: request


def answer(stage):
    company = {"company_name": "新しい会社"}
    assessment_store.change(stage.row, lambda _answers: company, now=timezone.now())


def payment_added(stage):
    actual_store.add(stage.row, PAID, form_key="b", now=timezone.now())


def payment_changed(stage):
    (saved,) = actual_store.payments(stage.row)
    seen = actual_store.mark_of(saved)
    other = Payment("forensics", 1, TODAY, number=saved.number)
    actual_store.change(stage.row, other, seen=seen, now=timezone.now())


def payment_removed(stage):
    (saved,) = actual_store.payments(stage.row)
    actual_store.remove(stage.row, saved.number, now=timezone.now())


def line_closed(stage):
    actual_store.close(stage.row, "forensics", now=timezone.now())


def scenario_added(stage):
    scenario_store.add(stage.row, NewScenario("y"), now=timezone.now())


def scenario_taken_out(stage):
    of_page(stage, "compare_remove", scenario=stage.beside.pk)


def scenario_deleted(stage):
    assessment_store.delete(stage.beside)


def scenario_ran_out(stage):
    now = timezone.now()
    stage.set_beside(saved_at=now - assessment_store.KEPT_FOR, expires_at=now)


def logo_of_its_own(stage):
    logo_store.keep(stage.row, OTHER_LOGO, now=timezone.now())


def logo_of_the_account(stage):
    logo_store.keep_for_account(stage.owner, OTHER_LOGO)


def no_logo(stage):
    logo_store.remove_from_account(stage.owner)


def line_of_the_account(stage):
    account_store.keep_line(stage.owner, "別の代理店")


def given_back(stage):
    stage.row.refresh_from_db()
    account_store.give_back(stage.row)


def another_edition(stage):
    older = Edition.objects.get(code="jnsa-2021")
    for change in (stage.set, stage.set_beside):
        change(edition=older)


def rows_added_to_the_edition(stage):
    with lifted():
        QuerySet(Edition).filter(pk=stage.row.edition_id).update(identity=uuid4())


def day_of_the_figures(stage):
    stage.row.refresh_from_db()
    stage.set(estimate=stage.row.estimate | {"as_of": "2026-01-31"})


def next_day(stage):
    tomorrow = TODAY + timedelta(days=1)
    stage.monkeypatch.setattr(timezone, "localdate", lambda *_moment: tomorrow)


def next_release(stage):
    stage.monkeypatch.setattr("estimator.views.made_from.release", lambda: "next")


def another_font(stage):
    stage.monkeypatch.setattr("estimator.views.made_from.font_version", lambda: "next")


def below_another_path(stage):
    stage.monkeypatch.setattr("estimator.views.made_from.get_script_prefix", lambda: "/songai/")


def in_english(stage):
    stage.client.cookies["language"] = "en"


CHANGES = {
    "answer": answer,
    "payment added": payment_added,
    "payment changed": payment_changed,
    "payment removed": payment_removed,
    "line closed": line_closed,
    "scenario added": scenario_added,
    "scenario answered otherwise": lambda on: on.set_beside(answers=on.row.answers),
    "scenario named": lambda on: on.set_beside(scenario_name="長く止まる"),
    "scenario of another kind": lambda on: on.set_beside(scenario_kind="y"),
    "scenario picked": lambda on: on.set_beside(scenario_together=True),
    "scenario under another edition": lambda on: on.set_beside(
        edition=Edition.objects.get(code="jnsa-2021")
    ),
    "scenario of an earlier engine": lambda on: on.set_beside(
        estimate={}, estimate_revision=0, engine_version="0.9"
    ),
    "scenario taken out": scenario_taken_out,
    "scenario deleted": scenario_deleted,
    "scenario ran out": scenario_ran_out,
    "own logo": logo_of_its_own,
    "another logo of the account": logo_of_the_account,
    "no logo of the account": no_logo,
    "another line of the account": line_of_the_account,
    "given back by the account": given_back,
    "own prices": lambda on: on.set(own_prices=OWN_PRICES),
    "another edition": another_edition,
    "rows added to the edition": rows_added_to_the_edition,
    "day of the figures": day_of_the_figures,
    "next day": next_day,
    "next release": next_release,
    "another font": another_font,
    "one page": asked_with(path=REPORT + "?pages=1"),
    "in English": in_english,
    "at another address": asked_with(SERVER_NAME="localhost"),
    "at another port": asked_with(SERVER_PORT="8080"),
    "over https": asked_with(secure=True),
    "below another path": below_another_path,
}


def ask(client: Client, path: str = REPORT, **request: Any) -> str:
    """Ask for the report; return what it is remembered by."""
    assert client.post(path, **request).status_code == 302
    return Report.objects.latest("created").made_from


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_report_is_made_after_a_change(stage, written, change) -> None:
    before = ask(stage.client)
    after = ask(stage.client, **(change(stage) or {}))
    assert after != before
    assert len(written) == 2


def test_without_a_change_none_is_made(stage, written) -> None:
    assert ask(stage.client) == ask(stage.client)
    assert len(written) == 1


FILES = (
    "estimator/engine/liability.py",
    "estimator/views/made_from.py",
    "estimator/locale/en/LC_MESSAGES/django.mo",
    "config/settings.py",
    "templates/report/board_page.html",
    "templates/components/line.html",
    "static/css/report/sheet.css",
    "requirements.txt",
)


@pytest.mark.parametrize("name", FILES)
def test_a_release_is_named_by_every_file_of_it(tmp_path, monkeypatch, name) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    name_of = release.release.__wrapped__
    for file in FILES:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("1")
    before = name_of()
    assert name_of() == before
    (tmp_path / name).write_text("2")
    assert name_of() != before
