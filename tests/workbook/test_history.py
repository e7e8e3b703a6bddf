"""An imported workbook is on record row by row, and never gets into a published edition."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from estimator.costbook_store import record, workbook
from estimator.models import Edition, PublishedIsReadOnly, Source, UnitCost
from tests.admin.test_spreadsheets import dearer, fingerprint, form
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

CODE, REASON = "legal_advice", "2027年の公表値に更新"


@pytest.fixture
def person() -> User:
    return people.analyst()


def imported(edition: Edition, person: User, content: bytes) -> Any:
    """Try a file on the page of an edition and confirm it."""
    client = Client()
    client.force_login(person)
    address = reverse("admin:estimator_edition_spreadsheet", args=[edition.pk])
    trial = client.post(address, form(content, reason=REASON))
    if trial.status_code != 200:
        return trial
    return client.post(address, {"confirm": fingerprint(trial)})


def stored(edition: Edition) -> UnitCost:
    return UnitCost.objects.get(edition=edition, code=CODE)


def test_the_record_says_who_when_what_and_why(draft: Edition, person: User) -> None:
    before, drafted = stored(draft), stored(draft).history.latest().history_date
    assert imported(draft, person, dearer(draft)).status_code == 302
    entry = record.of_row(stored(draft))[0]
    assert (entry.kind, entry.who, entry.why) == ("~", person.username, REASON)
    moved = {move.field: (move.before, move.after) for move in entry.moves}
    assert moved["中心"] == (f"{before.typical.normalize():,f}", "99,000,000")
    assert entry.when > drafted


def test_only_the_rows_that_changed_are_on_record(draft: Edition, person: User) -> None:
    lines = UnitCost.history.filter(edition=draft.pk).count()
    assert imported(draft, person, dearer(draft)).status_code == 302
    assert UnitCost.history.filter(edition=draft.pk).count() == lines + 1


def test_a_trial_leaves_no_record(draft: Edition) -> None:
    lines = UnitCost.history.count()
    reading = workbook.read(dearer(draft))
    outcome = workbook.import_sheets(draft, reading, trial=True)
    assert [change.kind for change in outcome.changes] == ["changed"]
    assert UnitCost.history.count() == lines
    assert stored(draft).typical != 99_000_000


def test_added_and_removed_rows_are_on_record(draft: Edition) -> None:
    source = workbook.sheet_named("source")
    Source.objects.create(edition=draft, code="OLD", publisher="旧", title="旧")
    kept = [s for s in draft.source_rows.all() if s.code != "OLD"]
    rows = "".join(f"{s.code},{s.publisher!r},題\r\n" for s in kept)
    content = f"出典番号,発行者,題名\r\n{rows}NEW,新,新\r\n".encode()
    terms = workbook.Terms(remove_missing=True, reason=REASON)
    reading = workbook.read(content, csv_table=source.name)
    outcome = workbook.import_sheets(draft, reading, trial=False, terms=terms)
    assert outcome.problems == []
    for code, kind in (("NEW", "+"), ("OLD", "-")):
        line = Source.history.filter(edition=draft.pk, code=code).latest()
        assert (line.history_type, line.history_change_reason) == (kind, REASON)


def test_the_page_of_a_published_edition_takes_nothing(current: Edition, person: User) -> None:
    lines = UnitCost.history.count()
    assert imported(current, person, dearer(current)).status_code == 403
    assert (stored(current).typical, UnitCost.history.count()) == (Decimal(500_000), lines)


def test_the_import_itself_refuses_a_published_edition(current: Edition) -> None:
    reading = workbook.read(dearer(current))
    for trial in (True, False):
        with pytest.raises(PublishedIsReadOnly):
            workbook.import_sheets(current, reading, trial=trial)
    assert stored(current).typical == 500_000


def test_the_database_refuses_what_gets_past_the_import(
    current: Edition, draft: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = workbook.read(dearer(current))
    monkeypatch.setattr(Edition, "is_published", False)  # the model no longer looks
    monkeypatch.setattr("estimator.models.edition_rows._refuse", lambda _edition: None)
    outcome = workbook.import_sheets(current, reading, trial=False)
    assert ["データベースの決まりに合わない" in str(found) for found in outcome.problems] == [True]
    assert stored(current).typical == 500_000
