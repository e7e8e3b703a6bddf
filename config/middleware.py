"""What every request passes that Django does not bring along."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]
TEXT = ("text/", "application/json", "application/problem+json", "application/schema+json")


class CompressedText(GZipMiddleware):
    """Send pages and JSON compressed; PDF and XLSX are, WhiteNoise has done style and script.

    The pages hold no secret beside words of a stranger's choice (BREACH): the form token is masked
    anew in every answer, and whoever can ask for a page of an assessment knows its address.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what is text."""
        if not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)


UNUSED: Final = (  # what a browser offers to a page and this site never asks for
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
KEPT_TO_ITSELF: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
}


def kept_to_itself(get_response: Handler) -> Handler:
    """Let no other site load what is answered here, and no page use camera, position and the like.

    Django sets the other headers of this kind and knows no setting for these two.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in KEPT_TO_ITSELF.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def japanese_first(get_response: Handler) -> Handler:
    """Answer in Japanese unless this browser has switched the language.

    Django's LocaleMiddleware would follow ``Accept-Language``. Many Japanese offices run browsers
    set to English, and a board paper must not change its language with them: so only the cookie
    of the language switch counts.
    """
    codes = frozenset(code for code, _name in settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in codes else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware
