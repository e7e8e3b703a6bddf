"""Every incident type ranked; each leads into its questions and loses no answer."""

import re
from unittest import mock

import pytest
from django.core.cache import cache
from django.urls import reverse

from estimator import costbook_store
from estimator.models import Assessment, Edition
from estimator.outlook import outlook, overview
from estimator.views import estimating
from tests.factories.assessments import TOKEN, AssessmentFactory

FIVE = {
    "industry": "manufacturing", "employees": 50, "annual_revenue_yen": 720_000_000,
    "persons_held": 4000, "sells_online": "yes",
}  # fmt: skip
CHOSEN = re.compile(r'name="incident_type" value="(\w+)"')


@pytest.fixture(autouse=True)
def emptied():
    cache.clear()


@pytest.fixture
def asked(editions):
    """Begin an assessment with the five answers."""
    return AssessmentFactory(answers=FIVE)


def address(name="overview"):
    return reverse(name, args=[TOKEN])


def choose(client, code):
    return client.post(address("overview_detail"), {"incident_type": code})


@pytest.mark.usefixtures("asked")
def test_every_type_stands_in_the_ranking_and_in_the_picture(client):
    page = client.get(address()).content.decode()
    costs = costbook_store.load()
    assert sorted(CHOSEN.findall(page)) == sorted(costs.incident_types)
    picture = page.partition('<svg class="picture ruler"')[2].partition("</svg>")[0]
    assert all(kind.name_ja in picture for kind in costs.incident_types.values())


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("by", ["high", "year"])
def test_the_costliest_stand_first(client, rf, by):
    page = client.get(address(), {"by": by}).content.decode()
    opened = mock.Mock(answers=FIVE, costs=costbook_store.load())
    found = {one.code: one for one in estimating.type_ranges_of(opened)}
    worth = {c: f.band.p95 if by == "high" else f.year.expected_loss for c, f in found.items()}
    assert CHOSEN.findall(page) == sorted(worth, key=worth.__getitem__, reverse=True)
    assert len(set(worth.values())) > 10


def test_a_type_that_cannot_happen_is_listed_last_as_such(client, editions, visible):
    AssessmentFactory(answers=FIVE | {"sells_online": "no"})
    response = client.get(address())
    assert "ec_card_leak" not in CHOSEN.findall(response.content.decode())
    table = visible(response).partition("詳しい見積り")[2]
    assert table.index("ECサイトからのカード漏えい") > table.index("メール等の誤送信")
    assert "カードを扱わないと答えたため" in table


@pytest.mark.usefixtures("asked")
def test_a_choice_goes_on_with_the_first_open_question(client, step_url):
    response = choose(client, "ddos")
    assert response.url == step_url("sales")  # industry, employees and people held are answered
    assert Assessment.objects.get().answers == FIVE | {"incident_type": "ddos"}
    page = client.get(response.url).content.decode()
    assert 'value="7億2,000万"' in page


def test_a_choice_keeps_every_answer_given_before(client, example):
    before = example.answers
    response = choose(client, "malware")
    assert Assessment.objects.get().answers == before | {"incident_type": "malware"}
    assert client.get(response.url).status_code == 200
    choose(client, before["incident_type"])
    assert Assessment.objects.get().answers == before


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("code", ["", "alien"])
def test_a_type_that_is_not_in_the_edition_is_refused(client, code):
    assert choose(client, code).status_code == 400
    assert Assessment.objects.get().answers == FIVE


@pytest.mark.usefixtures("asked")
def test_a_type_is_not_chosen_by_a_link(client):
    assert client.get(address("overview_detail")).status_code == 405


@pytest.fixture
def drawn(monkeypatch):
    """Write down which types are drawn."""
    codes, draw = [], overview.simulate

    def counted(made, *given, **named):
        codes.append(made.profile.incident.incident_type)
        return draw(made, *given, **named)

    for module in (overview, outlook):
        monkeypatch.setattr(module, "simulate", counted)
    return codes


@pytest.mark.usefixtures("asked")
def test_the_types_are_drawn_once(client, drawn):
    client.get(address())
    client.get(address(), {"by": "year"})
    assert len(drawn) == len(set(drawn)) == 15


@pytest.mark.usefixtures("asked")
def test_who_comes_from_the_result_draws_nothing_more(client, drawn):
    choose(client, "ddos")
    client.get(address("result"))
    client.get(address())
    assert len(drawn) == len(set(drawn)) == 15


def test_the_ranking_is_the_same_before_and_after_the_result(client, example):
    before = client.get(address()).content.decode().partition("<main")[2]
    client.get(address("result"))
    with mock.patch.object(estimating, "type_ranges") as drawn:
        after = client.get(address()).content.decode().partition("<main")[2]
    drawn.assert_not_called()
    without_token = [re.sub(r'name="csrf\w+" value="\w+"', "", page) for page in (before, after)]
    assert without_token[0] == without_token[1]


def test_the_type_estimated_is_ranked_by_all_its_answers(client, example, visible):
    result = visible(client.get(address("result")))
    band = re.search(r"10回のうち9回は (\S+円) の間", result)[1]
    assert band in visible(client.get(address()))
    assert "見積り中" in visible(client.get(address()))


def test_result_and_header_lead_there(client, example):
    for name in ("result", "check"):
        assert f'href="{address()}"' in client.get(address(name)).content.decode()


@pytest.mark.usefixtures("asked")
def test_each_of_the_five_answers_can_be_changed(client, step_url):
    page = client.get(address()).content.decode()
    for slug, key in (("company", "persons_held"), ("sales", "sells_online")):
        assert f'href="{step_url(slug)}?from=overview#id_{key}"' in page


def test_an_edition_without_rates_or_upper_ends_still_ranks(client, editions, visible):
    AssessmentFactory(answers=FIVE, edition=Edition.objects.get(code="jnsa-2021"))
    response = client.get(address(), {"by": "year"})
    assert len(CHOSEN.findall(response.content.decode())) == 15
    assert "起こりやすさの値がない" in visible(response)
    assert "上限なし" in visible(response)


def test_it_speaks_english(client, asked):
    client.cookies["language"] = "en"
    page = client.get(address()).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r"[぀-ヿ一-鿿]+", main) == []
