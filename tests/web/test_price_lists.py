"""Own price lists: behind a link of their own, over the edition, never in another browser."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import assessment_store, costbook_store, price_list_store
from estimator.models import Assessment, PriceList, UnitCost
from estimator.views.own_prices import with_own_prices
from tests.factories.assessments import TOKEN

TYPED = {
    "label": "A社との契約",
    "forensics_pc-typical": "８０万円",
    "forensics_pc-note": "2026年度契約",
}
KEPT = {"low": 800_000, "typical": 800_000, "high": 800_000, "note": "2026年度契約"}


@pytest.fixture
def token(client, editions) -> str:
    answer = client.post(reverse("price_list_create"), TYPED)
    return answer.url.split("/")[2]


def begin(client: Client, token: str) -> Assessment:
    client.post(reverse("assessment_create"), {"price_list": token})
    return Assessment.objects.latest("created")


def changed(client: Client, token: str, price: str, *, seen: str | None = None) -> HttpResponse:
    """Change the price, on a form opened now or earlier."""
    mark = price_list_store.mark_of(PriceList.objects.get()) if seen is None else seen
    typed = TYPED | {"forensics_pc-typical": price, "seen": mark}
    return client.post(reverse("price_list", args=[token]), typed)


def test_a_list_is_made_and_opens_by_its_link(client, token) -> None:
    row = PriceList.objects.get()
    assert (row.label, row.prices) == ("A社との契約", {"forensics_pc": KEPT})
    page = client.get(reverse("price_list", args=[token])).content.decode()
    assert 'value="800,000"' in page
    assert f"http://testserver/prices/{token}/" in page


def test_the_token_itself_is_not_stored(token) -> None:
    assert PriceList.objects.get().token_digest == price_list_store.digest(token)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"label": ""}, "名前を入力"),
        ({"forensics_pc-typical": "abc"}, "数字として読めない"),
        ({"forensics_pc-typical": "", "forensics_pc-low": "1"}, "中心の単価を入力"),
        ({"forensics_pc-low": "90万"}, "下限は中心以下"),
        ({"forensics_pc-high": "10万"}, "上限は中心以上"),
        ({"forensics_pc-note": "<b>"}, "使えない文字"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(client, editions, typed, says) -> None:
    answer = client.post(reverse("price_list_create"), TYPED | typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not PriceList.objects.exists()


def test_a_mistake_names_the_unit_cost_that_it_is_about(client, editions, visible) -> None:
    cost = UnitCost.objects.filter(code="forensics_pc").first()
    answer = client.post(reverse("price_list_create"), TYPED | {"forensics_pc-low": "90万"})
    assert f"{cost.name_ja}：下限は中心以下" in visible(answer)


def test_a_price_without_a_range_is_changed_by_its_centre_alone(client, token) -> None:
    changed(client, token, "90万")
    page = client.get(reverse("price_list", args=[token])).content.decode()
    fields = dict(re.findall(r'name="(forensics_pc-\w+)" value="([^"]*)"', page))
    assert fields.get("forensics_pc-low", "") == fields.get("forensics_pc-high", "") == ""


def test_only_prices_in_yen_of_the_response_are_offered(client, editions) -> None:
    page = client.get(reverse("price_list_create")).content.decode()
    assert 'name="call_center_seat_month-typical"' in page
    assert "compensation_contact" not in page
    assert "brand_churn_share" not in page


def test_an_assessment_begun_with_it_uses_its_prices_and_says_so(client, token) -> None:
    row = begin(client, token)
    costs = with_own_prices(costbook_store.load("2026-11"), row.own_prices)
    figure = costs.unit_cost("forensics_pc")
    assert (figure.low, figure.typical, figure.high) == (Decimal(800_000),) * 3
    evidence = figure.evidence[0]
    assert (evidence.source.publisher, evidence.grade) == ("自社単価表：A社との契約", "自")


def test_the_result_names_the_list_beside_the_lines_that_use_it(client, token, example) -> None:
    price_list = PriceList.objects.get()
    Assessment.objects.filter(pk=example.pk).update(own_prices=price_list.copy_of_prices())
    page = client.get(reverse("result", args=[TOKEN])).content.decode()
    line = page.split('id="line-forensics"')[1].split('id="line-')[0]
    assert "自社単価表：A社との契約" in line
    assert "80万円/台" in line
    assert "自社単価表" not in page.split('id="line-legal_advice"')[1].split('id="line-')[0]


def test_the_edition_is_untouched(client, token) -> None:
    before = costbook_store.load("2026-11")
    changed = with_own_prices(before, PriceList.objects.get().copy_of_prices())
    assert changed.unit_cost("forensics_pc").typical == 800_000
    assert before.unit_cost("forensics_pc").typical == 1_200_000
    assert UnitCost.objects.get(edition__code="2026-11", code="forensics_pc").typical == 1_200_000
    assert costbook_store.load("2026-11") is before


def test_a_price_covers_every_size_of_company(editions) -> None:
    kept = {"label": "x", "saved_on": "2026-11-21", "prices": {"data_recovery": KEPT}}
    costs = with_own_prices(costbook_store.load("2026-11"), kept)
    found = [f.typical for (code, _size), f in costs.unit_costs.items() if code == "data_recovery"]
    assert set(found) == {800_000}
    assert len(found) > 1


def test_a_later_change_moves_no_estimate_begun_before(client, token) -> None:
    row = begin(client, token)
    changed(client, token, "10万")
    assert PriceList.objects.get().prices["forensics_pc"]["typical"] == 100_000
    row.refresh_from_db()
    assert row.own_prices["prices"]["forensics_pc"] == KEPT


def test_deleting_it_leaves_the_estimate_as_it_is(client, token) -> None:
    row = begin(client, token)
    assert "A社との契約" in client.get(reverse("price_list_delete", args=[token])).content.decode()
    client.post(reverse("price_list_delete", args=[token]))
    row.refresh_from_db()
    assert (row.price_list, row.own_prices["prices"]) == (None, {"forensics_pc": KEPT})
    assert client.get(reverse("price_list", args=[token])).status_code == 404


def test_a_copy_of_an_assessment_keeps_the_prices(client, token) -> None:
    row = begin(client, token)
    _token, copied = assessment_store.copy(row, now=timezone.now())
    copied.refresh_from_db()
    assert copied.own_prices == row.own_prices


def test_another_browser_sees_nothing_of_it(client, token) -> None:
    assert "A社との契約" in client.get(reverse("start")).content.decode()
    other = Client()
    for name in ("start", "price_list_create", "method"):
        assert "A社との契約" not in other.get(reverse(name)).content.decode()
    begun = begin(other, "")
    assert begun.own_prices is None


def test_a_forged_link_opens_nothing(client, token) -> None:
    for name in ("price_list", "price_list_delete"):
        assert client.get(reverse(name, args=["forged"])).status_code == 404
    answer = client.post(reverse("assessment_create"), {"price_list": "forged"})
    assert answer.status_code == 404
    assert not Assessment.objects.exists()


def test_it_is_not_cached_on_the_way_and_the_cookie_is_closed(client, token) -> None:
    assert "no-store" in client.get(reverse("price_list", args=[token]))["Cache-Control"]
    cookie = client.cookies["price_lists"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_it_runs_out_a_year_after_it_was_last_saved(client, token) -> None:
    later = timezone.now() + price_list_store.KEPT_FOR + timedelta(seconds=1)
    with pytest.raises(price_list_store.UnknownPriceList):
        price_list_store.load(token, now=later)
    assert price_list_store.purge(now=later) == 1


def test_it_reads_in_english(client, editions) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Own price list" in client.get(reverse("price_list_create")).content.decode()


def test_the_second_of_two_tabs_sees_both_prices_and_may_choose(client, token, visible) -> None:
    opened = price_list_store.mark_of(PriceList.objects.get())
    assert changed(client, token, "10万", seen=opened).status_code == 302
    answer = changed(client, token, "20万", seen=opened)
    assert answer.status_code == 409
    assert "100,000円 2026年度契約 200,000円 2026年度契約" in visible(answer)
    assert PriceList.objects.get().prices["forensics_pc"]["typical"] == 100_000
    mark = re.search(r'name="seen" value="([0-9a-f]{16})"', answer.content.decode())[1]
    assert changed(client, token, "20万", seen=mark).status_code == 302
    assert PriceList.objects.get().prices["forensics_pc"]["typical"] == 200_000


def test_a_list_deleted_in_another_tab_does_not_come_back(token) -> None:
    row = PriceList.objects.get()
    price_list_store.delete(PriceList.objects.get())
    with pytest.raises(price_list_store.UnknownPriceList):
        price_list_store.save(row, "x", {}, seen="", now=timezone.now())
    assert not PriceList.objects.exists()
