"""One row of a portfolio -> its figures, those of `manage.py estimate` to the yen.

In: PROFILE.json as text, perhaps with an `id` of the one who asks; the terms. Out: plain values,
or what is wrong, field by field. Of the outlook only the headline's percentiles are worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.utils.translation import gettext as _

from ..contract import Options, estimate_of
from ..estimate import Category, Estimate, Total
from ..outlook.distribution import percentiles
from ..outlook.simulation import CANNOT_DRAW, simulate
from ..presenters.json_export.document import range_json
from ..questionnaire import reading, schema
from ..questionnaire.problems import AnswersRefused, Problem
from .reading import ID

LONGEST_ID: Final = 200

Result = dict[str, Any]


def result_of(line: int, text: str, options: Options) -> Result:
    """Estimate a row, or say what is wrong with it; never stop the others."""
    found: Result = {"line": line, "id": ""}
    try:
        document = reading.load(text)
        found["id"] = _id_of(document.pop(ID, ""))
        checked = schema.checked(document, options.costs)
        made = estimate_of(checked, options.costs, as_of=options.as_of)
    except AnswersRefused as refused:
        return found | {"problems": [asdict(problem) for problem in refused.problems]}
    return found | _figures(made, checked) | _spread(made, options)


def _id_of(given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int) or len(str(given)) > LONGEST_ID:
        allowed = _("%(most)d文字以内の文字列か整数") % {"most": LONGEST_ID}
        raise AnswersRefused((Problem(ID, _("型が違います"), allowed),))
    return str(given)


def _figures(made: Estimate, document: Mapping[str, Any]) -> Result:
    totals = {str(kind): range_json(made.total(kind)) for kind in Total}
    return {
        "company_name": document.get("company_name") or "",
        "incident_type": made.profile.incident.incident_type,
        "totals": {"headline": range_json(made.headline), **totals},
        "categories": {str(c): range_json(made.category(c)) for c in Category},
    }


def _spread(made: Estimate, options: Options) -> Result:
    try:
        drawn = simulate(made, options.costs, seed=options.seed, size=options.samples)
    except CANNOT_DRAW as missing:
        return {"percentiles": None, "no_distribution": missing.code}
    return {"percentiles": asdict(percentiles(drawn.headline)), "no_distribution": None}
