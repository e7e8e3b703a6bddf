"""料金の試算: the fees for three amounts, of the steps as typed, worked out as the engine does."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Edition, Scale
from tests.factories import people

from .forms import as_posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale(draft: Edition) -> Scale:
    return Scale.objects.get(edition=draft, code="attorney_retainer")


def page_of(client: Client, scale: Scale) -> Any:
    return client.get(reverse("admin:estimator_scale_change", args=[scale.pk]))


def previewed(client: Client, scale: Scale, amounts: list[str], **changes: Any) -> Any:
    posted = as_posted(page_of(client, scale), **changes) | {"preview_amount": amounts}
    return client.post(reverse("admin:estimator_scale_preview", args=[scale.pk]), posted)


def values(answer: Any) -> list[str]:
    return [line.value for line in answer.context["preview"].lines]


def test_the_page_shows_three_amounts_without_javascript(
    admin_client: Client, scale: Scale
) -> None:
    page = page_of(admin_client, scale)
    assert values(page) == ["120,000円", "9,690,000円", "協議により決定"]
    text = page.content.decode()
    assert all(value in text for value in values(page))
    assert text.index("9,690,000円") < text.index("変更履歴")


def test_it_is_what_the_published_example_says(admin_client: Client, scale: Scale) -> None:
    book = costbook_store.load(scale.edition.code).scale("attorney_retainer")
    assert values(previewed(admin_client, scale, ["1億円", "３，０００万"])) == [
        f"{book.bracket(Decimal(amount)).value_of(Decimal(amount)):,.0f}円"
        for amount in (100_000_000, 30_000_000)
    ]
    assert values(previewed(admin_client, scale, ["1億円"])) == ["3,690,000円"]


def test_a_typed_step_shows_at_once_and_is_not_saved(admin_client: Client, scale: Scale) -> None:
    answer = previewed(admin_client, scale, ["1000万"], **{"brackets-1-rate": 6})
    assert values(answer) == ["690,000円"]
    assert "3,000,000 で段がつながっていません。" in answer.content.decode()
    assert scale.brackets.get(above=3_000_000).rate == 5


def test_a_deleted_step_no_longer_counts(admin_client: Client, scale: Scale) -> None:
    answer = previewed(admin_client, scale, ["1000万"], **{"brackets-1-DELETE": "on"})
    assert values(answer) == ["800,000円"]


def test_the_limit_itself_follows_the_tick(admin_client: Client, scale: Scale) -> None:
    changed = {"brackets-1-addition": 0}
    assert values(previewed(admin_client, scale, ["300万"], **changed)) == ["240,000円"]
    changed["inclusive"] = False
    assert values(previewed(admin_client, scale, ["300万"], **changed)) == ["150,000円"]


@pytest.mark.parametrize("amount", ["", "abc", "-1", "1" * 200, "1e999999"])
def test_an_amount_that_is_none_is_named(admin_client: Client, scale: Scale, amount: str) -> None:
    (line,) = previewed(admin_client, scale, [amount]).context["preview"].lines
    assert line.value == "—"
    assert line.how


@pytest.mark.parametrize("rate", ["", "x", "9" * 30])
def test_a_step_that_cannot_be_read_is_named(admin_client: Client, scale: Scale, rate: str) -> None:
    answer = previewed(admin_client, scale, ["100"], **{"brackets-1-rate": rate})
    assert answer.status_code == 200
    assert "数でない欄か空の欄があります" in answer.content.decode()


def test_a_mangled_form_is_no_failure(admin_client: Client, scale: Scale) -> None:
    address = reverse("admin:estimator_scale_preview", args=[scale.pk])
    for posted in ({}, {"brackets-TOTAL_FORMS": "x"}, {"brackets-TOTAL_FORMS": "5"}):
        assert admin_client.post(address, posted).status_code == 200


def test_a_new_scale_is_previewed_before_it_is_saved(admin_client: Client, draft: Edition) -> None:
    page = admin_client.get(reverse("admin:estimator_scale_add"))
    assert "段を入れて保存すると" in page.content.decode()
    posted = {
        "brackets-TOTAL_FORMS": 1, "brackets-INITIAL_FORMS": 0, "brackets-0-above": 0,
        "brackets-0-rate": 8, "brackets-0-addition": 5, "unit": "yen", "preview_amount": ["100"],
    }  # fmt: skip
    answer = admin_client.post(reverse("admin:estimator_scale_new_preview"), posted)
    assert values(answer) == ["13円"]


def test_who_may_only_look_sees_the_stored_steps(current: Edition, scale: Scale) -> None:
    client = Client()
    client.force_login(people.publisher())
    address = reverse("admin:estimator_scale_preview", args=[scale.pk])
    posted = {"preview_amount": ["1億"], "brackets-TOTAL_FORMS": 0, "brackets-INITIAL_FORMS": 0}
    assert values(client.post(address, posted)) == ["3,690,000円"]


def test_a_stranger_and_a_guest_see_nothing(client: Client, scale: Scale) -> None:
    address = reverse("admin:estimator_scale_preview", args=[scale.pk])
    assert "login" in client.post(address)["Location"]
    client.force_login(people.PersonFactory())
    assert client.post(address).status_code == 403
