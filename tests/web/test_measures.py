"""The own package: what is chosen, quoted and in place, and what it does to the options."""

import pytest
from django.urls import reverse

from estimator.models import Assessment

from .conftest import TOKEN

pytestmark = pytest.mark.django_db
PAGE = reverse("measures", args=[TOKEN])
RESULT = reverse("result", args=[TOKEN])


def entries() -> list[dict]:
    return Assessment.objects.get().answers.get("measures", [])


@pytest.mark.usefixtures("example")
def test_a_choice_becomes_an_option_of_its_own(client, visible) -> None:
    assert "自社で選んだ組み合わせ" not in visible(client.get(RESULT))
    answer = client.post(PAGE, {"mfa-chosen": "on", "revision": "99"})
    assert answer.url == f"{RESULT}#decide"
    assert entries() == [{"code": "mfa", "chosen": True}]
    assert "自社で選んだ組み合わせ" in visible(client.get(RESULT))


@pytest.mark.usefixtures("example")
def test_a_quote_takes_the_place_of_the_price(client, visible) -> None:
    quoted = {"mfa-chosen": "on", "mfa-initial_yen": "１２万３千円", "mfa-yearly_yen": "0"}
    client.post(PAGE, {**quoted, "revision": "99"})
    assert entries() == [{"code": "mfa", "chosen": True, "initial_yen": 123_000, "yearly_yen": 0}]
    assert "12.3万円" in visible(client.get(RESULT))


@pytest.mark.usefixtures("example")
def test_half_a_quote_is_refused_and_kept(client) -> None:
    answer = client.post(PAGE, {"mfa-initial_yen": "12万円", "revision": "99"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "初期と年額の両方を入れてください" in page
    assert 'value="12万円"' in page
    assert entries() == []


@pytest.mark.usefixtures("example")
def test_another_tab_is_not_overwritten_unseen(client) -> None:
    client.post(PAGE, {"mfa-chosen": "on", "revision": "99"})
    answer = client.post(PAGE, {"offline_backup-chosen": "on", "revision": "0"})
    assert answer.status_code == 409
    assert entries() == [{"code": "mfa", "chosen": True}]


@pytest.mark.usefixtures("example")
def test_a_revision_of_five_thousand_digits_counts_as_old(client) -> None:
    answer = client.post(PAGE, {"mfa-chosen": "on", "revision": "9" * 5000})
    assert answer.status_code == 302


@pytest.mark.usefixtures("example")
def test_what_is_in_place_is_not_offered_again(client, visible) -> None:
    def contents() -> str:
        return visible(client.get(RESULT)).split("何を決めるか")[-1]

    name = "多要素認証"
    assert name in contents()
    client.post(PAGE, {"mfa-in_place": "on", "revision": "99"})
    assert name not in contents()
