"""WeasyPrint as a report needs it: what it would bring along besides is left out.

In the flow: `drawing` asks for it in the process that draws. Each cut below says what it saves of
the processor time and the memory of a fresh process; none changes a byte of a report.
"""

from __future__ import annotations

import ctypes.util
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, Final, cast

# For fonts that vary and for machines without HarfBuzz's subsetter, which ours have: `checks`.
# 120 ms, 12 MiB.
STAND_INS: Final = {
    "fontTools.subset": SimpleNamespace(),
    "fontTools.varLib.instancer": SimpleNamespace(instantiateVariableFont=None),
}


ROOM: Final = 33_000  # words of 8 bytes; CPython takes the next power of two, 512 kB


def in_one_piece(function: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Let a function's frame ask for so much memory that all it calls fits in beside it.

    CPython takes the memory of calls in pieces of 16 kB and gives each back as soon as it is
    empty. Layout goes deep; where it stands at the end of a piece, each call takes one and gives
    it back: 28,000 times for a report, 300 ms of the system's time.
    """
    plain = cast("FunctionType", function)
    plain.__code__ = plain.__code__.replace(co_stacksize=ROOM)
    return function


@contextmanager
def at_rest() -> Iterator[None]:
    """Let the collector rest, in a process that does one thing at a time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@cache
def document() -> type[Any]:
    """Return the class of a document to draw; WeasyPrint is imported the first time."""
    with at_rest(), _stand_ins(), _own_names():  # the collector: 50 ms
        from weasyprint import HTML  # noqa: PLC0415 - takes a third of a second, for one process

    class Document(HTML):
        """A report says itself what its elements are (static/css/report/elements.css).

        WeasyPrint's sheet for any page of the web has rules for each mark of a note at each
        element: 16 MiB, 80 ms.
        """

        def _ua_stylesheets(self, *_forms: bool) -> list[Any]:
            return []

    return Document


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Put an empty module in the place of what is imported and never used."""
    lacking = {name: one for name, one in STAND_INS.items() if name not in sys.modules}
    sys.modules.update(cast("dict[str, ModuleType]", lacking))
    try:
        yield
    finally:
        for name in lacking:
            del sys.modules[name]


@contextmanager
def _own_names() -> Iterator[None]:
    """Load libraries by the names they have on Linux.

    WeasyPrint tries the names of all systems; for one that the loader does not know, ctypes
    starts ldconfig, the compiler and the linker: 50 programs, 250 ms.
    """
    names, asked = vars(ctypes.util), ctypes.util.find_library
    if sys.platform == "linux":
        names["find_library"] = lambda _name: None
    try:
        yield
    finally:
        names["find_library"] = asked
