"""Print every calibration figure next to its published value.

    .venv/bin/python bench/calibrate.py        (or: make calibrate)

What the figures mean and where two sources cannot both be met: docs/calibration.md.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 - the settings must be named first

    django.setup()
    from bench.calibration.report import report  # noqa: PLC0415
    from estimator import costbook_store  # noqa: PLC0415

    start = time.perf_counter()
    report(costbook_store.load(None))
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
