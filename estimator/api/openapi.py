"""The OpenAPI 3.1 document: the addresses, the profile's own schema, the answer, the refusals.

In the flow: made anew from `questionnaire.schema`, the editions and the table of refusals, so that
it cannot lag behind them. A test sends what it promises and holds the answers against it.
"""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from .. import ENGINE_VERSION, costbook_store
from ..contract import LARGEST_SEED, MOST_SAMPLES
from ..costbook import CostBook
from ..outlook.simulation import SEED, SIZE
from ..presenters import spreadsheet
from ..questionnaire import schema
from . import problem_details as problems
from .answer_schema import estimate_schema
from .problem_details import MEDIA_TYPE, Kind
from .shapes import DAY, FLAG, TEXT, Shape, listed, one_of, or_null, record

SCHEMA_TYPE: Final = "application/schema+json"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
XLSX: Final = spreadsheet.MEDIA_TYPE
FILE: Final[Shape] = {"type": "string", "format": "binary"}
ALWAYS: Final = (problems.ACCEPT, problems.REFUSED, problems.INTERNAL, problems.UNAVAILABLE)
OF_A_BODY: Final = (
    problems.MALFORMED,
    problems.LENGTH,
    problems.TOO_LARGE,
    problems.MEDIA,
    problems.TOO_MANY,
)


def document(costs: CostBook) -> Shape:
    """Describe the whole API, the profile under an edition."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": _("損害ものさし HTTP API"),
            "version": ENGINE_VERSION,
            "description": _(
                "情報セキュリティ事故の想定損害額を、費目ごとの根拠つきで見積ります。"
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            reverse("api_estimates"): {"post": _estimates()},
            reverse("api_schema"): {"get": _schema()},
            reverse("api_editions"): {"get": _editions()},
            reverse("api_openapi"): {"get": _openapi()},
        },
        "components": {"schemas": _schemas(costs), "responses": _refusals()},
    }


# --- addresses ------------------------------------------------------------------------------------


def _estimates() -> Shape:
    body = {"required": True, "content": {JSON: {"schema": _ref("schemas", "Profile")}}}
    done = {
        JSON: {"schema": _ref("schemas", "Estimate")},
        XLSX: {"schema": FILE},
        PDF: {"schema": FILE},
    }
    return {
        "operationId": "createEstimate",
        "summary": _("回答から損害額を見積る。何も保存しません"),
        "parameters": parameters("edition", "as_of", "seed", "samples"),
        "requestBody": body,
        "responses": _responses(_("見積り"), done, (*OF_A_BODY, *ALWAYS)),
    }


def _schema() -> Shape:
    done = {kind: {"schema": {"type": "object"}} for kind in (SCHEMA_TYPE, JSON)}
    return {
        "operationId": "getProfileSchema",
        "summary": _("回答（PROFILE.json）の JSON Schema"),
        "parameters": parameters("edition"),
        "responses": _responses("JSON Schema 2020-12", done, ALWAYS),
    }


def _editions() -> Shape:
    return {
        "operationId": "listEditions",
        "summary": _("公開された単価表の版"),
        "parameters": parameters(),
        "responses": _responses(
            _("単価表の版"), {JSON: {"schema": _ref("schemas", "Editions")}}, ALWAYS
        ),
    }


def _openapi() -> Shape:
    return {
        "operationId": "getOpenApi",
        "summary": _("この文書"),
        "parameters": parameters("edition"),
        "responses": _responses("OpenAPI 3.1", {JSON: {"schema": {"type": "object"}}}, ALWAYS),
    }


def parameters(*names: str) -> list[dict[str, Any]]:
    """Describe these options of the query, and the language, which every address takes."""
    codes = [facts.code for facts in costbook_store.published_editions()]
    known = {
        "edition": (one_of(codes), _("単価表の版。なければ今の版")),
        "as_of": (DAY, _("基準日。なければ今日")),
        "seed": (_whole(LARGEST_SEED, SEED), _("乱数の種")),
        "samples": (_whole(MOST_SAMPLES, SIZE), _("抽選の回数")),
        "language": (
            {**one_of(["ja", "en"]), "default": "ja"},
            _("文の言語：PDF、Excel、誤りの説明、JSON Schema の説明"),
        ),
    }
    return [
        {"name": name, "in": "query", "description": known[name][1], "schema": known[name][0]}
        for name in (*names, "language")
    ]


def _whole(most: int, default: int) -> Shape:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


# --- answers --------------------------------------------------------------------------------------


def _responses(done: str, content: Shape, refusals: tuple[Kind, ...]) -> Shape:
    found: Shape = {"200": {"description": done, "content": content}}
    for kind in sorted(refusals, key=lambda kind: kind.status):
        found[str(kind.status)] = _ref("responses", kind.code)
    return found


def _refusals() -> dict[str, Shape]:
    return {kind.code: _refusal(kind) for kind in problems.KINDS}


def _refusal(kind: Kind) -> Shape:
    found: Shape = {
        "description": f"{kind.title}: {kind.remedy}",
        "content": {MEDIA_TYPE: {"schema": _ref("schemas", "Problem")}},
    }
    if kind in (problems.TOO_MANY, problems.UNAVAILABLE):
        seconds = {"description": _("待つ秒数"), "schema": {"type": "integer", "minimum": 1}}
        found["headers"] = {"Retry-After": {**seconds, "required": True}}
    return found


def _schemas(costs: CostBook) -> dict[str, Shape]:
    profile = {key: part for key, part in schema.json_schema(costs).items() if key != "$schema"}
    edition = record(
        code=TEXT, title=record(ja=TEXT, en=TEXT), published_on=or_null(DAY), is_default=FLAG
    )
    return {
        "Profile": profile,
        "Estimate": estimate_schema(),
        "Editions": record(editions=listed(edition)),
        "Problem": problem_schema(),
    }


def problem_schema() -> Shape:
    """Describe the problem details of a refusal."""
    error = record(path=TEXT, message=TEXT, allowed=TEXT)
    found = record(
        type={"enum": [kind.address for kind in problems.KINDS]},
        title=TEXT,
        status={"enum": [kind.status for kind in problems.KINDS]},
        detail=TEXT,
    )
    found["properties"]["errors"] = listed(error)  # where single values are wrong
    return found


def _ref(place: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{place}/{name}"}
