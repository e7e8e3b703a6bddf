"""What turns an estimate into the HTML of a report, named: program, templates, words.

In the flow: a part of the name of everything that a report is made from. Another release, another
name: what was made before is made anew.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
# Every file of a release that the HTML can depend on, whichever way a figure or a word takes to it:
# the whole program, not the part that is known to write reports today. Libraries are installed from
# requirements.txt alone. The cost tables are rows: an edition has an identity of its own.
FILES: Final = (
    "estimator/**/*.py",
    "estimator/locale/**/*.mo",
    "config/*.py",
    "templates/**/*.html",
    "static/css/report/*.css",
    "requirements.txt",
)


@cache
def release() -> str:
    """Name the contents of these files and the version of Python.

    Worked out once a process. config/wsgi.py asks before the program is loaded: were the files
    exchanged under a running process, it would otherwise take the name of what it does not run.
    """
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(path for pattern in FILES for path in ROOT.glob(pattern)):
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
