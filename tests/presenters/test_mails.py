"""Letters for the user's own mail program."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation

from estimator.presenters.mails import Letter, hand_off_mails, mailto, share_mails

LETTER = Letter("https://x.example/s/t/", "佐藤", "みほん精機", date(2026, 12, 22))


def read(address: str) -> tuple[str, str]:
    split = urlsplit(address)
    assert (split.scheme, split.path) == ("mailto", "")
    found = parse_qs(split.query)
    return found["subject"][0], found["body"][0]


def test_a_letter_survives_the_way_into_the_mail_program() -> None:
    assert read(mailto("件名 & 100%?", "一行目\n二行目＋+")) == (
        "件名 & 100%?",
        "一行目\r\n二行目＋+",
    )


@pytest.mark.parametrize(("here", "first"), [("ja", "ja"), ("en", "en")])
def test_the_language_of_the_page_comes_first(here, first) -> None:
    with translation.override(here):
        assert [mail.language for mail in share_mails(LETTER)] == sorted(
            ["ja", "en"], key=lambda code: code != first
        )


def test_each_letter_is_in_its_language_whatever_the_page_speaks() -> None:
    with translation.override("en"):
        english, japanese = share_mails(LETTER)
    assert "until 22 December 2026" in read(english.address)[1]
    assert "2026年12月22日まで" in read(japanese.address)[1]
    assert "?language=en" in read(english.address)[1]


def test_the_passphrase_is_spoken_of_only_where_there_is_one() -> None:
    assert "合い言葉" not in read(share_mails(LETTER)[0].address)[1]


def test_a_request_carries_the_note_and_needs_no_company() -> None:
    letter = Letter(LETTER.address, "田中", "", LETTER.until, note="今週中に\n山田")
    subject, body = read(hand_off_mails(letter)[0].address)
    assert "（）" not in subject
    assert "今週中に\r\n山田" in body
