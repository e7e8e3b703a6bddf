"""Errors to Sentry, when ``SENTRY_DSN`` says where: what broke and in which line, nothing else.

In the flow: called once by the settings. Of each event only the fields of `KEPT` leave the machine,
and of an error only its kind and its places: no request, no user, no variable, no message.
"""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

KEPT: Final = frozenset({"event_id", "timestamp", "level", "platform", "logger", "sdk"})
OF_A_FRAME: Final = frozenset({"filename", "abs_path", "module", "function", "lineno", "in_app"})


def report_errors(address: str) -> None:
    """Send what is logged as an error."""
    try:
        import sentry_sdk  # noqa: PLC0415 - an extra; absent unless asked for
    except ImportError as absent:
        raise ImproperlyConfigured("SENTRY_DSN: run ./run --setup with it, please.") from absent
    sentry_sdk.init(
        dsn=address,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        before_send=scrubbed,
    )


def scrubbed(event: Any, _hint: Any) -> Any:
    """Return the event with nothing in it that somebody typed."""
    errors = event.get("exception", {}).get("values", [])
    kept = {name: value for name, value in event.items() if name in KEPT}
    return kept | {"exception": {"values": [_scrubbed_error(error) for error in errors]}}


def _scrubbed_error(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", [])
    places = [{name: frame[name] for name in OF_A_FRAME & frame.keys()} for frame in frames]
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "stacktrace": {"frames": places},
    }
