"""Links for somebody else, made as a visitor makes them."""

import re

from django.test import Client
from django.urls import reverse

from tests.factories.assessments import TOKEN

SHARE, ASK = (reverse(name, args=[TOKEN]) for name in ("share", "ask"))
TYPED_SHARE = {"recipient": "取引銀行 佐藤", "days": "30", "passphrase": ""}
TYPED_ASK = {
    "helper": "tax_accountant",
    "recipient": "田中会計 田中",
    "sections": ["finance"],
    "note": "今週中にお願いします。\r\n山田",
    "days": "7",
}


def fresh_token(page: str) -> str:
    """Read the token out of the page that shows it once."""
    shown = re.search(r'id="fresh-link" type="text" value="[^"]+/([^"/]+)/"', page)
    assert shown
    return shown[1]


def shared(client: Client, **typed: str) -> str:
    """Make a link to the result; return its token."""
    client.post(SHARE, TYPED_SHARE | typed)
    return fresh_token(client.get(SHARE).content.decode())


def asked(client: Client, **typed: object) -> str:
    """Hand questions over; return the token of the link."""
    client.post(ASK, TYPED_ASK | typed)
    return fresh_token(client.get(ASK).content.decode())
