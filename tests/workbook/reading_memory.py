"""Read every file of a folder in a process of its own; print how many and the most memory held."""

import contextlib
import os
import resource
import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    """Read them one after another, as the site would."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from estimator.costbook_store import workbook  # noqa: PLC0415 - needs the loaded apps

    files = sorted(folder.iterdir())
    for file in files:
        with contextlib.suppress(workbook.Refused):
            workbook.read(file.read_bytes(), csv_table="source")
    print(len(files), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
