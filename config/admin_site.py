"""The site that the admin's pages register with, and its door.

It stands outside `estimator.admin`: that registers with this site while it is being imported.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

REDIRECT = 302


class CostTableSite(admin.AdminSite):
    """損害ものさし 管理: the first page shows where the cost tables stand."""

    index_template = "admin/estimator/index.html"
    # A list of figures needs the whole width; every table is one click from the first page.
    enable_nav_sidebar = False

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Let staff in; wrong passwords count together with those of the advisers' sign-in."""
        from estimator.throttle import TooManyTries  # noqa: PLC0415 - see above
        from estimator.views import sign_in  # noqa: PLC0415

        if request.method != "POST":
            if self._lacks_code(request):
                here = f"?{request.GET.urlencode()}" if request.GET else ""
                return redirect(reverse("admin:second_step") + here)
            return super().login(request, extra_context)
        name = request.POST.get("username", "")
        try:
            sign_in.count_try(request, name)
        except TooManyTries as tried:
            return sign_in.too_many(request, tried)
        response = super().login(request, extra_context)
        if response.status_code == REDIRECT:  # the password was right
            sign_in.count_again(request, name)
        return response

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff; where STAFF_TOTP=1 with a code from their app only."""
        return super().has_permission(request) and not self._lacks_code(request)

    def _lacks_code(self, request: HttpRequest) -> bool:
        return settings.STAFF_TOTP and request.user.is_staff and not request.user.is_verified()  # type: ignore[attr-defined]

    def get_urls(self) -> list[Any]:
        """Put the second step of the door before the tables."""
        return [path("code/", self.second_step, name="second_step"), *super().get_urls()]

    @method_decorator((never_cache, csrf_protect, require_http_methods(["GET", "HEAD", "POST"])))
    def second_step(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code from the app."""
        from estimator.admin.second_step import second_step  # noqa: PLC0415 - see above

        return second_step(request, self.each_context(request))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show it to whoever may see the tables."""
        from estimator.admin import first_page  # noqa: PLC0415 - see above

        return super().index(request, {**first_page.context(request), **(extra_context or {})})
