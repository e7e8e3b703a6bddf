"""What was really paid, in and out (実績の保存).

In: an assessment, payments out of a valid form, the time. Out: payments as the outlook knows them.
Every change locks the assessment first and counts its 90 days from now again; neither the answers
nor their revision are touched, so that the estimate stays as it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, astuple
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from . import assessment_store
from .models import Actual, Assessment, ClosedLine
from .models.actuals import KEY_LENGTH
from .outlook.actuals import Payment

MOST: Final = 500  # payments of one incident
KEPT_FOR_UNDO: Final = timedelta(hours=1)


class TooManyPayments(Exception):
    """The assessment holds as many payments as it may."""


class UnknownPayment(LookupError):
    """No payment of this number: removed for good meanwhile, or of another assessment."""


class ChangedMeanwhile(Exception):
    """The payment is not the one that the form was opened on."""

    def __init__(self, saved: Payment) -> None:
        super().__init__("changed meanwhile")
        self.saved = saved


def payments(assessment: Assessment) -> tuple[Payment, ...]:
    """Return what is on record."""
    return tuple(_payment(row) for row in assessment.actuals.filter(removed_at=None))


def mark_of(saved: Payment) -> str:
    """Return a short mark of a payment, by which a form knows the one it was opened on."""
    return _hash(astuple(saved))


def payment(assessment: Assessment, number: int) -> Payment:
    """Return one of them. Raises: UnknownPayment."""
    return _payment(_row(assessment, number))


def closed_lines(assessment: Assessment) -> frozenset[str]:
    """Return the cost items for which nothing more will be paid."""
    return frozenset(assessment.closed_lines.values_list("code", flat=True))


def removed(assessment: Assessment, number: int) -> Payment | None:
    """Return a payment that was removed and can still be brought back."""
    row = assessment.actuals.filter(pk=number).exclude(removed_at=None).first()
    return _payment(row) if row else None


@transaction.atomic
def add(assessment: Assessment, new: Payment, *, form_key: str, now: datetime) -> None:
    """Put a payment on record; the same form sent twice with the same values counts once.

    Raises: TooManyPayments; UnknownAssessment when the assessment was deleted meanwhile.
    """
    row, sent = _changing(assessment, now), _mark(form_key, new)
    if row.actuals.filter(form_key=sent).update(removed_at=None):
        return
    if row.actuals.filter(removed_at=None).count() >= MOST:
        raise TooManyPayments
    Actual.objects.create(assessment=row, form_key=sent, **_values(new))


@transaction.atomic
def change(assessment: Assessment, new: Payment, *, seen: str, now: datetime) -> None:
    """Put other values in place of the payment of that number.

    `seen` is the mark of the payment that the form was opened on. Raises: ChangedMeanwhile when it
    is neither that nor what the form asks for; UnknownPayment; UnknownAssessment.
    """
    row = _row(_changing(assessment, now), new.number)
    saved = _payment(row)
    if mark_of(saved) != seen and saved != new:
        raise ChangedMeanwhile(saved)
    for name, value in _values(new).items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def remove(assessment: Assessment, number: int, *, now: datetime) -> None:
    """Take a payment off the record; it can be brought back for a while."""
    row = _changing(assessment, now)
    row.actuals.filter(pk=number, removed_at=None).update(removed_at=now)


@transaction.atomic
def restore(assessment: Assessment, number: int, *, now: datetime) -> bool:
    """Bring a removed payment back; tell whether it is on record."""
    row = _changing(assessment, now)
    row.actuals.filter(pk=number).update(removed_at=None)
    return row.actuals.filter(pk=number).exists()


@transaction.atomic
def close(assessment: Assessment, code: str, *, now: datetime) -> None:
    """Note that nothing more will be paid for a cost item."""
    ClosedLine.objects.get_or_create(assessment=_changing(assessment, now), code=code)


@transaction.atomic
def reopen(assessment: Assessment, code: str, *, now: datetime) -> None:
    """Reckon with more payments for a cost item again."""
    _changing(assessment, now).closed_lines.filter(code=code).delete()


def purge(*, now: datetime) -> int:
    """Delete for good what nobody can bring back any more; return how many went."""
    gone, _by_table = Actual.objects.filter(removed_at__lte=now - KEPT_FOR_UNDO).delete()
    return gone


def _changing(assessment: Assessment, now: datetime) -> Assessment:
    row = assessment_store.keep_longer(assessment, now=now)
    row.actuals.filter(removed_at__lte=now - KEPT_FOR_UNDO).delete()
    return row


def _mark(form_key: str, new: Payment) -> str:
    """Tell one sending from another: a form filled in anew after 戻る is a payment of its own."""
    return _hash((form_key, *astuple(new)))


def _hash(values: tuple[object, ...]) -> str:
    text = repr(values).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:KEY_LENGTH]


def _row(assessment: Assessment, number: int) -> Actual:
    row = assessment.actuals.filter(pk=number, removed_at=None).first()
    if row is None:
        raise UnknownPayment
    return row


def _payment(row: Actual) -> Payment:
    return Payment(
        code=row.code,
        yen=row.yen,
        paid_on=row.paid_on,
        payee=row.payee,
        note=row.note,
        has_receipt=row.has_receipt,
        number=row.pk,
    )


def _values(new: Payment) -> dict[str, object]:
    return {name: value for name, value in asdict(new).items() if name != "number"}
