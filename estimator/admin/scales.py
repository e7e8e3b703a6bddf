"""The page of a scale (段階表): its steps, and what they give for three amounts as they change."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from ..formats.figures import plain_number
from ..models import Scale, ScaleBracket
from ..models.figures import bracket_messages
from . import fee_preview
from .rows import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    NAMES,
    PLAIN_NUMBERS,
    EvidencedAdmin,
    FrozenInlineMixin,
    NotCheckedForAYear,
)

COLUMNS = ("above", "rate", "addition", "by_negotiation")


class BracketFormSet(BaseInlineFormSet):
    """The steps of one scale, checked together."""

    def clean(self) -> None:
        """Refuse steps that do not start at 0, do not rise or do not join."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        found = bracket_messages(form.instance for form in kept)
        if found:
            raise ValidationError(found)


class BracketInline(FrozenInlineMixin, admin.TabularInline):
    """段."""

    model = ScaleBracket
    formset = BracketFormSet
    fields = COLUMNS
    formfield_overrides = PLAIN_NUMBERS
    extra = 0


@admin.register(Scale)
class ScaleAdmin(EvidencedAdmin):
    """段階表."""

    change_form_template = "admin/estimator/scale/change_form.html"
    list_display = ("name_ja", "code", "unit", *EVIDENCE_COLUMNS, "edition_code")
    list_filter = ("edition", "grade", NotCheckedForAYear, "unit")
    fieldsets = (NAMES, (_("表の読み方"), {"fields": (("unit", "inclusive"),)}), EVIDENCE)
    inlines = (BracketInline,)

    def get_urls(self) -> list[URLPattern]:
        """Put the preview before the address of a scale."""
        view = self.admin_site.admin_view(csrf_protect(require_POST(self.preview)))
        own = [
            path("preview/", view, name="estimator_scale_new_preview"),
            path("<int:object_id>/preview/", view, name="estimator_scale_preview"),
        ]
        return [*own, *super().get_urls()]

    def preview(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """Answer with the fees for the three amounts as the form stands; nothing is saved."""
        scale = get_object_or_404(Scale, pk=object_id) if object_id else Scale()
        if not self.has_view_permission(request, scale if object_id else None):
            raise PermissionDenied
        steps = self._typed_steps(request, scale)
        typed = request.POST.getlist(fee_preview.AMOUNT)[:3]
        found = (
            fee_preview.unreadable() if steps is None else fee_preview.preview(scale, steps, typed)
        )
        return TemplateResponse(
            request, "admin/estimator/scale/preview_lines.html", {"preview": found}
        )

    def _typed_steps(self, request: HttpRequest, scale: Scale) -> list[ScaleBracket] | None:
        """Return the steps in the form; those stored, for who may only look."""
        if scale.pk and not self.has_change_permission(request, scale):
            return list(scale.brackets.all())
        scale.unit = request.POST.get("unit", scale.unit)
        scale.inclusive = "inclusive" in request.POST
        steps: Any = inlineformset_factory(
            Scale, ScaleBracket, formset=BracketFormSet, fields=COLUMNS, extra=0
        )
        return fee_preview.steps_of(steps(request.POST, instance=scale, prefix="brackets"))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the fees for three amounts of the stored steps, with or without JavaScript."""
        scale = context.get("original")
        steps = list(scale.brackets.all()) if scale else []
        chosen = [plain_number(amount) for amount in fee_preview.amounts(steps)]
        name = "admin:estimator_scale_preview" if scale else "admin:estimator_scale_new_preview"
        context |= {
            "preview": fee_preview.preview(scale, steps, chosen) if scale and steps else None,
            "preview_amounts": chosen,
            "preview_address": reverse(name, args=[scale.pk] if scale else []),
        }
        return super().render_change_form(request, context, *args, **kwargs)
