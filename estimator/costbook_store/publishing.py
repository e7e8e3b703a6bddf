"""A draft becomes the edition in force: checked in full, summed up, by a second person.

In the flow: the last button on a draft in the admin. Draft → published → superseded by the next;
nothing goes back to draft. The edition that was in force stays as it is and can come back.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Edition
from ..models.vocabulary import State
from .checking import Problem
from .comparing import default_edition
from .refusals import refusals
from .tables import EVERY


class CannotPublish(Exception):
    """The edition is not a draft, or something in it is wrong."""

    def __init__(self, edition: str, found: Iterable[Problem]) -> None:
        self.edition = edition
        self.problems = tuple(found)
        super().__init__(f"edition {edition} has {len(self.problems)} problems")


class NeedsSecondPerson(Exception):
    """Who drafted an edition, or changed a figure in it, cannot publish it."""

    def __init__(self, edition: str) -> None:
        super().__init__(f"edition {edition} is to be published by someone who did not work on it")
        self.edition = edition


class NeedsSummary(Exception):
    """An edition is published with a word on what changed and why."""

    def __init__(self, edition: str) -> None:
        super().__init__(f"edition {edition} has no summary")
        self.edition = edition


class NotPublished(Exception):
    """Only a published edition can be the default."""

    def __init__(self, edition: str) -> None:
        super().__init__(f"edition {edition} is not published")
        self.edition = edition


def worked_on(edition: Edition, person: User) -> bool:
    """Tell whether someone drafted an edition or changed, added or deleted a row of it."""
    if edition.drafted_by_id == person.pk:
        return True
    records = [
        Edition.history.filter(id=edition.pk),
        *(table.history.filter(**{table.edition_path: edition.pk}) for table in EVERY),
    ]
    return any(record.filter(history_user=person.pk).exists() for record in records)


@transaction.atomic
def publish(edition: Edition, *, by: User, summary: str, on: date | None = None) -> None:
    """Publish a draft and make it the default; the default until now is superseded.

    Raises: CannotPublish, NeedsSecondPerson, NeedsSummary.
    """
    current = _held(edition)
    found = refusals(current, against=default_edition())
    if current.is_published or found:
        raise CannotPublish(current.code, found)
    if worked_on(current, by):
        raise NeedsSecondPerson(current.code)
    if not summary.strip():
        raise NeedsSummary(current.code)
    current.state, current.published_on = State.PUBLISHED, on or timezone.localdate()
    current.summary, current.published_by = summary.strip(), by
    _save(current, reason=current.summary)
    _take_over(current, leaving=State.SUPERSEDED)
    edition.refresh_from_db()


@transaction.atomic
def make_default(edition: Edition) -> None:
    """Make an edition that was published the one that new estimates use.

    One that had been superseded comes back, and what replaced it is superseded in its turn.
    Raises: NotPublished.
    """
    current = _held(edition)
    if not current.is_published:
        raise NotPublished(current.code)
    returns = current.state == State.SUPERSEDED
    _take_over(current, leaving=State.SUPERSEDED if returns else State.PUBLISHED)
    edition.refresh_from_db()


def _held(edition: Edition) -> Edition:
    """Return an edition as it stands; who publishes another at the same moment waits.

    Every edition is held, in one order: the default moves between them.
    """
    held = Edition.objects.select_for_update(no_key=True).order_by("pk")
    return {each.pk: each for each in held}[edition.pk]


def _take_over(edition: Edition, *, leaving: State) -> None:
    for former in Edition.objects.filter(is_default=True).exclude(pk=edition.pk):
        former.is_default, former.state = False, leaving
        _save(former, "is_default", "state", reason="")
    edition.is_default, edition.state = True, State.PUBLISHED
    _save(edition, "is_default", "state", reason="")


def _save(edition: Edition, *fields: str, reason: str) -> None:
    edition._change_reason = reason  # type: ignore[attr-defined]  # noqa: SLF001 - the library's name
    edition.save(update_fields=fields or None)
