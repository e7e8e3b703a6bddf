"""The public pages of the editions: the list, and two side by side."""

import re

import pytest
from django.urls import reverse

from estimator import costbook_store
from estimator.costbook_store.comparing import COMPARED
from estimator.models import Edition

pytestmark = pytest.mark.usefixtures("editions")


def difference(old, new):
    return reverse("edition_difference", args=[old, new])


def test_the_list_names_every_published_edition_and_no_draft(client, visible):
    costbook_store.copy_edition(Edition.objects.default(), "2027-05", titles=("草案", "Draft"))
    page = visible(client.get(reverse("editions")))
    assert "2026年11月の単価 2026-11 いまの既定" in page
    assert "JNSA 2021年版の単価 jnsa-2021" in page
    assert "草案" not in page


def test_the_list_leads_to_the_difference_with_the_edition_before(client):
    page = client.get(reverse("editions")).content.decode()
    assert f'href="{difference("jnsa-2021", "2026-11")}"' in page


def test_two_chosen_editions_lead_to_their_difference(client):
    page = client.get(reverse("editions"), {"old": "2026-11", "new": "jnsa-2021"})
    assert page.url == "/editions/2026-11..jnsa-2021/"


def test_an_unknown_choice_shows_the_list_again(client):
    assert client.get(reverse("editions"), {"old": "x", "new": "2026-11"}).status_code == 200


def test_the_difference_shows_figures_percentages_and_sources(client, visible):
    page = client.get(difference("jnsa-2021", "2026-11"))
    text = visible(page)
    assert "PCの調査 forensics_pc 出典が新しい 中心 1,000,000円/台 1,200,000円/台 ＋20.0%" in text
    assert re.search(r"追加 \d+行、廃止 1行、改定 27行。", text)
    assert 'href="https://www.e-stat.go.jp/dbview?sid=0003060791"' in page.content.decode()


def test_the_same_edition_differs_in_nothing(client, visible):
    page = visible(client.get(difference("2026-11", "2026-11")))
    assert "二つの版の数値と出典に、ちがいはありません。" in page


@pytest.mark.parametrize("new", ["2027-05", "nowhere"])
def test_a_draft_and_an_unknown_edition_are_not_found(client, new):
    costbook_store.copy_edition(Edition.objects.default(), "2027-05")
    assert client.get(difference("2026-11", new)).status_code == 404


def test_the_pages_ask_the_database_a_fixed_number_of_times(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(reverse("editions"))
    with django_assert_num_queries(1 + len(COMPARED)):
        client.get(difference("jnsa-2021", "2026-11"))


def test_the_pages_speak_english(client, visible):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = visible(client.get(difference("jnsa-2021", "2026-11")))
    assert re.search(r"\d+ added, 1 removed, 27 changed, \d+ the same\.", page)
    assert "Typical" in page
