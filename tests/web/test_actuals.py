"""実績 as it is served: recorded, refused, corrected, taken back, closed; the estimate stays."""

import re
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store, assessment_store, costbook_store
from estimator.estimate import Total
from estimator.models import Actual, Assessment
from estimator.outlook.actuals import Payment
from estimator.views.estimating import estimate_of
from tests.factories.assessments import TOKEN, AssessmentFactory

HTMX = {"HX-Request": "true"}
GOOD = {"code": "forensics", "yen": "１２０万円", "paid_on": "2026-01-05", "key": "k"}


def url(name="actuals", *args):
    return reverse(name, args=[TOKEN, *args])


@pytest.fixture
def recorded(example):
    """Put one payment on record; return it."""
    paid = Payment("forensics", 1_200_000, date(2026, 1, 5), "A社", "請求書12")
    actual_store.add(example, paid, form_key="k", now=timezone.now())
    return actual_store.payments(example)[0]


def row_of(page: str, code: str) -> str:
    row = page.split(f'id="line-{code}"')[1].partition("</tr>")[0]
    return re.sub(r"<[^>]+>|\s+", " ", row)


def test_the_empty_page_says_what_to_do_and_shows_every_line(client, example, visible):
    answer = client.get(url())
    assert "まだ記録がありません" in visible(answer)
    costs = costbook_store.load(example.edition.code)
    for line in estimate_of(example.answers, costs).lines:
        if line.total is not Total.REFERENCE and line.amount.typical:
            row = row_of(answer.content.decode(), line.code)
            assert f"{line.amount.typical:,}円" in row


def test_a_payment_is_recorded_beside_its_estimate(client, example, visible):
    answer = client.post(url(), GOOD | {"payee": "A社", "has_receipt": "on"}, follow=True)
    assert answer.redirect_chain[0][0] == url()
    text = visible(answer)
    assert "支払いを記録しました。" in text
    assert "2026年1月5日" in text
    assert "1,200,000円" in row_of(answer.content.decode(), "forensics")


def test_the_estimate_never_changes_by_it(client, example):
    client.get(reverse("result", args=[TOKEN]))
    before = Assessment.objects.get()
    client.post(url(), GOOD)
    client.post(url("actual_close", "legal_advice"))
    after = Assessment.objects.get()
    assert after.estimate == before.estimate
    assert (after.answers, after.revision) == (before.answers, before.revision)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"paid_on": "2999-01-01"}, "日付として読めない"),
        ({"paid_on": str(date(2026, 1, 1) + timedelta(days=20_000))}, "まだ来ていない日付です"),
        ({"yen": "abc"}, "数字として読めない"),
        ({"code": "nonsense"}, "一覧にない費目です"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_kept(client, example, typed, says):
    given = GOOD | {"payee": "A社", "closes": "on"} | typed
    answer = client.post(url(), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    for name in ("yen", "paid_on", "payee"):
        assert f'value="{given[name]}"' in page
    assert re.search(r'name="closes"[^>]*checked', page)
    assert re.search(r'name="key" value="k"', page)
    assert not Actual.objects.exists()


def test_tomorrow_in_tokyo_is_the_future(client, example):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(url(), GOOD | {"paid_on": tomorrow.isoformat()}).status_code == 422
    assert client.post(url(), GOOD | {"paid_on": timezone.localdate().isoformat()}).url == url()


def test_a_refusal_leads_to_the_field_and_says_so_in_the_title(client, example):
    page = client.post(url(), GOOD | {"yen": ""}).content.decode()
    assert "<title>エラー：" in page
    assert 'href="#id_yen"' in page
    assert re.search(r'id="id_yen"[^>]*aria-invalid="true" aria-describedby="id_yen-error"', page)


def test_under_htmx_only_the_region_is_swapped(client, example):
    for answer in (
        client.post(url(), GOOD | {"yen": ""}, headers=HTMX),
        client.post(url(), GOOD, headers=HTMX, follow=True),
    ):
        page = answer.content.decode()
        assert "<html" not in page
        assert 'id="main"' in page
        assert "<title>" in page


def test_the_last_payment_may_close_its_line(client, example):
    client.post(url(), GOOD | {"closes": "on"})
    assert actual_store.closed_lines(example) == {"forensics"}
    assert "これで全部" in row_of(client.get(url()).content.decode(), "forensics")


def test_a_line_is_closed_and_opened_from_its_row(client, example):
    assert client.post(url("actual_close", "forensics")).url.endswith("#line-forensics")
    assert "続きがある" in row_of(client.get(url()).content.decode(), "forensics")
    client.post(url("actual_reopen", "forensics"))
    assert actual_store.closed_lines(example) == frozenset()


@pytest.mark.parametrize("name", ["actual_close", "actual_reopen"])
def test_only_a_cost_item_that_can_be_paid_is_closed(client, example, name):
    assert client.post(url(name, "gdpr_ceiling")).status_code == 404


def test_an_item_nobody_estimated_is_recorded_and_marked(client, example, visible):
    client.post(url(), GOOD | {"code": "ceo_fraud"})
    assert "想定になし" in row_of(client.get(url()).content.decode(), "ceo_fraud")


def test_the_form_begins_with_today_and_the_line_one_came_from(client, example):
    page = client.get(url() + "?line=legal_advice").content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in page
    assert '<option value="legal_advice" selected' in page


def test_a_record_is_corrected(client, recorded):
    page = client.get(url("actual", recorded.number)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert 'value="1,200,000"' in page
    answer = client.post(url("actual", recorded.number), GOOD | {"yen": "90万", "seen": seen})
    assert answer.url == url()
    assert Actual.objects.get().yen == 900_000


def test_a_wrong_correction_is_refused_and_kept(client, recorded):
    answer = client.post(url("actual", recorded.number), GOOD | {"yen": "x", "seen": "s"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="x"' in page
    assert 'name="seen" value="s"' in page
    assert Actual.objects.get().yen == 1_200_000


def test_a_correction_of_what_another_tab_corrected_shows_both(client, recorded, visible):
    answer = client.post(url("actual", recorded.number), GOOD | {"yen": "9", "seen": "older"})
    assert answer.status_code == 409
    for value in ("1,200,000円", "9円", "A社", "未記入"):
        assert value in visible(answer)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()))
    assert client.post(url("actual", recorded.number), kept).url == url()
    assert Actual.objects.get().yen == 9


def test_a_removed_record_can_be_brought_back_from_the_next_page(client, recorded, visible):
    answer = client.post(url("actual_remove", recorded.number), follow=True)
    assert "1,200,000円の記録を消しました" in visible(answer)
    assert url("actual_restore", recorded.number) in answer.content.decode()
    answer = client.post(url("actual_restore", recorded.number), follow=True)
    assert "元に戻しました" in visible(answer)
    assert Actual.objects.get().removed_at is None


def test_what_is_gone_for_good_is_said_to_be(client, recorded, visible):
    Actual.objects.all().delete()
    answer = client.post(url("actual_restore", recorded.number), follow=True)
    assert "元に戻せません" in visible(answer)


@pytest.mark.parametrize("number", [0, 4711, 10**30])
def test_a_record_that_does_not_exist_is_not_found(client, example, number):
    assert client.get(url("actual", number)).status_code == 404
    assert client.post(url("actual", number), GOOD).status_code == 404
    assert client.post(url("actual_remove", number), follow=True).status_code == 200


def test_a_record_of_another_assessment_is_not_found(client, recorded):
    AssessmentFactory(token="another", answers={"incident_type": "malware"})
    other = reverse("actual", args=["another", recorded.number])
    assert client.get(other).status_code == 404
    client.post(reverse("actual_remove", args=["another", recorded.number]))
    assert Actual.objects.get().removed_at is None


@pytest.mark.parametrize("removed", ["x", "²", "9" * 40, "-1", "7"])
def test_a_made_up_address_offers_no_undo(client, example, removed):
    assert "元に戻す" not in client.get(url(), {"removed": removed}).content.decode()


def test_a_payment_is_told_to_be_one_too_many(client, recorded, monkeypatch, visible):
    monkeypatch.setattr(actual_store, "MOST", 1)
    answer = client.post(url(), GOOD | {"key": "other"})
    assert answer.status_code == 422
    assert "記録は1件までです" in visible(answer)


def test_two_payments_of_the_same_moment_are_both_kept(client, example):
    opened = assessment_store.load

    def meanwhile(token, *, now):
        row = opened(token, now=now)
        other = Payment("legal_advice", 5, date(2026, 1, 1))
        actual_store.add(row, other, form_key="another tab", now=now)
        return row

    with patch.object(assessment_store, "load", meanwhile):
        assert client.post(url(), GOOD).status_code == 302
    assert set(Actual.objects.values_list("yen", flat=True)) == {5, 1_200_000}


def test_deadlines_say_the_days_left_today(client, example, visible):
    for days, says in ((1, "あと4日"), (5, "今日まで"), (7, "2日過ぎています")):
        found = timezone.localdate() - timedelta(days=days)
        Assessment.objects.update(answers=example.answers | {"discovered_on": found.isoformat()})
        assert says in visible(client.get(url()))


def test_without_a_day_of_discovery_it_is_asked_for(client, example, visible):
    answers = {k: v for k, v in example.answers.items() if k != "discovered_on"}
    Assessment.objects.update(answers=answers)
    answer = client.get(url())
    assert "発覚日が分からない" in visible(answer)
    assert f"{reverse('step', args=[TOKEN, 'severity'])}?from=check" in answer.content.decode()


def test_figures_of_an_earlier_engine_stay_the_estimate(client, example):
    client.get(reverse("result", args=[TOKEN]))
    row = Assessment.objects.get()
    stored = row.estimate
    next(line for line in stored["lines"] if line["code"] == "forensics")["typical"] = 123_457
    Assessment.objects.update(engine_version="0", estimate=stored)
    assert "123,457円" in row_of(client.get(url()).content.decode(), "forensics")


def test_a_case_without_a_type_goes_back_to_its_questions(client, assessment):
    assert client.get(url()).url == reverse("assessment", args=[TOKEN])


def test_the_result_links_to_it_and_shows_it_once_something_is_recorded(client, example, visible):
    result = reverse("result", args=[TOKEN])
    empty = client.get(result)
    assert f'href="{url()}"' in empty.content.decode()
    assert "実績と見込み" not in visible(empty)
    client.post(url(), GOOD)
    assert "実績（1件） 120万円" in visible(client.get(result))


def test_what_was_paid_is_deleted_with_the_assessment(client, recorded):
    client.post(reverse("assessment_delete", args=[TOKEN]))
    assert not Actual.objects.exists()
