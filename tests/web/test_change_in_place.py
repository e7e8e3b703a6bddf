"""An answer changed from the result page: what moved is said, and can be undone."""

import pytest
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Assessment
from estimator.views.estimating import estimate_of
from tests.factories.assessments import TOKEN

STOP = {"stop_unit": "business_day", "ramp_up_length": "5", "sales_stopped_percent": "60"}


@pytest.fixture
def result_url() -> str:
    return reverse("result", args=[TOKEN])


@pytest.fixture
def stop_for(client, step_url):
    """Return a function that changes the length of the stop from the result page."""

    def change(days: int, **more: str):
        row = Assessment.objects.get()
        posted = {**STOP, "stop_length": str(days), "from": "result", **more}
        return client.post(step_url("stop"), {**posted, "revision": row.revision}, follow=True)

    return change


def undo(client, revision: int | None = None):
    """Press 元に戻す on a page that was opened at a revision, the latest without one."""
    shown = Assessment.objects.get().revision if revision is None else revision
    return client.post(reverse("undo", args=[TOKEN]), {"revision": shown}, follow=True)


def headline() -> int:
    return estimate_of(Assessment.objects.get().answers, costbook_store.load(None)).headline.typical


def test_each_page_of_questions_can_be_changed(client, example, result_url, step_url) -> None:
    page = client.get(result_url).content.decode()
    assert f'hx-get="{step_url("stop")}?from=result"' in page
    assert "止まる期間 10営業日" in page
    assert 'class="notice changed"' not in page


def test_a_change_says_what_moved(example, stop_for, result_url, visible) -> None:
    answer = stop_for(20)
    assert answer.redirect_chain == [(f"{result_url}?changed=on", 302)]
    text = visible(answer)
    assert "想定損害額の中心は 2,960万円 から 3,510万円 になりました（＋544万円）" in text
    assert "主に動いたのは「事業中断による利益の喪失」です" in text


def test_an_undo_brings_the_figure_back_and_can_itself_be_undone(
    client, example, stop_for, visible
) -> None:
    before, answers = headline(), dict(example.answers)
    stop_for(20)
    assert headline() > before
    text = visible(undo(client))
    assert "（▲544万円）" in text
    assert headline() == before
    assert Assessment.objects.get().answers == answers
    undo(client)
    assert headline() > before


def test_a_change_that_moves_nothing_says_so(example, stop_for, visible) -> None:
    assert "想定損害額の中心は変わりません" in visible(stop_for(10))


def test_what_was_saved_since_is_not_undone(client, example, stop_for, visible) -> None:
    stop_for(20)
    Assessment.objects.update(revision=99)
    text = visible(undo(client))
    assert "元に戻せません" in text
    assert Assessment.objects.get().answers["stop_length"] == 20


def test_what_another_tab_changed_is_not_undone_unseen(client, example, stop_for, visible) -> None:
    stop_for(20)
    shown = Assessment.objects.get().revision
    stop_for(15)
    assert "元に戻せません" in visible(undo(client, shown))
    assert Assessment.objects.get().answers["stop_length"] == 15


def test_the_offer_names_the_revision_that_it_undoes(example, stop_for) -> None:
    page = stop_for(20).content.decode()
    assert f'name="revision" value="{Assessment.objects.get().revision}"' in page


def test_undo_pressed_twice_undoes_once(client, example, stop_for) -> None:
    before = headline()
    stop_for(20)
    shown = Assessment.objects.get().revision
    undo(client, shown)
    undo(client, shown)
    assert headline() == before


def test_a_mistake_stays_in_place(example, stop_for) -> None:
    answer = stop_for(20, stop_length="ながく")
    assert answer.status_code == 422
    assert "ながく" in answer.content.decode()
    assert 'name="from" value="result"' in answer.content.decode()


def test_a_quote_is_no_page_of_questions(client, example, stop_for, result_url) -> None:
    stop_for(20)
    row = Assessment.objects.get()
    row.last_change["slug"] = "quotes"
    row.save()
    page = client.get(f"{result_url}?changed=on")
    assert 'class="notice changed"' not in page.content.decode()
