"""Every page of the admin renders, in few queries, without a word that the CSP would stop."""

import re

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from estimator import models
from estimator.models import Edition
from tests.factories import tables

pytestmark = pytest.mark.django_db

TABLES = (
    models.Edition,
    models.Source,
    models.UnitCost,
    models.Scale,
    models.StatutoryAmount,
    models.ExchangeRate,
    models.CompanySize,
    models.Industry,
    models.IndustryFigure,
    models.IncidentType,
    models.TypicalAnswer,
    models.Benchmark,
    models.IncidentRate,
    models.PaymentTiming,
    models.SamplePolicy,
    models.Measure,
    models.MeasureFigure,
    models.StandardText,
)
WITH_FIGURES = TABLES[2:]
INLINE = re.compile(r"<style|style=|<script(?![^>]*\bsrc=)[^>]*>\s*\S|\son\w+=\"")
LIST_QUERIES = 20  # session, user, counts, the page, and one query for each filter


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:estimator_{model._meta.model_name}_{page}", args=args)


def row_of(model: type[Model], edition: Edition) -> Model | None:
    return edition if model is Edition else model.objects.filter(edition=edition).first()


@pytest.mark.parametrize("model", TABLES)
def test_the_list_renders_and_searches_in_few_queries(
    admin_client: Client, editions: None, model: type, django_assert_max_num_queries: object
) -> None:
    for query in ({}, {"q": "JNSA"}):
        with django_assert_max_num_queries(LIST_QUERIES):
            page = admin_client.get(address(model, "changelist"), query)
        assert page.status_code == 200
        assert "損害ものさし 管理" in page.content.decode()
        assert not INLINE.search(page.content.decode())


@pytest.mark.parametrize("model", TABLES)
def test_a_new_row_can_be_begun(admin_client: Client, draft: Edition, model: type) -> None:
    page = admin_client.get(address(model, "add"))
    assert page.status_code == 200
    assert not INLINE.search(page.content.decode())


@pytest.mark.parametrize("model", TABLES)
def test_a_row_of_a_draft_can_be_edited(admin_client: Client, draft: Edition, model: type) -> None:
    tables.outlook_rows(draft)
    row = row_of(model, draft)
    page = admin_client.get(address(model, "change", row.pk))
    assert page.status_code == 200
    assert 'name="_save"' in page.content.decode()
    assert "{#" not in page.content.decode()
    assert not INLINE.search(page.content.decode())


@pytest.mark.parametrize("model", TABLES)
def test_a_row_of_a_published_edition_can_only_be_read(
    admin_client: Client, current: Edition, model: type
) -> None:
    printed = tables.EditionFactory()
    tables.outlook_rows(printed)
    tables.published(printed)
    row = row_of(model, current) or row_of(model, printed)
    page = admin_client.get(address(model, "change", row.pk))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    for step in ("change", "delete"):
        assert admin_client.post(address(model, step, row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", WITH_FIGURES)
def test_a_list_shows_what_an_analyst_checks(model: type) -> None:
    columns = admin.site.get_model_admin(model).list_display
    for column in ("in_force_from", "source_code", "grade_letter", "checked_on"):
        assert column in columns


@pytest.mark.parametrize("model", TABLES)
def test_every_field_of_a_draft_stands_in_a_fieldset(model: type) -> None:
    shown = admin.utils.flatten_fieldsets(admin.site.get_model_admin(model).fieldsets)
    written = {field.name for field in model._meta.fields if field.editable and field.name != "id"}
    assert written <= set(shown)


def test_figures_not_checked_for_a_year_can_be_listed(admin_client: Client, draft: Edition) -> None:
    draft.unitcost_rows.filter(code="pc_replace").update(checked_on="2020-01-01")
    page = admin_client.get(address(models.UnitCost, "changelist"), {"not_checked": "12_months"})
    assert [row.code for row in page.context["cl"].result_list] == ["pc_replace"]


def test_a_figure_is_shown_without_the_zeros_of_the_database(
    admin_client: Client, draft: Edition
) -> None:
    row = draft.unitcost_rows.get(code="card_fraud_share")
    page = admin_client.get(address(models.UnitCost, "change", row.pk)).content.decode()
    assert 'value="2.5"' in page
    assert ".5000" not in page


def test_an_edition_links_to_its_tables(admin_client: Client, draft: Edition) -> None:
    page = admin_client.get(address(Edition, "change", draft.pk)).content.decode()
    link = f"{address(models.UnitCost, 'changelist')}?edition__id__exact={draft.pk}"
    assert link in page
    rows = admin_client.get(link).context["cl"].result_count
    assert f"単価（{rows}）" in page


def test_only_rows_of_the_same_draft_can_be_linked(admin_client: Client, draft: Edition) -> None:
    row = draft.unitcost_rows.first()
    form = admin_client.get(address(models.UnitCost, "change", row.pk)).context["adminform"].form
    assert {source.edition_id for source in form.fields["source"].queryset} == {draft.pk}
    assert list(form.fields["edition"].queryset) == [draft]


def test_the_draft_being_worked_on_is_filled_in(admin_client: Client, draft: Edition) -> None:
    page = admin_client.get(address(models.UnitCost, "add"))
    assert page.context["adminform"].form.initial["edition"] == draft.pk
