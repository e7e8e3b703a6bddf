"""Every way in which the API refuses, as problem details (RFC 9457).

In the flow: whatever goes wrong raises `Refusal`; `endpoint` answers with what `answer` writes.
The table of kinds is also read by the OpenAPI document and the page /api/.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..questionnaire.problems import Problem

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of refusal: its status and what it is called; its type leads to the page /api/."""

    code: str
    status: int
    title: str | Promise
    remedy: str | Promise  # what the caller does about it

    @property
    def address(self) -> str:
        """Return the type: the same on every installation, and a place to read about it."""
        return f"{reverse('api')}#{self.code}"


MALFORMED = Kind(
    "malformed-json",
    400,
    _("JSONとして読めません"),
    _("本文をUTF-8のJSONにします。NaN、同じ名前の重複、20段を超える入れ子は読みません。"),
)
NOT_FOUND = Kind(
    "not-found", 404, _("このアドレスはありません"), _("/api/ のページにあるアドレスを使います。")
)
METHOD = Kind(
    "method-not-allowed",
    405,
    _("このメソッドは使えません"),
    _("Allow ヘッダーにあるメソッドを使います。"),
)
ACCEPT = Kind(
    "not-acceptable",
    406,
    _("求められた形式では答えられません"),
    _("Accept ヘッダーに、答えられる形式を書きます。"),
)
LENGTH = Kind(
    "length-required",
    411,
    _("本文の長さがありません"),
    _("Content-Length ヘッダーをつけます。分割した送信（chunked）は読みません。"),
)
TOO_LARGE = Kind("too-large", 413, _("本文が大きすぎます"), _("本文を256 kB までにします。"))
MEDIA = Kind(
    "unsupported-media-type",
    415,
    _("この形式の本文は読めません"),
    _("Content-Type: application/json（UTF-8、圧縮なし）で送ります。"),
)
REFUSED = Kind(
    "unprocessable",
    422,
    _("使えない値があります"),
    _("errors の path が場所、message が誤り、allowed が使える値です。"),
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    _("短い間に送りすぎです"),
    _("Retry-After ヘッダーの秒数だけ待って送り直します。"),
)
INTERNAL = Kind(
    "internal-error",
    500,
    _("こちらの誤りで答えられません"),
    _("同じ内容で続くときは、このサイトの管理者に知らせてください。"),
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    _("いまは答えられません"),
    _("単価表の版がまだ公開されていないか、PDFの作成が混み合っています。後で送り直します。"),
)
KINDS: Final = (
    MALFORMED,
    NOT_FOUND,
    METHOD,
    ACCEPT,
    LENGTH,
    TOO_LARGE,
    MEDIA,
    REFUSED,
    TOO_MANY,
    INTERNAL,
    UNAVAILABLE,
)


class Refusal(Exception):
    """The request is answered with problem details."""

    def __init__(
        self,
        kind: Kind,
        detail: str = "",
        *,
        errors: Sequence[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def answer(refusal: Refusal) -> HttpResponse:
    """Write the problem details in the language in force."""
    kind = refusal.kind
    body: dict[str, Any] = {
        "type": kind.address,
        "title": str(kind.title),
        "status": kind.status,
        "detail": refusal.detail or str(kind.remedy),
    }
    if refusal.errors:
        body["errors"] = [_error(problem) for problem in refusal.errors]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, indent=2) + "\n",
        content_type=MEDIA_TYPE,
        status=kind.status,
        headers=refusal.headers,
    )


def _error(problem: Problem) -> dict[str, str]:
    return {"path": problem.path, "message": problem.wrong, "allowed": problem.allowed}
