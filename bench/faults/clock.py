"""How gunicorn serves, with a clock of the day that is wrong by as many seconds as a file says.

For `clock_jumps` alone. What the program reads as the time moves; monotonic clocks and the kernel's
timers stay, as on a machine whose clock is set.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from config.gunicorn import *  # noqa: F403 - every name is a setting

WRONG_BY = "CLOCK_WRONG_BY"  # names the file
_file = Path(os.environ[WRONG_BY])
_now, _time = timezone.now, time.time


def _seconds() -> float:
    return float(_file.read_text("ascii"))


def _wrong_now() -> datetime:
    return _now() + timedelta(seconds=_seconds())


def _wrong_time() -> float:
    return _time() + _seconds()


timezone.now, time.time = _wrong_now, _wrong_time
