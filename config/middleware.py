"""What every request passes that Django does not bring along."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

LANGUAGE_CODES = frozenset(code for code, _name in settings.LANGUAGES)


class JapaneseFirstMiddleware(LocaleMiddleware):
    """Answer in Japanese unless this browser has switched the language.

    Many Japanese offices run browsers set to English, and a board paper must not change its
    language with them: so the cookie of the language switch counts, ``Accept-Language`` does not.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language of this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        translation.activate(chosen if chosen in LANGUAGE_CODES else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
