"""The site that the admin's pages register with.

It stands outside `estimator.admin`: that registers with this site while it is being imported.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse


class CostTableSite(admin.AdminSite):
    """損害ものさし 管理: the first page shows where the cost tables stand."""

    index_template = "admin/estimator/index.html"
    # A list of figures needs the whole width; every table is one click from the first page.
    enable_nav_sidebar = False

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show it to whoever may see the tables."""
        from estimator.admin import first_page  # noqa: PLC0415 - see above

        return super().index(request, {**first_page.context(request), **(extra_context or {})})
