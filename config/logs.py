"""Lines for the log: plain or JSON, without tokens and without what a company typed.

Whoever knows ``/a/<token>/``, ``/prices/<token>/``, ``/s/<token>/`` or ``/h/<token>/`` can read
what is there, and Django and gunicorn name the path of a request that failed. The words of an error
may quote what was typed (PostgreSQL prints the whole row it refuses): only those that speak of the
machine are printed.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

TOKEN_IN_PATH = re.compile(r"(/(?:a|prices|s|h)/)[^/\s?#'\"]+")
SPEAK_OF_THE_MACHINE: Final = (OSError, OperationalError, ImproperlyConfigured)

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""Names the request that is being answered; set by `observing`."""


def mask(text: str) -> str:
    """Replace each token in the text."""
    return TOKEN_IN_PATH.sub(r"\1***", text)


class MaskTokens(logging.Filter):
    """Let every record pass, with the tokens in its message replaced."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place."""
        record.msg = mask(str(record.msg))
        record.args = _masked(record.args)
        return True


def _masked(args: Any) -> Any:
    if isinstance(args, tuple):
        return tuple(_masked_value(value) for value in args)
    if isinstance(args, dict):
        return {key: _masked_value(value) for key, value in args.items()}
    return args


def _masked_value(value: Any) -> Any:
    return value if isinstance(value, int | float) else mask(str(value))


Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """Plain text: time, level, logger, request, message; of an error its kind and its places."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}]: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Name the request."""
        record.request_id = request_id.get()
        return super().format(record)

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is logging's
        """List the calls and the kind of each error, the cause first."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            words = f": {error}" if isinstance(error, SPEAK_OF_THE_MACHINE) else ""
            kind = f"{type(error).__module__}.{type(error).__qualname__}{words}"
            parts.insert(0, "".join(traceback.format_tb(error.__traceback__)) + kind)
            hidden = None if error.__suppress_context__ else error.__context__
            error = error.__cause__ or hidden
        return mask("\n".join(parts))


class JsonLines(Lines):
    """One JSON object a line; what a record brings as ``fields`` stands beside the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
