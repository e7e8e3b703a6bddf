"""The buttons of an edition: a page that explains, a POST that does it, by permission."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from estimator.models import Edition
from tests.factories import people

pytestmark = pytest.mark.django_db

STEPS = ("copy", "publish", "default")
TITLES = {"title_ja": "2027年5月の単価", "title_en": "Unit costs of May 2027"}


def button(step: str, edition: Edition) -> str:
    return reverse(f"admin:estimator_edition_{step}", args=[edition.pk])


def page_of(client: Client, edition: Edition) -> str:
    address = reverse("admin:estimator_edition_change", args=[edition.pk])
    return client.get(address).content.decode()


def test_the_page_offers_what_fits_the_state(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    old = Edition.objects.get(code="jnsa-2021")
    offered = {
        edition.code: [
            step for step in STEPS if button(step, edition) in page_of(admin_client, edition)
        ]
        for edition in (current, old, draft)
    }
    assert offered == {
        "2026-11": ["copy"],
        "jnsa-2021": ["copy", "default"],
        "2027-05": ["copy", "publish"],
    }


@pytest.mark.parametrize("step", STEPS)
def test_looking_changes_nothing(admin_client: Client, draft: Edition, step: str) -> None:
    before = list(Edition.objects.values())
    page = admin_client.get(button(step, draft))
    assert page.status_code == 200
    assert 'method="post"' in page.content.decode()
    assert list(Edition.objects.values()) == before


def test_a_copy_is_made_and_opened(admin_client: Client, current: Edition) -> None:
    values = {"code": "2027-05", **TITLES}
    page = admin_client.post(button("copy", current), values, follow=True)
    copy = Edition.objects.get(code="2027-05")
    assert copy.title_ja == "2027年5月の単価"
    assert page.redirect_chain[-1][0] == reverse("admin:estimator_edition_change", args=[copy.pk])
    assert "編集中の版「2027-05」を作りました" in page.content.decode()
    assert LogEntry.objects.filter(object_id=str(copy.pk)).count() == 1


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("jnsa-2021", "このコードの版はすでにあります。"),
        ("２０２７", "半角の英小文字"),
        ("", "必須"),
    ],
)
def test_a_bad_code_is_refused(
    admin_client: Client, current: Edition, code: str, message: str
) -> None:
    page = admin_client.post(button("copy", current), {"code": code, **TITLES})
    assert page.status_code == 422
    assert message in page.content.decode()
    assert Edition.objects.count() == 2


def test_before_publishing_the_changes_are_shown(admin_client: Client, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="condolence_gift").update(typical=700)
    page = admin_client.get(button("publish", draft)).content.decode()
    assert "改定 1行" in page
    assert re.search(r"676円.*?700円.*?＋3.6%", page, re.DOTALL)
    assert "追加 0行" in page


def test_publishing_makes_the_default(admin_client: Client, draft: Edition) -> None:
    page = admin_client.post(button("publish", draft), {"summary": "改定"}, follow=True)
    assert "「2027-05」を公開し、新しい見積りの既定にしました。" in page.content.decode()
    assert Edition.objects.default() == draft


def test_without_a_summary_nothing_is_published(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    page = admin_client.post(button("publish", draft), {"summary": " "})
    assert page.status_code == 422
    assert "必須" in page.content.decode()
    assert Edition.objects.default() == current


def test_the_drafter_is_told_to_ask_someone_else(admin_client: Client, current: Edition) -> None:
    admin_client.post(button("copy", current), {"code": "2027-05", **TITLES})
    draft = Edition.objects.get(code="2027-05")
    for page in (
        admin_client.get(button("publish", draft)),
        admin_client.post(button("publish", draft), {"summary": "改定"}),
    ):
        assert "別の人が、内容を確かめて公開してください。" in page.content.decode()
        assert 'type="submit" class="default"' not in page.content.decode()
    assert Edition.objects.default() == current


def test_the_groups_can_do_their_work_and_no_more(current: Edition, draft: Edition) -> None:
    may = {
        name: [step for step in STEPS if button(step, draft) in page_of(client, draft)]
        for name, client in (
            ("analyst", signed_in("analyst")),
            ("publisher", signed_in("publisher")),
        )
    }
    assert may == {"analyst": ["copy"], "publisher": ["publish"]}
    page = signed_in("publisher").post(button("publish", draft), {"summary": "改定"}, follow=True)
    assert "「2027-05」を公開し" in page.content.decode()


def signed_in(group: str) -> Client:
    client = Client()
    client.force_login(getattr(people, group)())
    return client


def test_a_faulty_draft_shows_all_problems_and_no_button(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    draft.typicalanswer_rows.filter(key="employees").delete()
    draft.unitcost_rows.filter(code="ramp_up_lost_share").delete()
    for page in (
        admin_client.get(button("publish", draft)),
        admin_client.post(button("publish", draft), {"summary": "改定"}),
    ):
        text = page.content.decode()
        assert "直すところが2件ある" in text
        assert 'type="submit" class="default"' not in text
    assert Edition.objects.default() == current


def test_publishing_twice_says_so(admin_client: Client, current: Edition) -> None:
    page = admin_client.post(button("publish", current), follow=True)
    assert "この版はすでに公開されています。" in page.content.decode()


def test_an_older_edition_becomes_the_default_again(admin_client: Client, current: Edition) -> None:
    old = Edition.objects.get(code="jnsa-2021")
    admin_client.post(button("default", old))
    assert Edition.objects.default() == old


def test_a_draft_cannot_become_the_default(
    admin_client: Client, current: Edition, draft: Edition
) -> None:
    page = admin_client.post(button("default", draft), follow=True)
    assert "編集中の版は既定にできません。" in page.content.decode()
    assert Edition.objects.default() == current


@pytest.mark.parametrize("step", STEPS)
def test_without_the_permission_there_is_no_button_and_no_way(
    analyst: Client, current: Edition, draft: Edition, step: str
) -> None:
    assert button(step, draft) not in page_of(analyst, draft)
    assert analyst.get(button(step, draft)).status_code == 403
    assert analyst.post(button(step, draft), {"code": "x"}).status_code == 403
    assert Edition.objects.default() == current


@pytest.mark.parametrize("step", STEPS)
def test_a_stranger_is_sent_to_the_login(client: Client, draft: Edition, step: str) -> None:
    assert "login" in client.post(button(step, draft)).headers["Location"]


def test_a_forged_post_is_refused(draft: Edition, admin_user: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(button("publish", draft)).status_code == 403
    assert not Edition.objects.get(pk=draft.pk).is_published


def test_an_unknown_edition_is_not_found(admin_client: Client, editions: None) -> None:
    address = reverse("admin:estimator_edition_copy", args=[999_999])
    assert admin_client.get(address).status_code == 404
