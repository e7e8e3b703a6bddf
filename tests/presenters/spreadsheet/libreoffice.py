"""Recalculate workbooks with LibreOffice, all in one call, because it starts slowly."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

# The value that was stored beside a formula; without it nothing but a recalculation can fill it.
STORED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
SECONDS = 300


def without_values(file: bytes) -> bytes:
    """Take the stored value of every formula away."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, STORED.sub(rb"\1", content) if "worksheets/" in name else content)
    return out.getvalue()


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Return every workbook as LibreOffice computes it, read as values."""
    given, made = folder / "given", folder / "made"
    given.mkdir()
    for name, file in files.items():
        (given / f"{name}.xlsx").write_bytes(without_values(file))
    program = shutil.which("soffice")
    assert program, "LibreOffice Calc is missing: ./test installs it"
    # A profile of its own: neither settings of this machine nor another soffice meddle.
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "xlsx"]
    paths = [str(given / f"{name}.xlsx") for name in files]
    subprocess.run(
        [*command, "--outdir", str(made), *paths], check=True, capture_output=True, timeout=SECONDS
    )
    return {name: load_workbook(made / f"{name}.xlsx", data_only=True) for name in files}
