"""The whole questionnaire on one screen: every step, in the order in which it is asked.

In the flow: `flow` decides which of these a case needs. A step applies when one of its
questions does; each question knows its own condition, so it stands beside its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..costbook import CostBook
from .conditions import Answers
from .fields import QuestionField, Text
from .forms import (
    claims,
    company,
    finance,
    harm,
    incident,
    insurance,
    readiness,
    response,
    spread,
    victims,
)
from .forms.base import StepForm


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the questionnaire."""

    slug: str
    title: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, its section, its form with heading, reason and questions."""

    slug: str
    section: Section
    form: type[StepForm]

    @property
    def title(self) -> Text:
        """The question that heads the page."""
        return self.form.title

    @property
    def why(self) -> Text:
        """Why we ask."""
        return self.form.why

    def applies(self, answers: Answers, costs: CostBook) -> bool:
        """Tell whether the case needs this step."""
        return bool(self.form.asked(answers, costs))


COMPANY = Section("company", _("会社"))
INCIDENT = Section("incident", _("事案"))
SPREAD = Section("spread", _("被害の広がり"))
RESPONSE = Section("response", _("対応の方針"))
READINESS = Section("readiness", _("備え"))
MONEY = Section("finance", _("お金"))
INSURANCE = Section("insurance", _("保険"))
SECTIONS = (COMPANY, INCIDENT, SPREAD, RESPONSE, READINESS, MONEY, INSURANCE)

STEPS: tuple[Step, ...] = (
    Step("company", COMPANY, company.CompanyForm),
    Step("sales", COMPANY, company.SalesForm),
    Step("incident", INCIDENT, incident.IncidentForm),
    Step("severity", INCIDENT, incident.SeverityForm),
    Step("devices", SPREAD, spread.DevicesForm),
    Step("stop", SPREAD, spread.StopForm),
    Step("stop-sales", SPREAD, spread.StopSalesForm),
    Step("persons", SPREAD, harm.PersonsForm),
    Step("partners", SPREAD, harm.PartnersForm),
    Step("cards", SPREAD, harm.CardsForm),
    Step("money", SPREAD, harm.MoneyForm),
    Step("overseas", SPREAD, harm.OverseasForm),
    Step("experts", RESPONSE, response.ExpertsForm),
    Step("advice", RESPONSE, response.AdviceForm),
    Step("notice", RESPONSE, victims.NoticeForm),
    Step("victims", RESPONSE, victims.VictimsForm),
    Step("restore", RESPONSE, response.RestoreForm),
    Step("claims", RESPONSE, claims.ClaimsForm),
    Step("readiness", READINESS, readiness.ReadinessForm),
    Step("cash", MONEY, finance.CashForm),
    Step("books", MONEY, finance.BooksForm),
    Step("insurance", INSURANCE, insurance.InsuranceForm),
)

_BY_SLUG = {step.slug: step for step in STEPS}
FIELDS: dict[str, QuestionField] = {f.key: f for step in STEPS for f in step.form.declared()}


def step(slug: str) -> Step:
    """Return a step by its address. Raises: KeyError."""
    return _BY_SLUG[slug]


def step_of(key: str) -> Step:
    """Return the step that asks for a key. Raises: KeyError."""
    return next(step for step in STEPS if key in step.form.base_fields)
