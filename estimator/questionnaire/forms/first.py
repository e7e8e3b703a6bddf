"""五つの質問: what a first look at every incident type needs, on one page.

In the flow: in front of the questionnaire. The questions are those of the 会社 pages, so an answer
given here is not asked again there.
"""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_lazy as _

from ..fields import QuestionField
from .base import StepForm
from .company import CompanyForm, SalesForm

_FIELDS = cast("dict[str, QuestionField]", CompanyForm.base_fields | SalesForm.base_fields)


class FirstForm(StepForm):
    """Industry, employees, sales, personal data, cards."""

    title = _("5つの質問で全体を見る")
    why = _(
        "どの事案がいくらになりそうかを、すべての種類について幅で示し、順に並べます。"
        "詳しい質問は、そのあと選んだ事案についてだけ続けられます。"
    )

    industry = _FIELDS["industry"]
    employees = _FIELDS["employees"]
    annual_revenue_yen = _FIELDS["annual_revenue_yen"]
    persons_held = _FIELDS["persons_held"]
    sells_online = _FIELDS["sells_online"]
