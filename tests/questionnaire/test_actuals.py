"""The form of one payment: typed as people type, refused with the reason."""

from datetime import date

import pytest

from estimator.outlook.actuals import Payment
from estimator.questionnaire.actuals import ActualForm, typed

TODAY = date(2026, 11, 21)
CHOICES = [("費用損害", [("forensics", "事故原因・被害範囲調査")])]
GOOD = {"code": "forensics", "yen": "１２０万円", "paid_on": "令和8年11月20日"}


def form(**changed):
    return ActualForm(GOOD | changed, choices=CHOICES, today=TODAY)


def test_amounts_and_days_are_read_as_in_the_questionnaire():
    given = form(payee=" A社 ", has_receipt="on")
    assert given.is_valid()
    assert given.payment(3) == Payment(
        "forensics", 1_200_000, date(2026, 11, 20), "A社", "", has_receipt=True, number=3
    )


def test_today_itself_is_not_the_future():
    assert form(paid_on="2026-11-21").is_valid()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"paid_on": "2026-11-22"}, "まだ来ていない日付です"),
        ({"paid_on": "2026-02-30"}, "日付として読めない"),
        ({"paid_on": ""}, "支払日を入力"),
        ({"paid_on": "2026\x00"}, "使えない文字"),
        ({"yen": "0円"}, "1円以上"),
        ({"yen": ""}, "金額を入力"),
        ({"yen": "-5"}, "マイナス"),
        ({"yen": "0.5"}, "1円より細かい"),
        ({"yen": "1" + "0" * 16}, "大きすぎる"),
        ({"code": ""}, "費目を選んで"),
        ({"code": "gdpr_ceiling"}, "一覧にない"),
        ({"payee": "<b>A"}, "使えない文字"),
        ({"note": "a\x00b"}, "使えない文字"),
        ({"payee": "長" * 101}, "100"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_reason(changed, says):
    (texts,) = form(**changed).errors.values()
    assert len(texts) == 1
    assert says in texts[0]


def test_a_payment_shown_in_the_form_comes_back_as_it_was():
    kept = Payment("forensics", 1_234_567, date(2026, 1, 2), "A社", "n", has_receipt=True)
    again = ActualForm(typed(kept), choices=CHOICES, today=TODAY)
    assert again.is_valid()
    assert again.payment() == kept
