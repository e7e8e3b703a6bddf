"""Links of visitors in the admin: to be counted, never opened or changed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import hand_off_store, share_store
from estimator.models import HandOff, ShareLink
from tests.factories.assessments import AssessmentFactory

SECRETS = ("取引銀行", "token_digest", "pbkdf2", "120000000", "内緒の会社")


@pytest.fixture
def rows(editions) -> tuple[ShareLink, HandOff]:
    """Make a link of each kind, with all that must not be seen."""
    opened, now = AssessmentFactory(answers={"company_name": "内緒の会社"}), timezone.now()
    new = share_store.NewShare("取引銀行", 7, "long enough")
    _token, link = share_store.create(opened, new, now=now)
    asked = hand_off_store.NewHandOff("取引銀行", "other", ("finance",), 7)
    _token, row = hand_off_store.create(opened, asked, now=now)
    hand_off_store.save_step(row, ["cash_in_hand_yen"], {"cash_in_hand_yen": 120_000_000}, seen="")
    return link, row


@pytest.mark.parametrize("number", [0, 1])
def test_it_shows_when_and_nothing_more(admin_client: Client, rows, number) -> None:
    row, name = rows[number], f"admin:estimator_{rows[number]._meta.model_name}"
    for address in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])):
        page = admin_client.get(address)
        assert page.status_code == 200
        assert str(row) in page.content.decode()
        assert [s for s in (*SECRETS, row.token_digest) if s in page.content.decode()] == []


@pytest.mark.parametrize("number", [0, 1])
def test_nobody_adds_changes_or_deletes_one(admin_client: Client, rows, number) -> None:
    row, name = rows[number], f"admin:estimator_{rows[number]._meta.model_name}"
    for page, args in (("add", []), ("delete", [row.pk])):
        assert admin_client.get(reverse(f"{name}_{page}", args=args)).status_code == 403
    assert admin_client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
