"""The door of the admin: wrong passwords count as they do for advisers, and with theirs."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from estimator import throttle
from estimator.models import SignInTries

ADMIN, ADVISERS = "/admin/login/", "/account/sign-in/"
PASSWORD = "さくら2026の春、長い"
TYPED = {"username": "keeper", "password": PASSWORD, "next": "/admin/"}
WRONG = TYPED | {"password": "x"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper() -> User:
    return User.objects.create_superuser("keeper", password=PASSWORD)


def wrong_five_times(client: Client, door: str) -> None:
    for _try in range(throttle.MOST_TRIES):
        assert client.post(door, WRONG).status_code != 302


def test_the_right_password_opens_and_is_forgotten(client):
    client.post(ADMIN, WRONG)
    assert client.post(ADMIN, TYPED).url == "/admin/"
    assert not SignInTries.objects.exists()


@pytest.mark.parametrize("door", [ADMIN, ADVISERS])
def test_five_wrong_ones_close_both_doors_for_the_name(client, door, visible):
    wrong_five_times(client, door)
    for closed in (ADMIN, ADVISERS):
        answer = client.post(closed, TYPED)
        assert answer.status_code == 429
        assert "あと15分" in visible(answer)
        assert 0 < int(answer["Retry-After"]) <= 900


def test_another_name_and_another_network_stay_open(client):
    wrong_five_times(client, ADMIN)
    assert client.post(ADMIN, TYPED, REMOTE_ADDR="203.0.113.9").status_code == 302
    User.objects.create_superuser("second", password=PASSWORD)
    assert Client().post(ADMIN, TYPED | {"username": "second"}).status_code == 302


def test_whoever_is_signed_in_cannot_guess_for_another_without_end(client):
    client.force_login(User.objects.create_user("adviser"))
    wrong_five_times(client, ADMIN)
    assert client.post(ADMIN, TYPED).status_code == 429


def test_only_staff_come_in(client):
    User.objects.update(is_staff=False)
    assert client.post(ADMIN, TYPED).status_code == 200
    assert client.get("/admin/").status_code == 302
