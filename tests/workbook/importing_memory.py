"""Import every file of a folder in a process of its own; print how many and the most memory held.

It has a database of its own: `VAR_DIR` names an empty folder.
"""

import os
import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    """Bring them one after another into an empty draft, as the site would."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the loaded apps

    from estimator.models import Edition, Source  # noqa: PLC0415
    from tests.workbook.books import problems  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    draft = Edition.objects.create(code="blank", title_ja="空", title_en="Blank")
    files = sorted(folder.iterdir())
    for file in files:
        problems(draft, file.read_bytes(), "source")
    stored = Source.objects.filter(edition=draft).count()
    print(len(files), stored, _most_memory())  # noqa: T201


def _most_memory() -> int:
    """Return kilobytes; of this program alone, where getrusage counts what started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
