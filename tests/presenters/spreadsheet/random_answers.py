"""Random profiles by the published schema, the same for the same seed."""

import random
from typing import Any

from estimator.costbook import CostBook
from estimator.questionnaire import answers, schema
from estimator.questionnaire.problems import AnswersRefused

MOST = 10**9  # the largest figure drawn; the schema allows more
NOT_KNOWN = 0.35  # how often a question is answered わからない
TEXTS = {"company_name": "=1+1株式会社", "case_note": "@SUM(A1) -2+3"}
LEFT_OUT = {"discovered_on", "measures", "own_quotes", *TEXTS}
OPEN_QUOTE = {"label": "=HYPERLINK(A1)", "covers": ["forensics", "containment"]}
QUOTE = {
    "label": "+81 見積",
    "covers": ["call_center"],
    "low_yen": 1_000_001,
    "high_yen": 1_500_000,
}


def random_answers(seed: int, costs: CostBook) -> dict[str, Any]:
    """Answer every question at random, until the answers fit together."""
    chance = random.Random(seed)
    known = schema.json_schema(costs)["properties"]
    while True:
        document = {k: _answer(p, chance) for k, p in known.items() if k not in LEFT_OUT}
        document |= TEXTS | {"incident_type": chance.choice(sorted(costs.incident_types))}
        document["own_quotes"] = chance.choice(([], [], [QUOTE], [OPEN_QUOTE]))
        try:
            answers.profile(schema.checked(document, costs), costs)
        except AnswersRefused:
            continue
        return document


def _answer(known: dict[str, Any], chance: random.Random) -> Any:
    if chance.random() < NOT_KNOWN:
        return None
    if "enum" in known:
        return chance.choice(known["enum"])
    if "maximum" not in known:
        return None
    least, most = max(0, known["minimum"]), min(MOST, known["maximum"])
    if most <= 1_000:
        return chance.randint(int(least), int(most))
    return int(max(least, 10 ** chance.uniform(0, len(str(most)) - 1)))
