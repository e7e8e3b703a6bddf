"""補償の区分 in words: the sections of a policy, and why none is assumed to pay.

In the flow: outlook.insured_items -> names and sentences of what is shown to the insurer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..outlook.actuals import insured_as
from ..outlook.insured_items import Caution, Section
from .insurance_views import SECTIONS, WHY_NOT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_SECTION: StrOrPromise = _("対象外")

CAUTIONS: dict[Caution, StrOrPromise] = {
    Caution.CONTRACT: _("契約で重くした責任の分は除かれます"),
    Caution.BETTERMENT: _("前より良くなった分は除かれます"),
    Caution.VENDOR: _("保険会社の事前の同意が要ります"),
}


def section_name(section: Section | None) -> str:
    """Name a section of a policy; None is what no policy is assumed to pay."""
    return str(NO_SECTION if section is None else SECTIONS[section])


def insured_words(code: str) -> tuple[str, str]:
    """Return the section that a cost item falls under, and what to watch or nothing."""
    rule = insured_as(code)
    if rule.why_not is not None:
        return section_name(None), str(WHY_NOT[rule.why_not])
    caution = str(CAUTIONS[rule.caution]) if rule.caution else ""
    return section_name(rule.section), caution
