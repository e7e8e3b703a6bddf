"""Every list of figures is searched by Japanese name, by code and by source."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from estimator.costbook_store.staleness import EVIDENCED
from estimator.models import (
    ExchangeRate,
    IncidentRate,
    IndustryFigure,
    MeasureFigure,
    TypicalAnswer,
)
from estimator.questionnaire.names import short_name

pytestmark = pytest.mark.django_db

NAME = {
    ExchangeRate: lambda row: row.get_currency_display(),
    IncidentRate: lambda row: row.incident_type.name_ja,
    IndustryFigure: lambda row: row.get_kind_display(),
    MeasureFigure: lambda row: row.measure.name_ja,
    TypicalAnswer: lambda row: short_name(row.key),
}
CODE = {
    ExchangeRate: lambda row: row.currency,
    IncidentRate: lambda row: row.incident_type.code,
    IndustryFigure: lambda row: row.industry.code,
    MeasureFigure: lambda row: row.measure.code,
    TypicalAnswer: lambda row: row.key,
}


def found(client: Client, table: type[Any], words: str) -> set[int]:
    address = reverse(f"admin:estimator_{table._meta.model_name}_changelist")
    page = client.get(address, {"q": words, "all": ""})
    return set(page.context["cl"].queryset.values_list("pk", flat=True))


@pytest.mark.parametrize("table", EVIDENCED)
def test_a_row_is_found_by_name_code_and_source(
    admin_client: Client, editions: None, table: Any
) -> None:
    row = table.objects.select_related("source").first()
    for words in (
        NAME.get(table, lambda row: row.name_ja)(row),
        CODE.get(table, lambda row: row.code)(row),
        row.source.code,
        row.source.publisher,
    ):
        assert row.pk in found(admin_client, table, str(words)), words


@pytest.mark.parametrize("table", EVIDENCED)
def test_what_is_not_there_finds_nothing(admin_client: Client, editions: None, table: Any) -> None:
    assert table.objects.exists()
    assert found(admin_client, table, "どこにもない語") == set()


def test_a_search_stays_within_the_filter(admin_client: Client, draft: Any) -> None:
    address = reverse("admin:estimator_exchangerate_changelist")
    page = admin_client.get(address, {"q": "米ドル", "edition__id__exact": draft.pk})
    assert [row.edition for row in page.context["cl"].queryset] == [draft]
