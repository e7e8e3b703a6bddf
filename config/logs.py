"""Keep the token of an assessment, a price list or a shared link out of every log line.

Whoever knows ``/a/<token>/``, ``/prices/<token>/``, ``/s/<token>/`` or ``/h/<token>/`` can read
what is there, and Django and gunicorn name the path of a request that failed.
"""

import logging
import re
from typing import Any

TOKEN_IN_PATH = re.compile(r"(/(?:a|prices|s|h)/)[^/\s?#'\"]+")


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
