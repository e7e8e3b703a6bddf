"""A backup holds every row of that moment; it opens as a site of its own with the same yen."""

import json
import os
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from estimator.models import UnitCost
from tests.factories.assessments import TOKEN

pytestmark = [
    pytest.mark.django_db(transaction=True),  # a copy waits for the end of a transaction
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has pg_dump"),
]


ROWS = "SELECT answers, estimate FROM estimator_assessment"


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_copy_holds_every_answer_and_every_yen_for_its_owner_alone(
    client, example, settings, tmp_path
):
    settings.VAR_DIR, folder = tmp_path, tmp_path / "copy"
    (tmp_path / "secret_key").write_text("k" * 50)
    (tmp_path / "secret_key").chmod(0o600)
    client.get(reverse("result", args=[TOKEN]))
    call_command("backup", folder)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as copy:
        rows = copy.execute(ROWS).fetchall()
        (figures,) = copy.execute("SELECT count(*) FROM estimator_unitcost").fetchone()
    with connection.cursor() as cursor:
        assert rows == cursor.execute(ROWS).fetchall()
    assert json.loads(rows[0][1])["totals"]["headline"]["typical"] > 0
    assert figures == UnitCost.objects.count()
    assert (folder / "secret_key").read_text() == "k" * 50
    assert [file for file in (folder, *folder.iterdir()) if file.stat().st_mode & 0o077] == []


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    with pytest.raises(CommandError, match="File exists"):
        call_command("backup", tmp_path)
