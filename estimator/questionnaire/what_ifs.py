"""もしも: ready-made changes of the answers, each one scenario beside the answers as they are.

In the flow: answers -> the changes that fit the case and would change it. Pure; nothing is saved
here. Only what is known is halved or doubled: a guess on a guess would say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..costbook import CostBook
from ..profile import YES
from . import flow
from .conditions import Answers, Case
from .fields import Text
from .quantities import NumberQuestion
from .steps import FIELDS

Changes = Mapping[str, Any]
OTHER_TYPE = "type."  # before the code of another incident type
HALF, TWICE = Decimal("0.5"), Decimal(2)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One ready-made scenario."""

    code: str
    name: Text
    changes: Changes


def what_ifs(answers: Answers, costs: CostBook) -> tuple[WhatIf, ...]:
    """Return those that fit this case and change something in it."""
    kept = flow.reachable(answers, costs)
    found = (WhatIf(code, name, make(kept, costs)) for code, (name, make) in _KINDS.items())
    return tuple(one for one in found if any(kept.get(k) != v for k, v in one.changes.items()))


def other_types(answers: Answers, costs: CostBook) -> tuple[WhatIf, ...]:
    """Return the same company under every other incident type."""
    options = FIELDS["incident_type"].under(costs).options()
    return tuple(
        WhatIf(f"{OTHER_TYPE}{option.value}", option.label, {"incident_type": option.value})
        for option in options
        if option.value != answers.get("incident_type")
    )


def named(code: str, answers: Answers, costs: CostBook) -> WhatIf | None:
    """Return the ready-made change of this code; None where it does not fit the case."""
    found = (*what_ifs(answers, costs), *other_types(answers, costs))
    return next((one for one in found if one.code == code), None)


def name_of(code: str, costs: CostBook) -> Text:
    """Return the name of a kind; empty for one that is gone."""
    types = {one.code: one.name for one in other_types({}, costs)}
    return _KINDS[code][0] if code in _KINDS else types.get(code, "")


def _backup(kind: str) -> Callable[[Answers, CostBook], Changes]:
    """A backup counts where the answers leave open whether data recovery is bought."""

    def make(kept: Answers, costs: CostBook) -> Changes:
        if "data_loss" not in Case(kept, costs).incident_type.topics:
            return {}
        return {} if kept.get("backup") == kind else {"backup": kind, "buy_data_recovery": None}

    return make


def _times(key: str, factor: Decimal) -> Callable[[Answers, CostBook], Changes]:
    """A number that is known and not 0, times a factor; none that the question would refuse."""

    def make(kept: Answers, _costs: CostBook) -> Changes:
        field, answer = FIELDS[key], kept.get(key)
        if not answer or not isinstance(field, NumberQuestion):
            return {}
        step = Decimal(1).scaleb(-field.measure.places)
        value = (Decimal(str(answer)) * factor).quantize(step, ROUND_HALF_UP)
        if not field.measure.low <= value <= field.measure.high:
            return {}
        return {key: int(value) if value == int(value) else float(value)}

    return make


def _encrypted(kept: Answers, _costs: CostBook) -> Changes:
    """Only where it is asked: with personal data."""
    return {"data_encrypted": YES} if "data_encrypted" in kept else {}


_KINDS: dict[str, tuple[Text, Callable[[Answers, CostBook], Changes]]] = {
    "backup_offline": (_("バックアップを切り離して持つ"), _backup("offline")),
    "backup_none": (_("バックアップを持たない"), _backup("none")),
    "stop_half": (_("止まる期間が半分"), _times("stop_length", HALF)),
    "stop_twice": (_("止まる期間が2倍"), _times("stop_length", TWICE)),
    "persons_half": (_("漏れる人数が半分"), _times("persons_affected", HALF)),
    "persons_twice": (_("漏れる人数が2倍"), _times("persons_affected", TWICE)),
    "data_encrypted": (_("個人データを暗号化しておく"), _encrypted),
}
