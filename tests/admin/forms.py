"""What a browser would send back from an admin page: every field as it stands."""

from typing import Any

from django.http import HttpResponse


def as_posted(page: HttpResponse, **changes: Any) -> dict[str, Any]:
    """Return the fields of the change form of a page, with some changed."""
    context = page.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values: dict[str, Any] = {"change_reason": "見直し"}
    for form in forms:
        for bound in form:
            values.setdefault(bound.html_name, bound.value())
    return {
        name: "" if v is None else v for name, v in (values | changes).items() if v is not False
    }
