"""操作の記録: sign-ins, refusals, exports and changes of accounts are there, to be read alone."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

LOG = "/admin/admin/logentry/"
PASSWORD = "さくら2026の春、長い"
TYPED = {"username": "keeper", "password": PASSWORD, "next": "/admin/"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client: Client) -> User:
    user = User.objects.create_superuser("keeper", password=PASSWORD)
    client.force_login(user)
    LogEntry.objects.all().delete()
    return user


def said() -> list[str]:
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


def test_signing_in_and_out_and_a_refusal_are_on_record(keeper):
    client = Client()
    client.post("/admin/login/", TYPED | {"password": "x"}, REMOTE_ADDR="203.0.113.9")
    client.post("/admin/login/", TYPED)
    client.post("/admin/logout/")
    assert [text.partition("（")[0] for text in said()] == [
        "サインインが断られた",
        "サインインした",
        "サインアウトした",
    ]
    assert "203.0.113.9" in said()[0]
    assert set(LogEntry.objects.values_list("user", flat=True)) == {keeper.pk}


def test_what_advisers_and_strangers_do_is_not(client):
    User.objects.create_user("adviser", password=PASSWORD)
    client.post("/account/sign-in/", TYPED | {"username": "adviser"})
    client.post("/account/sign-out/")
    client.post("/admin/login/", TYPED | {"username": "nobody"})
    assert said() == []


def test_an_export_is_on_record(client, keeper, current):
    client.get(f"/admin/estimator/edition/{current.pk}/export/?table=source")
    assert any("取り出した：2026-11-" in text for text in said())


def test_a_change_of_rights_is_on_record(client, keeper):
    other = User.objects.create_user("other", password=PASSWORD)
    permission = Permission.objects.get(codename="publish_edition")
    typed = {
        "username": "other",
        "user_permissions": [permission.pk],
        "date_joined_0": "2026-11-22",
    }
    typed |= {"date_joined_1": "09:00", "is_active": "on", "is_staff": "on"}
    assert client.post(f"/admin/auth/user/{other.pk}/change/", typed).status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (keeper, "other")
    assert "Staff status, User permissions" in entry.get_change_message()


def test_the_record_is_read_and_searched(client, keeper, visible):
    Client().post("/admin/login/", TYPED)
    page = visible(client.get(LOG, {"q": "サインイン"}))
    assert "サインインした（127.0.0.1）" in page
    assert "keeper" in page


def test_nobody_adds_changes_or_deletes_a_line(client, keeper):
    Client().post("/admin/login/", TYPED)
    entry = LogEntry.objects.get()
    assert client.get(f"{LOG}add/").status_code == 403
    assert client.post(f"{LOG}{entry.pk}/change/", {"change_message": "x"}).status_code == 403
    assert client.post(f"{LOG}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LOG, chosen)
    assert LogEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("by_list", [True, False])
def test_whoever_is_in_the_record_cannot_be_deleted(client, keeper, by_list):
    other = User.objects.create_superuser("other", password=PASSWORD)
    Client().post("/admin/login/", TYPED | {"username": "other"})
    chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    place = "/admin/auth/user/" if by_list else f"/admin/auth/user/{other.pk}/delete/"
    client.post(place, chosen)
    assert User.objects.filter(pk=other.pk).exists()
    assert LogEntry.objects.filter(user=other).exists()
