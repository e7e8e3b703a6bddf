"""The same report asked for again is there: nothing is estimated, drawn by chance or rendered."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.template.base import Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from estimator import actual_store
from estimator.models import Drawing
from estimator.outlook.actuals import Payment
from tests.factories.assessments import TOKEN

from .links import shared

REPORT, PDF = (reverse(name, args=[TOKEN]) for name in ("report", "report_pdf"))


@pytest.fixture
def no_work(monkeypatch) -> Callable[[], None]:
    """Return a function after which nothing may be estimated, drawn by chance or rendered."""

    def refuse(*_values, **_named) -> None:
        raise AssertionError("worked out again")

    def forbid() -> None:
        monkeypatch.setattr("estimator.estimating.estimate", refuse)
        monkeypatch.setattr("estimator.views.estimating.outlook", refuse)
        monkeypatch.setattr(Template, "render", refuse)
        monkeypatch.setattr("estimator.views.report.report_html", refuse)

    return forbid


@pytest.mark.usefixtures("example", "written")
def test_the_second_request_works_nothing_out(client, no_work) -> None:
    client.post(REPORT)
    no_work()
    with CaptureQueriesContext(connection) as asked:
        assert client.post(REPORT).url == PDF
    with CaptureQueriesContext(connection) as fetched:
        assert client.get(PDF).content == b"%PDF-1.7"
    # Nine; three more where a minute begins, in which requests are counted.
    assert len(asked) <= 12
    assert len(fetched) <= 5
    assert Drawing.objects.count() == 1


def test_nor_does_the_second_through_a_link(client, example, written, no_work) -> None:
    address = reverse("shared_pdf", args=[shared(client)])
    first = client.get(address)
    no_work()
    second = client.get(address)
    assert first.content == second.content == b"%PDF-1.7"
    assert len(written) == 1


def test_what_was_asked_for_again_is_what_is_served(
    client, example, drawn_at_once, written
) -> None:
    """Japanese, English, Japanese: the file is that of the last request."""
    drawn_at_once.outcome = b"%PDF-1.7 ja"
    client.post(REPORT)
    drawn_at_once.outcome = b"%PDF-1.7 en"
    client.cookies["language"] = "en"
    client.post(REPORT)
    assert client.get(PDF).content == b"%PDF-1.7 en"
    client.cookies["language"] = "ja"
    client.post(REPORT)
    assert client.get(PDF).content == b"%PDF-1.7 ja"
    assert len(written) == 2


def test_what_changes_while_a_report_is_written_is_not_in_it(
    client, example, written, monkeypatch
) -> None:
    def meanwhile(*_values, **_named) -> str:
        paid = Payment("forensics", 1_000_000, timezone.localdate())
        actual_store.add(example, paid, form_key="a", now=timezone.now())
        return "<p>without the payment"

    with monkeypatch.context() as during:
        during.setattr("estimator.views.report.report_html", meanwhile)
        client.post(REPORT)
    client.post(REPORT)
    assert len(written) == 1


def test_templates_that_are_worked_on_are_always_rendered(
    client, example, written, settings
) -> None:
    settings.DEBUG = True
    client.post(REPORT)
    client.post(REPORT)
    assert len(written) == 2
