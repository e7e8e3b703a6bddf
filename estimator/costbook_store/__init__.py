"""The cost tables as one value: rows of an edition in, a `CostBook` out.

In the flow: the only reader of the cost tables besides the admin. Editions are copied, checked
and published here too, since all three need the whole edition.
"""

from .checking import Problem, problems
from .comparing import Publication, default_edition, difference, publications
from .editing import CodeTaken, copy_edition
from .loading import (
    EditionFacts,
    NoSuchEdition,
    default_code,
    load,
    published_codes,
    published_editions,
)
from .publishing import (
    CannotPublish,
    NeedsSecondPerson,
    NeedsSummary,
    NotPublished,
    make_default,
    publish,
    worked_on,
)
from .refusals import refusals
from .reviewing import checked
from .staleness import StaleRow, a_year_before, stale_rows

__all__ = [
    "CannotPublish",
    "CodeTaken",
    "EditionFacts",
    "NeedsSecondPerson",
    "NeedsSummary",
    "NoSuchEdition",
    "NotPublished",
    "Problem",
    "Publication",
    "StaleRow",
    "a_year_before",
    "checked",
    "copy_edition",
    "default_code",
    "default_edition",
    "difference",
    "load",
    "make_default",
    "problems",
    "publications",
    "publish",
    "published_codes",
    "published_editions",
    "refusals",
    "stale_rows",
    "worked_on",
]
