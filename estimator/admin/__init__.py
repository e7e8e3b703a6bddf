"""損害ものさし 管理: where an analyst keeps the cost tables.

In the flow: writes the rows that `costbook_store` reads. Only drafts can be changed; an edition is
copied, edited and published on its own page.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import (
    benchmarks,
    classes,
    editions,
    figures,
    incidents,
    jobs,
    links,
    outlook,
    scales,
    second_step,
    staff_log,
)

__all__ = [
    "benchmarks",
    "classes",
    "editions",
    "figures",
    "incidents",
    "jobs",
    "links",
    "outlook",
    "scales",
    "second_step",
    "staff_log",
]

admin.site.site_header = _("損害ものさし 管理")
admin.site.site_title = _("損害ものさし 管理")
admin.site.index_title = _("単価表")
