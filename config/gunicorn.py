"""How gunicorn serves the site; the address to listen on is given on the command line.

What is set here can be changed there, too, or by ``GUNICORN_CMD_ARGS``: ``--workers 4``.
"""

import multiprocessing
import os
import shutil
import tempfile
from itertools import count
from typing import Any

from config.environment import env_text
from estimator.checks import check_report_font, check_report_libraries

wsgi_app = "config.wsgi:application"

GREETING = """
損害ものさし  {address}
  例の会社は最初の画面から開けます    An example company is one click away on the first page.
  管理者を作る / make an admin        .venv/bin/python manage.py createsuperuser
  終了 / stop                         Ctrl+C
"""

if env_text("DATABASE_URL"):
    # While one thread waits for PostgreSQL another one works; see docs/adr/0005-serving.md.
    worker_class, threads = "gthread", 4
    workers = max(2, len(os.sched_getaffinity(0)))
else:
    # One request at a time in each process: with SQLite, threads that wait for the same lock make
    # one save in a hundred ten times slower (docs/adr/0001-stack.md).
    worker_class, workers = "sync", 3
preload_app = True

timeout = 120  # seconds; who waits for a report waits for half of that at most
graceful_timeout = 30  # what is being answered is answered to the end
DRAWS_ON_SECONDS = 15  # of these, for the reports that are under way
max_requests = 5_000  # whatever a library may leak goes with its process
max_requests_jitter = 1_000  # not all at once

# The path of a page holds the token of an assessment; config/observing.py writes a line without it.
accesslog = None
errorlog = "-"
loglevel = "warning"
# A socket by which others may steer the server, in the home folder: signals do all we need.
control_socket_disable = True

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
if env_text("METRICS_TOKEN"):
    # The library looks for this folder when it is imported; see config/metrics.py.
    os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="songai-metrics-")


def on_starting(server: Any) -> None:
    """Refuse a machine that would print empty boxes; write gunicorn's own lines as the others."""
    if problems := check_report_libraries(None) + check_report_font(None):
        raise SystemExit("\n".join(f"{problem.msg} {problem.hint}" for problem in problems))
    lines = server.log.error_log
    lines.handlers.clear()
    lines.propagate = True  # to the handler of config/settings.py, which masks tokens


def when_ready(server: Any) -> None:
    """Tell the person at the terminal where the site is and what to do first."""
    address = " ".join(str(listener) for listener in server.LISTENERS)
    print(GREETING.format(address=address), flush=True)  # noqa: T201 - meant for that person


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker the lowest number that none has: it goes on counting in that one's file."""
    taken = {each.number for each in server.WORKERS.values()}
    worker.number = next(number for number in count(1) if number not in taken)


def post_fork(server: Any, worker: Any) -> None:
    """Let the worker know its number."""
    os.environ["WORKER_NUMBER"] = str(worker.number)


def worker_exit(server: Any, worker: Any) -> None:
    """Let reports under way get ready; end the processes that draw with their worker."""
    from estimator.tasks import embedded  # noqa: PLC0415 - models need the loaded apps

    embedded.finish(DRAWS_ON_SECONDS)
    for child in multiprocessing.active_children():
        child.terminate()


def on_exit(server: Any) -> None:
    """Leave no counters behind."""
    if METRICS_FOLDER in os.environ:
        shutil.rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
