"""Load the editions that ship with the product, each only when its code is absent.

In: fixtures/editions/*.json. Out: rows. No row that is there is changed, so an analyst's edits
survive every start; a shipped edition gets the rows about what it was silent on until this release.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from estimator.costbook_store import shipped
from estimator.models import Edition
from estimator.models.vocabulary import State

EDITION_MODEL = "estimator.edition"
FOLDER = Path("fixtures") / "editions"


class Command(BaseCommand):
    """Load absent editions; the one marked as default becomes it only when none is set."""

    help = "Load the shipped editions that are absent and the rows they lack; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let a test load another folder."""
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each file in one transaction."""
        for file in sorted(options["folder"].glob("*.json")):
            entries = json.loads(file.read_text(encoding="utf-8"))
            code = edition_code(entries)
            there = Edition.objects.filter(code=code).first()
            if there is None:
                load(entries)
                self.stdout.write(f"edition {code} loaded from {file.name}")
            elif added := shipped.add_new(there, entries):
                self.stdout.write(f"edition {code}: {added} new rows from {file.name}")


def edition_code(entries: list[dict[str, Any]]) -> str:
    """Return the code of the one edition a fixture holds. Raises: ValueError."""
    codes = [entry["fields"]["code"] for entry in entries if entry["model"] == EDITION_MODEL]
    if len(codes) != 1:
        raise ValueError(f"a fixture holds one edition, not {codes}")
    return str(codes[0])


@transaction.atomic
def load(entries: list[dict[str, Any]]) -> None:
    """Save every row of one edition as a draft, then publish it if the file says so.

    It stays the default only when there is none yet.
    """
    printed: dict[str, Any] = {}
    for row in serializers.deserialize("python", entries):
        if isinstance(row.object, Edition):
            printed = drafted(row.object)
        row.save()
    if Edition.objects.filter(is_default=True).exists():
        printed["is_default"] = False
    Edition.objects.filter(code=edition_code(entries)).update(**printed)


def drafted(edition: Edition) -> dict[str, Any]:
    """Make a draft of an edition; return what it was."""
    draft = {"state": State.DRAFT, "published_on": None, "is_default": False}
    was = {name: getattr(edition, name) for name in draft}
    for name, value in draft.items():
        setattr(edition, name, value)
    return was
