"""A row refuses what makes no sense, in the admin with a message and in the database for good."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model, RestrictedError

from estimator import models
from tests.factories import tables

pytestmark = pytest.mark.django_db


def messages(row: Model) -> dict[str, list[str]]:
    """Return what the admin would show, by field."""
    try:
        row.full_clean()
    except ValidationError as refusal:
        return refusal.message_dict
    return {}


def test_a_plain_unit_cost_is_accepted() -> None:
    assert messages(tables.UnitCostFactory()) == {}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"low": 3, "typical": 2}, "typical", "下限以上にしてください。"),
        ({"typical": 4}, "high", "中心以上にしてください。"),
        ({"low": -1}, "low", "0以上にしてください。"),
        ({"sampling_bound": 9}, "sampling_bound", "上限があるときは空にしてください。"),
        ({"high": None, "sampling_bound": 1}, "sampling_bound", "中心以上にしてください。"),
        (
            {"checked_on": date(1999, 12, 31)},
            "checked_on",
            "2000年1月1日から今日までの日付にしてください。",
        ),
        (
            {"checked_on": date(2999, 1, 1)},
            "checked_on",
            "2000年1月1日から今日までの日付にしてください。",
        ),
        ({"grade": "U"}, "grade", "未確認（U）の数値は使えません。出典を確かめてください。"),
        ({"grade": "E"}, "note_ja", "当方仮定には、そう置いた理由を書いてください。"),
        (
            {"code": "全角"},
            "code",
            "半角の英小文字・数字を、ハイフンか下線でつないでください。例: 2026-11",
        ),
    ],
)
def test_a_wrong_unit_cost_is_refused_at_its_field(
    values: dict[str, object], field: str, message: str
) -> None:
    row = tables.UnitCostFactory.build(edition=tables.EditionFactory())
    row.source = tables.SourceFactory(edition=row.edition)
    for name, value in values.items():
        setattr(row, name, Decimal(value) if isinstance(value, int) else value)
    assert message in messages(row)[field]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"low": 3}, "unit_cost_low_le_typical"),
        ({"typical": 4}, "unit_cost_typical_le_high"),
        ({"low": -1}, "unit_cost_low_not_negative"),
        ({"sampling_bound": 9}, "unit_cost_bound_for_open_high"),
        ({"grade": "U"}, "unit_cost_grade_seen"),
    ],
)
def test_the_database_refuses_it_too(values: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        tables.UnitCostFactory(**values)


def test_no_row_without_a_source() -> None:
    with pytest.raises(IntegrityError):
        tables.UnitCostFactory(source=None)


def test_a_source_of_another_edition_is_refused() -> None:
    row = tables.UnitCostFactory.build(
        edition=tables.EditionFactory(), source=tables.SourceFactory()
    )
    assert messages(row) == {"source": ["同じ版の行を選んでください。"]}


@pytest.mark.parametrize("sized", [False, True])
def test_a_unit_cost_stands_once_in_an_edition_and_size(*, sized: bool) -> None:
    size = tables.CompanySizeFactory() if sized else None
    edition = size.edition if size else tables.EditionFactory()
    tables.UnitCostFactory(edition=edition, code="forensics_pc", size=size)
    row = tables.UnitCostFactory.build(edition=edition, code="forensics_pc", size=size)
    row.source = tables.SourceFactory(edition=edition)
    assert "この版に同じコード・規模の単価があります。" in messages(row)["__all__"]


def test_a_source_in_use_cannot_be_deleted() -> None:
    row = tables.UnitCostFactory()
    with pytest.raises(RestrictedError):
        row.source.delete()


@pytest.mark.parametrize(
    ("shares", "accepted"), [((27, 29, 44), True), ((50, 30, 21), False), ((50, 30, 19), False)]
)
def test_severities_add_to_100(shares: tuple[int, int, int], accepted: bool) -> None:
    names = ("minor_percent", "moderate_percent", "major_percent")
    mix = {name: Decimal(share) for name, share in zip(names, shares, strict=True)}
    if accepted:
        assert messages(tables.IncidentTypeFactory(**mix)) == {}
        return
    with pytest.raises(IntegrityError, match="incident_type_shares_add_to_100"):
        tables.IncidentTypeFactory(**mix)


def test_fractions_of_a_percent_add_to_100_as_well() -> None:
    mix = {"minor_percent": "27.1", "moderate_percent": "29", "major_percent": "43.9"}
    row = tables.IncidentTypeFactory(**{name: Decimal(share) for name, share in mix.items()})
    assert messages(row) == {}


def test_an_unknown_topic_is_refused() -> None:
    row = tables.IncidentTypeFactory(topics=["stop", "weather"])
    assert messages(row) == {"topics": ["知らない論点です: weather"]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": "no_such_question"}, "key"),
        ({"key": "pcs_examined", "option": "yes"}, "option"),
        ({"key": "hire_forensics", "option": ""}, "option"),
        ({"key": "hire_forensics", "option": "no"}, "option"),
        ({"key": "notice_form", "option": "letter"}, "option"),
        ({"key": "hire_forensics", "option": "yes", "unit": "yen"}, "unit"),
        ({"given_key": "pcs_examined", "given_option": "1"}, "given_key"),
        ({"given_key": "backup", "given_option": "cloud"}, "given_option"),
        ({"key": "hire_forensics", "option": "yes", "unit": "percent", "typical": 101}, "typical"),
    ],
)
def test_a_typical_answer_names_a_known_question_and_option(
    values: dict[str, object], field: str
) -> None:
    row = tables.TypicalAnswerFactory(high=None)
    for name, value in values.items():
        setattr(row, name, value)
    assert field in messages(row)


def test_a_typical_answer_stands_once_for_a_situation() -> None:
    first = tables.TypicalAnswerFactory(severity="minor")
    same = {"edition": first.edition, "source": first.source, "severity": "minor"}
    row = tables.TypicalAnswerFactory.build(**same)
    assert "この版に同じ条件の行があります。" in messages(row)["__all__"]


def test_a_margin_is_at_most_100_percent() -> None:
    row = tables.IndustryFigureFactory(high=Decimal(101))
    assert messages(row) == {"high": ["100％以下にしてください。"]}


@pytest.mark.parametrize("model", [models.UnitCost, models.Edition, models.TypicalAnswer])
def test_every_field_is_explained_in_japanese(model: type[Model]) -> None:
    for field in model._meta.fields:
        if field.name != "id":
            assert field.help_text
            assert not str(field.verbose_name).isascii() or field.name == "url"
