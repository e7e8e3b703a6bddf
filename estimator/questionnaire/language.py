"""The language a visitor reads: Japanese unless it is English."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language

JAPANESE: Final = "ja"
ENGLISH: Final = "en"


def in_english() -> bool:
    """Tell whether this visitor reads English."""
    return (get_language() or JAPANESE).startswith(ENGLISH)


def language_in_force() -> str:
    """Return "ja" or "en", whatever the region."""
    return ENGLISH if in_english() else JAPANESE
