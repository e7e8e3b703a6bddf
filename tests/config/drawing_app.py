"""An application for gunicorn: its worker draws a report, then draws one that never ends."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as _site  # noqa: F401 - loads the apps, as the site does
from estimator.presenters.report.drawing import draw
from estimator.tasks import drawers

PATIENCE_SECONDS = 120


def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the number of bytes drawn, once a process draws and another one is busy."""
    drawn = drawers.pool().submit(draw, "<html lang=ja><title>x</title><p>x")
    size = len(drawn.result(PATIENCE_SECONDS))
    drawers.pool().submit(time.sleep, 3_600)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(size).encode()]
