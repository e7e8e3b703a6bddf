"""The list for the insurer: every payment by date, as a page and as CSV."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store
from estimator.outlook.actuals import Payment
from tests.factories.assessments import TOKEN

PAID = [
    Payment("forensics", 1_200_000, date(2026, 2, 5), "A社", "請求書12", has_receipt=True),
    Payment("ransom", 300, date(2026, 1, 5)),
    Payment("individual_claims", 50_000, date(2026, 3, 1), '=HYPERLINK("x")', "＠B"),
    Payment("business_interruption", 7_000_000, date(2026, 1, 31), has_receipt=True),
]


@pytest.fixture
def paid(example):
    for number, payment in enumerate(PAID):
        actual_store.add(example, payment, form_key=str(number), now=timezone.now())
    return example


def table(client):
    answer = client.get(reverse("receipts_csv", args=[TOKEN]))
    return answer, list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_page_lists_them_by_date_with_section_and_sum(client, paid, visible):
    text = visible(client.get(reverse("receipts", args=[TOKEN])))
    days = ["2026年1月5日", "2026年1月31日", "2026年2月5日", "2026年3月1日"]
    assert [text.index(day) for day in days] == sorted(text.index(day) for day in days)
    assert "保険会社の事前の同意が要ります" in text
    assert "対象外 身代金" in text
    assert "合計 8,250,300円" in text
    assert "領収書のない支払いが2件、50,300円あります。" in text


def test_each_section_has_its_sum(client, paid, visible):
    text = visible(client.get(reverse("receipts", args=[TOKEN])))
    for name, yen in (("賠償", "50,000"), ("費用", "1,200,000"), ("利益", "7,000,000")):
        assert f"補償の区分：{name} {yen}円" in text
    assert "補償の区分：対象外 300円" in text


def test_without_a_payment_it_says_so(client, example, visible):
    assert "まだ支払いの記録がありません" in visible(client.get(reverse("receipts", args=[TOKEN])))


def test_the_file_is_read_by_a_japanese_spreadsheet(client, paid):
    answer, rows = table(client)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="receipts-')
    assert rows[0][:4] == ["支払日", "費目", "支払先", "金額（円）"]
    assert rows[3] == [
        "2026-02-05", "事故原因・被害範囲調査", "A社", "1200000", "あり", "費用",
        "保険会社の事前の同意が要ります", "請求書12",
    ]  # fmt: skip


def test_nothing_in_the_file_is_run_as_a_formula(client, paid):
    _answer, rows = table(client)
    assert rows[4][2] == '\'=HYPERLINK("x")'
    assert rows[4][7] == "'＠B"


def test_the_amounts_of_the_file_add_up_to_the_page(client, paid):
    _answer, rows = table(client)
    assert sum(int(row[3]) for row in rows[1:]) == sum(p.yen for p in PAID)


def test_a_removed_payment_is_not_handed_to_the_insurer(client, paid):
    first = actual_store.payments(paid)[0]
    actual_store.remove(paid, first.number, now=timezone.now())
    assert len(table(client)[1]) == len(PAID)


def test_a_forged_link_opens_no_file(client, paid):
    assert client.get(reverse("receipts_csv", args=["forged"])).status_code == 404
