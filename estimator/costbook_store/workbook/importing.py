"""Sheets → a draft: all of them in one transaction, or none.

In: a draft and what `reading` found. Out: `Outcome`: what changes, row by row and cell by cell, or
everything that is wrong. A trial does the same work and takes it back.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import tablib
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ...models import Edition, PublishedIsReadOnly
from .reading import CellProblem, Reading, Sheet
from .resources import Duplicate, EditionResource, Links, RowChange, resource_class


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do."""

    problems: list[CellProblem] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    rows: int = 0

    @property
    def fingerprint(self) -> str:
        """Tell this set of changes from any other: what is confirmed is what was shown."""
        return hashlib.sha256(repr(self.changes).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Terms:
    """How to import: what happens to rows the file lacks, why, what was shown before, to whom."""

    remove_missing: bool = False
    reason: str = ""
    expected: str = ""  # the fingerprint of the trial; empty if there was none
    by: User | None = None  # on record; without one, whoever the request around is from


EVERYDAY: Final = Terms()


def import_sheets(
    edition: Edition, reading: Reading, *, trial: bool, terms: Terms = EVERYDAY
) -> Outcome:
    """Bring the sheets into a draft; a trial, a problem or another outcome than shown undoes it.

    Raises: PublishedIsReadOnly.
    """
    outcome = Outcome(problems=list(reading.problems))
    with transaction.atomic():
        draft = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        if draft.is_published:
            raise PublishedIsReadOnly(draft.code)
        links = Links(draft, terms.reason, terms.by)
        done = [(sheet, _import_sheet(links, sheet, outcome)) for sheet in reading.sheets]
        if terms.remove_missing and not outcome.problems:
            for sheet, resource in reversed(done):
                outcome.problems += _remove_missing(sheet, resource, outcome)
        surprise = terms.expected and outcome.fingerprint != terms.expected
        if trial or outcome.problems or surprise:
            transaction.set_rollback(True)
    return outcome


def _import_sheet(links: Links, sheet: Sheet, outcome: Outcome) -> EditionResource:
    resource = resource_class(sheet.of.name)(links)
    outcome.rows += len(sheet.rows)
    if not sheet.rows or not set(resource.get_import_id_fields()) <= set(sheet.letters):
        return resource
    values = [tuple(cells) for _number, cells in sheet.rows]
    dataset = tablib.Dataset(*values, headers=list(sheet.letters))
    result = resource.import_data(dataset, dry_run=False, use_transactions=False, links=links)
    for row in result.invalid_rows:
        outcome.problems += _row_problems(sheet, row.number, row.error)
    for row in result.error_rows:
        number = sheet.rows[row.number - 1][0]
        for error in row.errors:
            outcome.problems.append(CellProblem(sheet.of.title, number, "", str(error.error)))
    for error in result.base_errors:
        outcome.problems.append(CellProblem(sheet.of.title, None, "", str(error.error)))
    outcome.changes += resource.changes
    return resource


def _row_problems(sheet: Sheet, position: int, refusal: ValidationError) -> Iterator[CellProblem]:
    number = sheet.rows[position - 1][0]
    for name, errors in refusal.error_dict.items():
        for error in errors:
            what = "、".join(error.messages)
            if isinstance(error, Duplicate):
                what = _("%(row)d行目と同じ行です。一つにしてください。") % {
                    "row": sheet.rows[error.earlier - 1][0]
                }
            yield CellProblem(sheet.of.title, number, sheet.place(name), what)


def _remove_missing(
    sheet: Sheet, resource: EditionResource, outcome: Outcome
) -> Iterator[CellProblem]:
    """Delete the rows of the draft that the sheet no longer has."""
    stored: dict[Any, Any] = {resource.key_of(row): row for row in resource.stored_rows()}
    for key, row in stored.items():
        if key in resource.seen:
            continue
        label = resource.label(row)
        resource.links.sign(row)
        try:
            with transaction.atomic():
                row.delete()
        except (models.RestrictedError, models.ProtectedError):
            what = _("「%(row)s」はほかの行で使われているので削除できません。")
            yield CellProblem(sheet.of.title, None, "", what % {"row": label})
            continue
        outcome.changes.append(RowChange(sheet.of.title, label, "removed"))
