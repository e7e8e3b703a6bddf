"""The meaning of a word where it is read: `{% words_at "headline" %}`."""

from __future__ import annotations

from typing import Any

from django import template

from ..questionnaire import words

register = template.Library()


@register.inclusion_tag("components/words.html")
def words_at(place: str) -> dict[str, Any]:
    """Offer to explain the words of a place; nothing where there are none."""
    found = words.words_at(place)
    return {"words": found, "names": "・".join(str(word.name) for word in found)}
