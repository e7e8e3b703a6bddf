"""HTML -> PDF: the one function that the render worker runs, and all it imports.

A pure function of a string: no network, no file, no database, no Django. The process that draws is
shut in before the first report (`warm_up`): so much memory, so many seconds for each report, no
connection, no other program, no file written. A report that takes more ends the process.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection
from typing import Any, Final

from .pdf_tags import complete_tags
from .renderer import at_rest, document, in_one_piece

PDF_VARIANT = "pdf/ua-1"
PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "svg+xml"))
MOST_BYTES: Final = 2 * 1024**3  # of address space; a full report needs about 340 MB
YIELDS: Final = 5  # to those who answer visitors: a save goes before a report (nice)
MOST_SECONDS: Final = 60  # for one report; nobody waits longer for it
# What a library in the process might do; fonts are read by C code, which tells nobody.
FORBIDDEN: Final = (
    "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty",
    "os.remove", "os.rename", "os.mkdir",
)  # fmt: skip
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_is_shut_in = False


@in_one_piece
def draw(html: str) -> bytes:
    """Draw a report. The collector rests meanwhile: the worker does one thing at a time.

    Raises: weasyprint.urls.FatalURLFetchingError when the report would load anything. It must
    carry everything itself, a logo too: only an address that is the picture is read. MemoryError.
    """
    report = document()  # the web worker imports this module, but never WeasyPrint
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Nothing(URLFetcher):
        """Load nothing: a logo's address is itself what it stands for."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith(PICTURES):
                raise ValueError("a report carries everything itself")
            return super().fetch(url, headers)

    nothing = Nothing(allowed_protocols=("data",), fail_on_errors=True)
    with at_rest(), _in_time():
        found = report(string=html, url_fetcher=nothing).write_pdf(
            finisher=complete_tags, font_config=FontConfiguration(), pdf_variant=PDF_VARIANT
        )
    return bytes(found)


def stand_by() -> None:
    """Get ready in a process of its own, and end with the process that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.nice(YIELDS)
    warm_up()


def _end_with_parent() -> None:
    """Wait for the end of the other process: one that is killed tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def warm_up() -> None:
    """Import what drawing needs before the first report is asked for, then shut the door."""
    global _is_shut_in  # noqa: PLW0603 - one door a process
    document()
    _limit(resource.RLIMIT_AS, MOST_BYTES)
    _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)
    _is_shut_in = True


def _limit(what: int, most: int) -> None:
    """Set a limit for good, no higher than the one that is there."""
    most = _allowed(what, most)
    resource.setrlimit(what, (most, most))


def _allowed(what: int, most: int) -> int:
    _soft, hard = resource.getrlimit(what)
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in FORBIDDEN or (event == "open" and _would_write(*arguments)):
        raise PermissionError(f"{event}: a process that draws reports does nothing else")


def _would_write(path: object, _mode: object, flags: int) -> bool:
    """Tell whether a file is opened by its name to be written; what is open already may be."""
    return not isinstance(path, int) and bool(flags & WRITING)


@contextmanager
def _in_time() -> Iterator[None]:
    """Let the kernel end a process of the pool that takes too long, by the clock or in work.

    Nothing in the process can catch either, not even C code in a loop.
    """
    if not _is_shut_in:
        yield
        return
    cpu = resource.RLIMIT_CPU
    until = _allowed(cpu, int(time.process_time()) + MOST_SECONDS)
    resource.setrlimit(cpu, (until, resource.getrlimit(cpu)[1]))
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
