"""Where a text may wrap: a filter for numbers with long units in narrow columns."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ..formats.figures import NO_BREAK

register = template.Library()


@register.filter
def breakable(text: str) -> SafeString:
    """Let a line end between the words of a number and before a stroke: ¥1.2 million, /device."""
    escaped = conditional_escape(text).replace("/", "<wbr>/").replace(NO_BREAK, " ")
    return mark_safe(escaped)  # noqa: S308 - escaped above
