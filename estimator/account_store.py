"""What belongs to an account (アカウントの見積りと自社単価表), in and out.

In: a row, the account of whoever is signed in. Out: the link that opens it for the account. Only
what has no owner can be taken; opening by a link asks for no account, here or elsewhere.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.utils.crypto import salted_hmac

from . import assessment_store
from .assessment_store import TOKEN_BYTES, digest
from .models import Adviser, Assessment, PriceList, Report

SALT: Final = "estimator.account"
SEED_BYTES: Final = 16
Thing = Assessment | PriceList
Visitor = AbstractBaseUser | AnonymousUser


class NotFree(Exception):
    """It belongs to another account, or is gone."""


@transaction.atomic
def take(row: Thing, owner: User) -> str:
    """Let the account own the row and return the account's link to it. Raises: NotFree.

    The link that it had before goes on opening it.
    """
    seed = secrets.token_hex(SEED_BYTES)
    token = _token(seed)
    free = type(row).objects.filter(pk=row.pk, owner=None)
    if not free.update(owner=owner, account_seed=seed, account_digest=digest(token)):
        raise NotFree
    row.owner, row.account_seed, row.account_digest = owner, seed, digest(token)
    _forget_reports([row])
    return token


@transaction.atomic
def give_back(row: Thing) -> str:
    """Take the row out of its account; return the link, which goes on opening it."""
    token = token_of(row)
    type(row).objects.filter(pk=row.pk).update(owner=None)
    row.owner = None
    _forget_reports([row])
    return token


def token_of(row: Thing) -> str:
    """Write the account's link again; under a new secret key it is another one."""
    token = _token(row.account_seed)
    if digest(token) != row.account_digest:
        type(row).objects.filter(pk=row.pk).update(account_digest=digest(token))
    return token


def owns(visitor: Visitor, row: Thing) -> bool:
    """Tell whether the row belongs to whoever is signed in."""
    return row.owner_id is not None and row.owner_id == visitor.pk


def find(owner: User, kind: type[Thing], number: int) -> Thing | None:
    """Return one row of the account; None when it has none of that number."""
    return kind.objects.filter(pk=number, owner=owner).first()


def assessments_of(owner: User, *, now: datetime) -> QuerySet[Any]:
    """Return the assessments of an account, the last saved first, without their long columns.

    Each has `company`, `case` and `typical` besides: the texts out of the answers and the estimate.
    """
    rows = Assessment.objects.alive(now).filter(owner=owner).select_related("edition")
    return (
        rows.defer("answers", "estimate", "own_prices", "saved_at_revision", "last_change")
        .annotate(
            company=KT("answers__company_name"),
            case=KT("answers__case_name"),
            typical=KT("estimate__totals__headline__typical"),
        )
        .order_by("-saved_at", "-pk")
    )


def price_lists_of(owner: User, *, now: datetime) -> QuerySet[PriceList]:
    """Return the price lists of an account, the last saved first."""
    return PriceList.objects.alive(now).filter(owner=owner)


def counts(owner: User) -> tuple[int, int]:
    """Return how many assessments and price lists an account owns."""
    assessments = Assessment.objects.filter(owner=owner).count()
    return assessments, PriceList.objects.filter(owner=owner).count()


def line_of(owner_id: int | None) -> str:
    """Return how the reports of an account name whoever made them; empty: not at all."""
    row = Adviser.objects.filter(user=owner_id).first() if owner_id is not None else None
    return row.line if row else ""


@transaction.atomic
def keep_line(owner: User, line: str) -> None:
    """Keep the line, and forget the reports that were drawn with another."""
    Adviser.objects.update_or_create(user=owner, defaults={"line": line})
    _forget_reports(Assessment.objects.filter(owner=owner))


@transaction.atomic
def close(owner: User, *, delete_all: bool) -> None:
    """Delete the account; what it owns goes with it, or is left to whoever has the links."""
    if delete_all:
        for row in Assessment.objects.filter(owner=owner):
            assessment_store.delete(row)
        PriceList.objects.filter(owner=owner).delete()
    else:
        _forget_reports(Assessment.objects.filter(owner=owner))
    owner.delete()


def _forget_reports(rows: Iterable[Thing]) -> None:
    """Forget the reports that name whom the rows belonged to."""
    ours = [row.pk for row in rows if isinstance(row, Assessment)]
    Report.objects.filter(assessment__in=ours).delete()


def _token(seed: str) -> str:
    signed = salted_hmac(SALT, seed, algorithm="sha256").digest()[:TOKEN_BYTES]
    return base64.urlsafe_b64encode(signed).decode()
