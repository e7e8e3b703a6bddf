"""Workbooks for tests, built cell by cell."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from estimator.costbook_store import workbook

SOURCE = ("出典番号", "発行者", "題名", "発行時期", "URL")
ONE_SOURCE = ("S1", "警察庁", "統計", "2026", "")
UNIT_COST = (
    "コード", "従業員規模", "名称", "名称（英語）", "下限", "中心", "上限", "単位", "出典", "確度",
    "最終確認日",
)  # fmt: skip
ONE_COST = ("legal", "", "弁護士", "Lawyer", 1, 2, 3, "円", "S1", "A", "2026-11-01")


def book(**sheets: list[Any]) -> bytes:
    """Write sheets of rows; the first row of each is its headings."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(made)


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def costs(*rows: Any, sources: Any = (ONE_SOURCE,)) -> bytes:
    """Write one source and the given unit costs."""
    return book(出典=[SOURCE, *sources], 単価=[UNIT_COST, *rows])


def cost(**values: Any) -> tuple[Any, ...]:
    """Return the row of a unit cost with some cells changed, named by their headings."""
    return tuple({**dict(zip(UNIT_COST, ONE_COST, strict=True)), **values}.values())


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Open a workbook, change it, save it."""
    made = openpyxl.load_workbook(io.BytesIO(content))
    change(made)
    return saved(made)


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Replace or add parts of the archive; `__` in a name stands for a slash."""
    new = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(
        file, "w", zipfile.ZIP_DEFLATED
    ) as archive:  # fmt: skip
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, data in new.items():
            archive.writestr(name, data)
    return file.getvalue()


def sheet_xml(rows: str, before: str = "") -> bytes:
    """Write the XML of a sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def with_sheet(rows: str, before: str = "") -> bytes:
    """Replace the first sheet of a sound workbook by raw XML."""
    return repacked(sound(), xl__worksheets__sheet1_dot_xml=sheet_xml(rows, before))


def sound() -> bytes:
    return costs(ONE_COST)


def problems(edition: Any, content: bytes, table: str = "") -> list[str]:
    """Try a file; return what is wrong, in words."""
    try:
        reading = workbook.read(content, csv_table=table)
    except workbook.Refused as refused:
        return [refused.what]
    outcome = workbook.import_sheets(edition, reading, trial=False)
    return [str(problem) for problem in outcome.problems]
