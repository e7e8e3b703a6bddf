"""PROFILE.json: its published JSON Schema and the strict check against it.

In the flow: in front of `answers.profile` for documents from outside. The schema is generated
from STEPS, so that form and document cannot drift apart. Everything wrong with a document is a
`Problem` with the path of the field, what is wrong and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from ..costbook import CostBook
from ..estimate import ITEM_TOTALS
from . import measures, own_quotes
from .fields import NAME_PATTERN, QuestionField, Schema
from .numbers import MAX_VALUE
from .own_quotes import ItemTotals
from .problems import AnswersRefused, Problem, printable
from .reading import load
from .steps import FIELDS

MAX_QUOTES = 100
MAX_LABEL = 200
__all__ = ["check", "checked", "json_schema", "load"]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

# --- the published schema -------------------------------------------------------------------------


def json_schema(costs: CostBook, item_totals: ItemTotals = ITEM_TOTALS) -> Schema:
    """Return the JSON Schema (draft 2020-12) of PROFILE.json under an edition."""
    properties = {key: _property(field.under(costs)) for key, field in FIELDS.items()}
    properties[own_quotes.KEY] = _quotes(item_totals)
    properties[measures.KEY] = measures.schema(costs)
    return {
        "$schema": _DRAFT,
        "title": _("損害ものさしの回答（PROFILE.json）"),
        "description": _("書いていない答えと null は「わからない」です。単価表の版: %(edition)s")
        % {"edition": costs.edition},
        "type": "object",
        "properties": properties,
        "required": ["incident_type"],
        "additionalProperties": False,
    }


def _property(field: QuestionField) -> Schema:
    schema = field.value_schema()
    if field.key != "incident_type":  # everything else may be わからない
        schema = _nullable(schema)
    return {"title": str(field.label), "description": _described(field), **schema}


def _nullable(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _described(field: QuestionField) -> str:
    """Return the hint, the unit and what each option of a list means."""
    unit = str(field.unit_label())
    parts = [str(field.hint), f"[{unit}]" if unit else ""]
    parts += [f"{option.value}: {option.label}" for option in field.options()]
    return " ".join(part for part in parts if part)


def _quotes(item_totals: ItemTotals) -> Schema:
    yen = {"type": ["integer", "null"], "minimum": 0, "maximum": int(MAX_VALUE)}
    label = {"type": "string", "minLength": 1, "maxLength": MAX_LABEL, "pattern": NAME_PATTERN}
    covers = {"type": "array", "items": {"enum": list(item_totals)}, "minItems": 1}
    return {
        "title": _("自社の見積り"),
        "description": _("金額（amount_yen）か幅（low_yen と high_yen）、またはどちらもなし"),
        "type": "array",
        "maxItems": MAX_QUOTES,
        "items": {
            "type": "object",
            "properties": {
                "label": label,
                "covers": covers,
                "amount_yen": yen,
                "low_yen": yen,
                "high_yen": yen,
            },
            "required": ["label", "covers"],
            "additionalProperties": False,
        },
    }


# --- the strict check -----------------------------------------------------------------------------


def _is_number(_checker: object, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return isinstance(value, int) or Decimal(value).is_finite()


def _is_integer(checker: object, value: object) -> bool:
    if not _is_number(checker, value):
        return False
    exact = Decimal(cast("float | Decimal", value))
    return exact == exact.to_integral_value()


_TYPES: TypeChecker = Draft202012Validator.TYPE_CHECKER.redefine_many(
    {"number": _is_number, "integer": _is_integer}
)
_Validator = extend(Draft202012Validator, type_checker=_TYPES)
_FORMATS = FormatChecker(())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def check(
    document: object, costs: CostBook, item_totals: ItemTotals = ITEM_TOTALS
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a document, by path; nothing when it is accepted."""
    problems = against(document, json_schema(costs, item_totals))
    if problems or not isinstance(document, dict):
        return problems
    return (
        *own_quotes.check(document.get(own_quotes.KEY, []), item_totals),
        *measures.check(document.get(measures.KEY, [])),
    )


def against(document: object, schema: Schema) -> tuple[Problem, ...]:
    """Return what of a document a schema does not allow, one problem for each field."""
    validator = _Validator(schema, format_checker=_FORMATS)
    errors = sorted(validator.iter_errors(document), key=lambda error: error.json_path)
    found = [problem for error in errors for problem in _problems(error)]
    # 10^30 of the wrong type is said once.
    return tuple({problem.path: problem for problem in reversed(found)}.values())[::-1]


def checked(
    document: dict[str, Any], costs: CostBook, item_totals: ItemTotals = ITEM_TOTALS
) -> dict[str, Any]:
    """Return a document that is accepted. Raises: AnswersRefused."""
    if problems := check(document, costs, item_totals):
        raise AnswersRefused(problems)
    return document


def _problems(error: ValidationError) -> Iterator[Problem]:
    path, place = _path(error.absolute_path), cast("Schema", error.schema)
    given = cast("dict[str, Any]", error.instance)
    if error.validator == "additionalProperties":
        yield from _unknown_names(path, given, place["properties"])
    elif error.validator == "required":
        for name in place["required"]:
            if name not in given:
                wrong = _("%(name)s がありません") % {"name": name}
                yield Problem(_joined(path, name), wrong, _allowed(place["properties"][name]))
    else:
        yield Problem(path, _wrong(str(error.validator)), _allowed(place))


def _unknown_names(path: str, given: dict[str, Any], known: Schema) -> Iterator[Problem]:
    allowed = _("次の名前: %(names)s") % {"names": ", ".join(known)}
    for name in sorted(given.keys() - known.keys()):
        yield Problem(_joined(path, printable(name)), _("知らない名前です"), allowed)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _path(parts: Iterable[str | int]) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".")


def _wrong(keyword: str) -> str:
    sentences = {
        "type": _("型が違います"),
        "enum": _("選択肢にない値です"),
        "minimum": _("小さすぎます"),
        "maximum": _("大きすぎます"),
        "minLength": _("空です"),
        "maxLength": _("長すぎます"),
        "pattern": _("使えない文字があります"),
        "format": _("日付として読めません"),
        "minItems": _("空の一覧です"),
        "maxItems": _("項目が多すぎます"),
    }
    return sentences.get(keyword, _("正しくありません"))


def _allowed(schema: Schema) -> str:
    """Say what a schema would accept."""
    if "enum" in schema:
        return _("次のどれか: %(values)s") % {"values": _listed(schema["enum"])}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "maximum" in schema:
        kinds = [
            f"{k} {schema['minimum']}–{schema['maximum']}" if k != "null" else k for k in kinds
        ]
    if schema.get("format") == "date":
        kinds = ["YYYY-MM-DD", *kinds[1:]]
    elif "maxLength" in schema:
        limit = _("HTMLのタグや見えない文字のない%(most)d文字以内の文字列")
        kinds = [limit % {"most": schema["maxLength"]}, *kinds[1:]]
    return " / ".join(kinds)


def _listed(values: list[Any]) -> str:
    return ", ".join("null" if value is None else str(value) for value in values)
