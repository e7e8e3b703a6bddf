"""How gunicorn serves the site; the address to listen on is given on the command line."""

import multiprocessing
from typing import Any

from config.logs import MaskTokens
from estimator.checks import check_report_font, check_report_libraries

wsgi_app = "config.wsgi:application"

GREETING = """
損害ものさし  {address}
  例の会社は最初の画面から開けます    An example company is one click away on the first page.
  管理者を作る / make an admin        .venv/bin/python manage.py createsuperuser
  終了 / stop                         Ctrl+C
"""

# One request at a time in each process: with SQLite, threads that wait for the same lock make
# one save in a hundred ten times slower (docs/adr/0001-stack.md).
worker_class = "sync"
workers = 3
timeout = 120  # seconds; an import of 10,000 changed rows takes a third of that on busy cores
preload_app = True

# The path of a page holds the token of an assessment, so no line is written for each request.
accesslog = None
errorlog = "-"
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Refuse a machine that would print empty boxes; mask tokens in what gunicorn reports."""
    if problems := check_report_libraries(None) + check_report_font(None):
        raise SystemExit("\n".join(f"{problem.msg} {problem.hint}" for problem in problems))
    server.log.error_log.addFilter(MaskTokens())


def when_ready(server: Any) -> None:
    """Tell the person at the terminal where the site is and what to do first."""
    address = " ".join(str(listener) for listener in server.LISTENERS)
    print(GREETING.format(address=address), flush=True)  # noqa: T201 - meant for that person


def worker_exit(server: Any, worker: Any) -> None:
    """End the processes that draw reports together with the worker that started them."""
    for child in multiprocessing.active_children():
        child.terminate()
