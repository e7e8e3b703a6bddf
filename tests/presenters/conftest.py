"""The shipped edition and estimates of the example company under it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from estimator import costbook_store
from estimator.costbook import CostBook
from estimator.engine.calculate import estimate as calculate
from estimator.estimate import Estimate
from estimator.estimating import by_type
from estimator.outlook.outlook import Outlook, outlook
from estimator.presenters.outlook_view import OutlookView, outlook_view
from estimator.presenters.report.pdf import Printed, render_report, report_html
from estimator.presenters.wording import Wording
from estimator.profile import YES
from estimator.questionnaire import answers as questionnaire_answers

AS_OF = date(2026, 11, 21)
FEW_DRAWS = 1_000  # enough for words
EXAMPLES = Path(__file__).parents[2] / "fixtures" / "examples"
KEPT_WHEN_UNKNOWN = {"incident_type", "stop_unit", "own_quotes"}
TEXTS = {"company_name", "prepared_by", "case_name", "case_note"}


@pytest.fixture
def costs(editions) -> CostBook:
    """The current edition."""
    return costbook_store.load("2026-11")


@pytest.fixture
def answers() -> dict[str, Any]:
    """The example company's answers."""
    return json.loads((EXAMPLES / "example-manufacturer-50.json").read_text("utf-8"))


@pytest.fixture
def all_unknown(answers) -> dict[str, Any]:
    """Every question answered わからない."""
    blank = {key: "" if key in TEXTS else None for key in answers}
    return blank | {key: answers[key] for key in KEPT_WHEN_UNKNOWN}


@pytest.fixture
def nothing_lost(answers) -> dict[str, Any]:
    """Nothing bought, nothing stopped, nobody concerned: 0 yen."""
    quiet = {key: "no" if value == YES else value for key, value in answers.items()}
    quiet = {k: 0 if isinstance(v, int | float) else v for k, v in quiet.items()}
    unasked = {k: _nothing(k) for k, v in quiet.items() if v is None and k != "industry"}
    return quiet | unasked | {"notice_form": "none", "employees": 3, "discovered_on": None}


def _nothing(key: str) -> str | int | None:
    if key.startswith(("hire", "buy", "search", "outsource", "mandate")):
        return "no"
    return None if key in ("call_center_seats_by_month", "amount_claimed_yen") else 0


@pytest.fixture
def make_estimate(costs, answers) -> Callable[..., Estimate]:
    """Return a function that estimates the example with some answers changed."""

    def make(**changed: Any) -> Estimate:
        profile = questionnaire_answers.profile(answers | changed, costs)
        return calculate(profile, costs, as_of=AS_OF)

    return make


@pytest.fixture
def make_outlook(costs, answers) -> Callable[..., tuple[Estimate, Outlook]]:
    """Return a function that estimates likewise and says what it means, the year included."""

    def make(**changed: Any) -> tuple[Estimate, Outlook]:
        document = answers | changed
        profile = questionnaire_answers.profile(document, costs)
        made = calculate(profile, costs, as_of=AS_OF)
        return made, outlook(made, costs, by_type(document, costs, as_of=AS_OF))

    return make


@pytest.fixture
def make_meaning(costs, answers) -> Callable[..., tuple[Estimate, Outlook]]:
    """Return a function that also says what the changed example means, from few draws."""

    def make(edition: CostBook = costs, **changed: Any) -> tuple[Estimate, Outlook]:
        given = answers | changed
        made = calculate(questionnaire_answers.profile(given, edition), edition, as_of=AS_OF)
        others = by_type(given, edition, as_of=AS_OF)
        return made, outlook(made, edition, others, size=FEW_DRAWS)

    return make


@pytest.fixture
def see(costs, make_meaning, wording) -> Callable[..., OutlookView]:
    """Return a function that words the outlook of the changed example."""

    def make(edition: CostBook = costs, **changed: Any) -> OutlookView:
        made, meaning = make_meaning(edition, **changed)
        return outlook_view(meaning, made, edition, wording)

    return make


@pytest.fixture
def old_costs(editions) -> CostBook:
    """The edition without the outlook's rows."""
    return costbook_store.load("jnsa-2021")


@pytest.fixture
def wording() -> Wording:
    """Japanese."""
    return Wording.in_force()


@pytest.fixture
def html(make_outlook, costs, wording) -> Callable[..., str]:
    """Return a function that writes the report of the changed example."""

    def html(**changed: Any) -> str:
        printed = changed.pop("printed", Printed())
        made, meaning = make_outlook(**changed)
        return report_html(made, costs, wording, meaning, printed=printed)

    return html


_drawn: dict[str, bytes] = {}  # each report is drawn once for all tests of this folder


@pytest.fixture
def pdf(make_outlook, costs, tmp_path) -> Callable[..., Path]:
    """Return a function that draws the report of the changed example in the language in force."""

    def drawn(*, one_page: bool = False, **changed: Any) -> Path:
        path, key = tmp_path / "report.pdf", f"{translation.get_language()} {one_page} {changed}"
        if key not in _drawn:
            made, meaning = make_outlook(**changed)
            _drawn[key] = render_report(made, costs, meaning, printed=Printed(one_page=one_page))
        path.write_bytes(_drawn[key])
        return path

    return drawn
