"""Own quotes: typed, refused, saved, taken away."""

import re
from unittest.mock import patch

import pytest
from django.urls import reverse

from estimator import assessment_store
from estimator.models import Assessment
from tests.factories.assessments import TOKEN

from .conftest import hidden

GOOD = {"label": "A社の見積り", "amount_yen": "４５０万円", "covers": ["containment"]}


@pytest.fixture
def quote_url():
    return lambda code: reverse("quote", args=[TOKEN, code])


def _seen(client, url) -> str:
    """Return what the form says of the quote it was opened on."""
    page = client.get(url).content.decode()
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def test_the_form_is_a_page_of_its_own(client, example, quote_url) -> None:
    page = client.get(quote_url("forensics")).content.decode()
    assert "<html" in page
    assert 'name="label"' in page


def test_under_htmx_it_is_the_form_alone(client, example, quote_url) -> None:
    page = client.get(quote_url("forensics"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert 'name="label"' in page


def test_each_cost_item_it_may_cover_is_named_once(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    page = client.get(quote_url("forensics")).content.decode()
    assert page.count("応急処置・駆除・隔離") == 1
    assert 'value="containment" checked' in page


def test_a_quote_is_saved_and_leads_back_to_its_line(client, example, quote_url) -> None:
    answer = client.post(quote_url("forensics"), GOOD)
    assert answer.url.endswith("?line=forensics#line-forensics")
    example.refresh_from_db()
    assert example.answers["own_quotes"] == [
        {"label": "A社の見積り", "covers": ["forensics", "containment"], "amount_yen": 4_500_000}
    ]


def test_low_and_high_may_be_given_instead(client, example, quote_url) -> None:
    typed = {"label": "B社", "low_yen": "100万", "high_yen": "300万"}
    client.post(quote_url("legal_advice"), typed)
    example.refresh_from_db()
    quote = example.answers["own_quotes"][0]
    assert (quote["low_yen"], quote["high_yen"]) == (1_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount_yen": "abc"}, "数字として読めない"),
        ({"amount_yen": ""}, "見積額、または低めと高めの金額"),
        ({"low_yen": "100"}, "どちらかだけ"),
        ({"amount_yen": "", "low_yen": "300", "high_yen": "100"}, "低めの金額以上"),
        ({"label": ""}, "名前を入力"),
        ({"label": "<b>x</b>"}, "使えない文字"),
        ({"amount_yen": "1000000000000001"}, "大きすぎる"),
        ({"amount_yen": "", "low_yen": "0", "high_yen": "1" + "0" * 28}, "大きすぎる"),
        ({"covers": ["individual_claims"]}, "一覧にない費目です"),
        ({"label": "a\x00b"}, "使えない文字"),
        ({"amount_yen": "1\x002"}, "使えない文字"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(client, example, typed, says) -> None:
    answer = client.post(reverse("quote", args=[TOKEN, "forensics"]), GOOD | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert ("A社の見積り" in page) == ("label" not in typed)
    example.refresh_from_db()
    assert example.answers["own_quotes"] == []


def test_a_refused_quote_puts_the_cursor_into_the_mistake(client, example, quote_url) -> None:
    page = client.post(quote_url("forensics"), GOOD | {"label": ""}).content.decode()
    assert re.findall(r'name="(\w+)"[^>]*autofocus', page) == ["label"]


def test_only_the_name_of_a_quote_is_marked_as_required(client, example, quote_url) -> None:
    page = client.get(quote_url("forensics")).content.decode()
    assert re.findall(r'for="id_(\w+)">[^<]*<span class="required">※必須', page) == ["label"]


def test_under_htmx_a_refusal_stays_in_place(client, example, quote_url) -> None:
    answer = client.post(quote_url("forensics"), {"label": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#quote-form-forensics"
    assert 'id="quote-form-forensics"' in answer.content.decode()


def test_a_second_quote_takes_its_items_out_of_the_first(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    client.post(
        quote_url("containment"),
        {"label": "C社", "amount_yen": "10万", "seen": _seen(client, quote_url("containment"))},
    )
    example.refresh_from_db()
    covers = [quote["covers"] for quote in example.answers["own_quotes"]]
    assert covers == [["containment"]]


def test_a_quote_can_be_taken_away(client, example, quote_url) -> None:
    client.post(quote_url("forensics"), GOOD)
    seen = _seen(client, quote_url("forensics"))
    client.post(reverse("remove_quote", args=[TOKEN, "forensics"]), {"seen": seen})
    example.refresh_from_db()
    assert example.answers["own_quotes"] == []


def test_a_cost_item_that_does_not_exist_is_not_found(client, example, quote_url) -> None:
    assert client.get(quote_url("nonsense")).status_code == 404


def test_a_quote_of_the_same_line_from_another_tab_is_shown_beside_mine(
    client, example, quote_url, visible
) -> None:
    url = quote_url("forensics")
    mine = {"label": "B社", "amount_yen": "200万", "seen": _seen(client, url)}
    client.post(url, GOOD)
    answer = client.post(url, mine)
    assert answer.status_code == 409
    for value in ("A社の見積り", "450万円", "B社", "200万円"):
        assert value in visible(answer)
    example.refresh_from_db()
    assert example.answers["own_quotes"][0]["label"] == "A社の見積り"


def test_a_quote_changed_in_another_tab_is_not_taken_away_unseen(
    client, example, quote_url, visible
) -> None:
    url, remove = quote_url("forensics"), reverse("remove_quote", args=[TOKEN, "forensics"])
    client.post(url, GOOD)
    seen = _seen(client, url)
    client.post(url, GOOD | {"label": "B社", "seen": seen})
    answer = client.post(remove, {"seen": seen})
    assert answer.status_code == 409
    assert "B社 なし" in visible(answer)
    client.post(remove, hidden(answer))
    example.refresh_from_db()
    assert example.answers["own_quotes"] == []


def test_the_visitor_may_choose_the_quote_of_this_page(client, example, quote_url) -> None:
    url = quote_url("forensics")
    client.post(url, GOOD)
    conflict = client.post(url, GOOD | {"label": "B社"})
    assert client.post(url, hidden(conflict)).status_code == 302
    example.refresh_from_db()
    (quote,) = example.answers["own_quotes"]
    assert (quote["label"], quote["covers"]) == ("B社", ["forensics", "containment"])


def test_quotes_of_other_lines_saved_in_the_same_moment_are_both_kept(
    client, example, quote_url
) -> None:
    opened = assessment_store.load

    def meanwhile(token, *, now):
        row = opened(token, now=now)
        quote = {"label": "別の画面", "covers": ["legal_advice"], "amount_yen": 5}
        Assessment.objects.update(
            answers=row.answers | {"own_quotes": [quote]},
            revision=row.revision + 1,
            saved_at_revision={"own_quotes": row.revision + 1},
        )
        return row

    with patch.object(assessment_store, "load", meanwhile):
        assert client.post(quote_url("forensics"), GOOD).status_code == 302
    example.refresh_from_db()
    labels = {quote["label"] for quote in example.answers["own_quotes"]}
    assert labels == {"別の画面", "A社の見積り"}
