"""Accounts: several clients under one sign-in, and nothing of it in anybody else's list."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from estimator import account_store, assessment_store
from estimator.models import Assessment, PriceList
from estimator.views import own_list
from tests.factories.assessments import TOKEN, AssessmentFactory

from .test_first import FIVE
from .test_price_lists import TYPED as TYPED_PRICES

ACCOUNT = "/account/"
pytestmark = pytest.mark.usefixtures("editions", "quick_hashes")


@pytest.fixture
def adviser() -> User:
    return User.objects.create_user("agent", password="long enough 1")


@pytest.fixture
def signed_in(adviser) -> Client:
    client = Client()
    client.force_login(adviser)
    return client


@pytest.fixture
def other() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("vendor", password="long enough 1"))
    return client


def begun(client, **answers) -> Assessment:
    client.post(reverse("assessment_create"))
    row = Assessment.objects.latest("pk")
    Assessment.objects.filter(pk=row.pk).update(answers=answers)
    return row


def cookie_of(client, name=own_list.COOKIE) -> str:
    return client.cookies[name].value if name in client.cookies else ""


def test_what_is_begun_signed_in_belongs_to_the_account_not_the_browser(signed_in, adviser):
    row = begun(signed_in, company_name="甲製作所", case_name="身代金")
    assert row.owner == adviser
    assert cookie_of(signed_in) == ""
    page = signed_in.get(ACCOUNT).content.decode()
    assert "甲製作所" in page
    assert reverse("assessment", args=[account_store.token_of(row)]) in page


@pytest.mark.parametrize("start", ["first", "example", "copy"])
def test_so_does_whatever_else_begins_an_assessment(signed_in, adviser, start):
    AssessmentFactory()
    if start == "first":
        signed_in.post(reverse("first"), FIVE)
    elif start == "example":
        signed_in.post(reverse("example_open", args=["example-manufacturer-50"]))
    else:
        signed_in.post(reverse("assessment_copy", args=[TOKEN]))
    made = Assessment.objects.latest("pk")
    assert (made.owner, Assessment.objects.count()) == (adviser, 2)
    assert cookie_of(signed_in) == ""


def test_an_anonymous_one_stays_with_the_browser(client):
    row = begun(client)
    assert (row.owner, row.account_digest) == (None, None)
    assert cookie_of(client)


def test_the_link_of_the_account_opens_without_signing_in(signed_in, client):
    row = begun(signed_in)
    address = reverse("step", args=[account_store.token_of(row), "company"])
    assert client.get(address).status_code == 200


def test_neither_the_token_nor_what_makes_it_alone_is_stored(signed_in, settings):
    row = begun(signed_in)
    token = account_store.token_of(row)
    assert row.account_digest == assessment_store.digest(token)
    assert token not in str(Assessment.objects.values_list())
    settings.SECRET_KEY = "x" * 60
    assert account_store.token_of(row) != token


def test_under_a_new_secret_key_the_list_leads_to_the_same_assessments(
    signed_in, adviser, settings
):
    row = begun(signed_in, company_name="甲製作所")
    old = account_store.token_of(row)
    settings.SECRET_KEY = "x" * 60
    signed_in.force_login(adviser)
    signed_in.get(ACCOUNT)
    row.refresh_from_db()
    new = account_store.token_of(row)
    assert signed_in.get(reverse("check", args=[new])).status_code == 200
    assert signed_in.get(reverse("check", args=[old])).status_code == 404


def test_another_account_sees_nothing_of_it(signed_in, other):
    row = begun(signed_in, company_name="甲製作所")
    for address in (ACCOUNT, ACCOUNT + "?q=甲製作所", "/"):
        assert account_store.token_of(row) not in other.get(address).content.decode()
    assert "甲製作所" not in other.get(ACCOUNT).content.decode()


def test_opening_by_the_link_lists_it_in_the_other_browser_but_not_in_its_account(signed_in, other):
    row = begun(signed_in, company_name="甲製作所")
    address = reverse("assessment", args=[account_store.token_of(row)])
    assert other.get(address).status_code == 302
    assert "甲製作所" in other.get("/").content.decode()
    assert "甲製作所" not in other.get(ACCOUNT).content.decode()


def test_another_account_can_neither_take_it_nor_give_it_back(signed_in, other, adviser):
    row = begun(signed_in)
    take = {"token": account_store.token_of(row)}
    said = other.post(reverse("account_take", args=["assessments"]), take, follow=True)
    assert "ほかのアカウントに入っている" in said.content.decode()
    back = reverse("account_give_back", args=["assessments", row.pk])
    assert other.post(back).status_code == 404
    row.refresh_from_db()
    assert row.owner == adviser


def test_one_click_takes_an_anonymous_one_in(signed_in, adviser):
    anonymous = AssessmentFactory(answers={"company_name": "乙商店"})
    signed_in.get(reverse("assessment", args=[TOKEN]))
    assert "アカウントに入れる" in signed_in.get(ACCOUNT).content.decode()
    signed_in.post(reverse("account_take", args=["assessments"]), {"token": TOKEN})
    anonymous.refresh_from_db()
    assert anonymous.owner == adviser
    assert TOKEN not in cookie_of(signed_in)
    assert signed_in.get(reverse("check", args=[TOKEN])).status_code == 200


def test_and_another_gives_it_back_to_the_browser(signed_in, visible):
    row = begun(signed_in, company_name="甲製作所")
    signed_in.post(reverse("account_give_back", args=["assessments", row.pk]))
    row.refresh_from_db()
    assert row.owner is None
    assert account_store.token_of(row) in cookie_of(signed_in)
    signed_in.post(reverse("sign_out"))
    assert "甲製作所" in visible(signed_in.get("/"))


def test_taking_twice_needs_a_new_link(signed_in, other):
    row = begun(signed_in)
    first = account_store.token_of(row)
    signed_in.post(reverse("account_give_back", args=["assessments", row.pk]))
    other.post(reverse("account_take", args=["assessments"]), {"token": first})
    assert signed_in.get(reverse("check", args=[first])).status_code == 404


def test_what_is_no_link_and_what_is_no_kind_is_not_found(signed_in):
    for kind, token in (("assessments", "forged"), ("prices", ""), ("users", TOKEN)):
        answer = signed_in.post(reverse("account_take", args=[kind]), {"token": token})
        assert answer.status_code == 404
    for number in (0, 10**30):
        back = reverse("account_give_back", args=["assessments", number])
        assert signed_in.post(back).status_code == 404


def test_clients_stand_together_the_last_saved_first(signed_in, visible):
    begun(signed_in, company_name="甲製作所", case_name="身代金")
    begun(signed_in, company_name="乙商店", case_name="漏えい")
    begun(signed_in, company_name="甲製作所", case_name="なりすまし")
    clients = signed_in.get(ACCOUNT).context["clients"]
    found = [(client.name, [kept.case for kept in client.entries]) for client in clients]
    assert found == [("甲製作所", ["なりすまし", "身代金"]), ("乙商店", ["漏えい"])]


@pytest.mark.parametrize("typed", ["甲製", "ＡＢＣ", "abc 身代", "　Abc　"])
def test_it_is_found_in_any_width_and_case(signed_in, typed):
    begun(signed_in, company_name="甲製作所 ABC", case_name="身代金")
    begun(signed_in, company_name="乙商店")
    page = signed_in.get(ACCOUNT, {"q": typed})
    assert [client.name for client in page.context["clients"]] == ["甲製作所 ABC"]


def test_what_is_not_found_says_so(signed_in, visible):
    begun(signed_in, company_name="甲製作所")
    assert "合う見積りはありません" in visible(signed_in.get(ACCOUNT, {"q": "丙<b>"}))


def test_a_long_list_has_pages_and_asks_no_more_of_the_database(
    signed_in, django_assert_max_num_queries
):
    for number in range(31):
        begun(signed_in, company_name=f"会社{number}")
    with django_assert_max_num_queries(8):
        page = signed_in.get(ACCOUNT, {"page": "2"})
    assert [client.name for client in page.context["clients"]] == ["会社0"]


def test_the_amount_of_a_finished_estimate_is_listed(signed_in, visible):
    signed_in.post(reverse("example_open", args=["example-manufacturer-50"]), follow=True)
    row = Assessment.objects.get()
    kept = signed_in.get(ACCOUNT).context["clients"][0].entries[0]
    assert row.estimate["totals"]["headline"]["typical"]
    assert kept.centre.endswith("円")
    Assessment.objects.update(revision=row.revision + 1)
    assert signed_in.get(ACCOUNT).context["clients"][0].entries[0].centre == ""


def test_deleting_asks_first_and_leads_back_to_the_account(signed_in):
    address = reverse("assessment_delete", args=[account_store.token_of(begun(signed_in))])
    assert f'href="{ACCOUNT}"' in signed_in.get(address).content.decode()
    assert Assessment.objects.exists()
    assert signed_in.post(address).url == ACCOUNT
    assert not Assessment.objects.exists()


def test_a_scenario_belongs_to_whoever_owns_the_start(signed_in, adviser, other):
    signed_in.post(reverse("example_open", args=["example-manufacturer-50"]))
    token = account_store.token_of(Assessment.objects.get())
    for who in (signed_in, other):
        who.post(reverse("compare_add", args=[token]), {"name": "別の条件"})
    owners = list(Assessment.objects.order_by("pk").values_list("owner__username", flat=True))
    assert owners == ["agent", "agent", None]
    links = signed_in.get(reverse("compare", args=[token])).content.decode()
    assert account_store.token_of(Assessment.objects.order_by("pk")[1]) in links


def test_a_price_list_belongs_to_the_account_likewise(signed_in, adviser, other):
    signed_in.post(reverse("price_list_create"), TYPED_PRICES)
    row = PriceList.objects.get()
    token = account_store.token_of(row)
    assert (row.owner, cookie_of(signed_in, "price_lists")) == (adviser, "")
    assert f'value="{token}"' in signed_in.get("/").content.decode()
    assert token not in other.get("/").content.decode()
    signed_in.post(reverse("assessment_create"), {"price_list": token})
    assert Assessment.objects.get().price_list == row


def test_a_price_list_is_given_back_and_taken_again(signed_in, adviser):
    signed_in.post(reverse("price_list_create"), TYPED_PRICES)
    row = PriceList.objects.get()
    signed_in.post(reverse("account_give_back", args=["prices", row.pk]))
    row.refresh_from_db()
    token = account_store.token_of(row)
    assert row.owner is None
    assert token in cookie_of(signed_in, "price_lists")
    signed_in.post(reverse("account_take", args=["prices"]), {"token": token})
    row.refresh_from_db()
    assert row.owner == adviser


def test_an_account_that_staff_delete_leaves_the_assessments_to_their_links(signed_in, adviser):
    row = begun(signed_in)
    adviser.delete()
    row.refresh_from_db()
    assert row.owner is None
    assert Client().get(reverse("check", args=[account_store.token_of(row)])).status_code == 200


def test_what_has_run_out_is_not_listed(signed_in):
    begun(signed_in, company_name="甲製作所")
    now = timezone.now()
    Assessment.objects.update(saved_at=now - assessment_store.KEPT_FOR * 2, expires_at=now)
    assert "甲製作所" not in signed_in.get(ACCOUNT).content.decode()
