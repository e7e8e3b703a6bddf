"""A form step in bare Django and htmx: what the framework itself costs on this machine.

One file: the same middlewares as the product where Django or a library brings them, a page of six
fields, and a POST that validates them, writes six rows in one transaction and answers with the
page's region. Served by gunicorn with the product's own configuration; run as a program it makes
its table.
"""

from __future__ import annotations

import os
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.urls import path

from config.environment import env_database

HOME = Path(os.environ["VAR_DIR"])
FIELDS = tuple(f"answer_{number}" for number in range(1, 7))
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
)
PAGE = """{% if not htmx %}<!doctype html><html lang="ja"><title>bare</title><body>{% endif %}
<main id="main"><form method="post" hx-post="/step/" hx-target="#main">
<input type="hidden" name="csrfmiddlewaretoken" value="{{ token }}">
{{ form.as_div }}<button>続ける</button></form></main>
{% if not htmx %}</body></html>{% endif %}"""

settings.configure(
    SECRET_KEY="bare" * 20,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="bench.traffic.bare",
    MIDDLEWARE=MIDDLEWARE,
    INSTALLED_APPS=(
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "csp", "django_htmx",
    ),
    DATABASES={"default": env_database("DATABASE_URL", HOME / "bare.sqlite3")},
    STATIC_URL="/static/",
    STATIC_ROOT=HOME,
    USE_TZ=True,
)  # fmt: skip
application = get_wsgi_application()

from django.db import connection, models, transaction  # noqa: E402 - needs the settings


class Answer(models.Model):
    """One answer of one visitor."""

    visitor = models.CharField(max_length=64)
    key = models.CharField(max_length=32)
    value = models.PositiveBigIntegerField()

    class Meta:
        app_label = "bare"
        constraints = [models.UniqueConstraint(fields=("visitor", "key"), name="bare_once")]

    def __str__(self) -> str:
        return self.key


class StepForm(forms.Form):
    """Six figures."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for name in FIELDS:
            self.fields[name] = forms.IntegerField(min_value=0, max_value=10**12, label=name)


def step(request: HttpRequest) -> HttpResponse:
    """Show the fields, or save them and show the next."""
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        visitor = request.COOKIES.get("csrftoken", "")[:64]
        rows = [Answer(visitor=visitor, key=k, value=v) for k, v in form.cleaned_data.items()]
        with transaction.atomic():
            Answer.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=("visitor", "key"),
                update_fields=("value",),
            )  # fmt: skip
        form = StepForm()
    context = {"form": form, "htmx": bool(request.htmx), "token": get_token(request)}  # type: ignore[attr-defined]
    status = 422 if form.is_bound else 200
    return HttpResponse(TEMPLATE.render(Context(context)), status=status)


def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer at once."""
    return HttpResponse("ok")


TEMPLATE = Engine(debug=False).from_string(PAGE)
urlpatterns = [path("step/", step), path("healthz", healthz)]


if __name__ == "__main__":  # once, before it is served
    with connection.schema_editor() as editor:
        editor.create_model(Answer)
