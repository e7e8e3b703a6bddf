"""What was sent: the query, the form of answer asked for, the body.

Out: plain values. Raises `Refusal` for what cannot be read and `OptionsRefused` for a query that
says something unknown or says it twice: an option misspelt must not be passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..contract import LARGEST, OptionsRefused
from ..questionnaire.problems import Problem, printable
from . import problem_details as problems
from .problem_details import Refusal

JSON = "application/json"


def query(request: HttpRequest, *names: str) -> dict[str, str]:
    """Return the options of the query, the language left out. Raises: OptionsRefused."""
    known = (*names, "language")
    try:
        found = [*_unknown(request, known), *_language(request)]
    except TooManyFieldsSent as many:
        raise OptionsRefused((Problem("", _("項目が多すぎます"), ", ".join(known)),)) from many
    if found:
        raise OptionsRefused(tuple(found))
    return {name: request.GET[name] for name in names if name in request.GET}


def _unknown(request: HttpRequest, known: tuple[str, ...]) -> Iterable[Problem]:
    allowed = _("次の名前: %(names)s") % {"names": ", ".join(known)}
    for name, values in request.GET.lists():
        if name not in known:
            yield Problem(printable(name), _("知らない名前です"), allowed)
        elif len(values) > 1:
            wrong = _("%(name)s が2回あります") % {"name": name}
            yield Problem(name, wrong, _("一つだけ"))


def _language(request: HttpRequest) -> Iterable[Problem]:
    codes = [code for code, _name in settings.LANGUAGES]
    if request.GET.get("language", codes[0]) not in codes:
        allowed = _("次のどれか: %(values)s") % {"values": ", ".join(codes)}
        yield Problem("language", _("選択肢にない値です"), allowed)


def in_query(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say that a problem is in the query: query.as_of."""
    return tuple(replace(problem, path=f"query.{problem.path}".rstrip(".")) for problem in found)


def form_of_answer(request: HttpRequest, *offered: str) -> str:
    """Return which media type to answer with; the first offered when anything will do.

    Raises: Refusal.
    """
    if not request.headers.get("Accept", "").strip():
        return offered[0]
    chosen = request.get_preferred_type(list(offered))
    if chosen is None:
        detail = _("答えられる形式: %(types)s") % {"types": ", ".join(offered)}
        raise Refusal(problems.ACCEPT, detail)
    return str(chosen)


def body(request: HttpRequest) -> bytes:
    """Read a JSON body, never more of it than a profile may have. Raises: Refusal."""
    if not _is_json(request):
        raise Refusal(problems.MEDIA, headers={"Accept-Post": JSON})
    if not request.headers.get("Content-Length") and request.headers.get("Transfer-Encoding"):
        raise Refusal(problems.LENGTH)
    text = request.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise Refusal(problems.TOO_LARGE)
    return text


def _is_json(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    return request.content_type == JSON and charset == "utf-8" and coding == "identity"
