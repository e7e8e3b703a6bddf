"""Broken files, each with the words that its refusal must contain."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.chart import BarChart

from tests.workbook.books import (
    ONE_COST,
    ONE_SOURCE,
    SOURCE,
    book,
    cost,
    costs,
    edited,
    repacked,
    saved,
    sound,
    with_sheet,
)

SOME_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
Broken = tuple[str, Callable[[], bytes], str]
TYPES = "[Content_Types].xml"


def merged() -> bytes:
    return edited(sound(), lambda made: made["単価"].merge_cells("A2:B3"))


def chart_sheet() -> bytes:
    return edited(sound(), lambda made: made.create_chartsheet("グラフ").add_chart(BarChart()))


def macro_type() -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        types = archive.read(TYPES).replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(file, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, types if name == TYPES else old.read(name))
    return file.getvalue()


def bomb() -> bytes:
    """Thirty megabytes of nothing in thirty kilobytes."""
    return repacked(sound(), xl__media__image1_dot_png=b"\0" * (30 * 1024 * 1024))


def many_rows(number: int) -> bytes:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("出典")
    sheet.append(SOURCE)
    for index in range(number):
        sheet.append((f"S{index}", "x", "y", "", ""))
    return saved(made)


def many_texts() -> bytes:
    texts = b"<si><t>a</t></si>" * 600_000
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return repacked(sound(), xl__sharedStrings_dot_xml=b"<sst " + space + b">" + texts + b"</sst>")


def many_styles() -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    fonts = b"<fonts>" + b"<font/>" * 400_000 + b"</fonts>"
    return repacked(
        sound(), xl__styles_dot_xml=b"<styleSheet " + space + b">" + fonts + b"</styleSheet>"
    )


def giant_tag() -> bytes:
    attributes = "".join(f' a{n}=""' for n in range(200_000))
    return with_sheet(f"<row{attributes}/>")


def entities() -> bytes:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]>'
    return with_sheet('<row r="1"><c t="inlineStr"><is><t>&l9;</t></is></c></row>', doctype)


def encrypted() -> bytes:
    content = bytearray(sound())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def twice(title: str) -> bytes:
    return edited(
        sound(), lambda made: made.copy_worksheet(made["単価"]).__setattr__("title", title)
    )


def formula() -> bytes:
    return costs(cost(中心="=1+1"))


def with_error() -> bytes:
    def spoil(made: Any) -> None:
        made["単価"]["F2"] = "#N/A"

    return edited(sound(), spoil)


def stray() -> bytes:
    def spoil(made: Any) -> None:
        made["単価"]["N2"] = "メモ"

    return edited(sound(), spoil)


def half() -> bytes:
    content = sound()
    return content[: len(content) // 2]


ARCHIVES: list[Broken] = [
    ("empty", lambda: b"", "空です"),
    ("only blanks", lambda: b"\xef\xbb\xbf\r\n \r\n", "空です"),
    ("half a file", half, "壊れたファイル"),
    ("a zip of something else", lambda: repacked(_zip({"a.txt": b"a"})), "壊れたファイル"),
    ("not XML inside", lambda: with_sheet("<row"), "壊れたファイル"),
    ("old format or password", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "パスワード"),
    ("encrypted zip", encrypted, "暗号化"),
    ("larger than 2 MB", lambda: b"a" * (2 * 1024 * 1024 + 1), "2MB"),
    ("zip bomb", bomb, "20MB"),
    ("300 parts", lambda: _zip({f"{n}.xml": b"<a/>" for n in range(300)}), "200個"),
    ("macro", lambda: repacked(sound(), xl__vbaProject_dot_bin=b"x"), "マクロ"),
    ("macro by its type", macro_type, "マクロ"),
    ("macro sheet", lambda: repacked(sound(), xl__macrosheets__a_dot_xml=b"<a/>"), "マクロ"),
    ("external link", lambda: repacked(sound(), xl__externalLinks__a_dot_xml=b"<a/>"), "外部"),
    ("embedded file", lambda: repacked(sound(), xl__embeddings__a_dot_bin=b"x"), "埋め込"),
    ("billion laughs", entities, "DOCTYPE"),
    ("a million texts", many_texts, "要素が多すぎ"),
    ("a mass of styles", many_styles, "要素が多すぎ"),
    ("one giant tag", giant_tag, "要素が大きすぎ"),
    ("50,000 rows", lambda: many_rows(50_000), "10,000行以下"),
    ("10,001 rows", lambda: many_rows(10_001), "10,000行以下"),
    ("a row at the very bottom", lambda: with_sheet('<row r="1048576"/>'), "20,000行目"),
    ("a cell far to the right", lambda: with_sheet('<row r="1"><c r="XFD1"/></row>'), "60列"),
    ("100 columns", lambda: with_sheet(f'<row r="1">{"<c/>" * 100}</row>'), "60列"),
    ("merged cells", merged, "結合"),
]

SHEETS: list[Broken] = [
    ("extra sheet", lambda: book(出典=[SOURCE, ONE_SOURCE], メモ=[["a"]]), "知らないシート"),
    ("chart sheet", chart_sheet, "知らないシート"),
    ("a table twice", lambda: twice("unitcost"), "同じ表のシートが二つ"),
    ("no rows", lambda: book(出典=[SOURCE]), "取り込む行がありません"),
    ("no headings", lambda: book(出典=[ONE_SOURCE, ONE_SOURCE]), "知らない見出し「S1」"),
    ("unknown heading", lambda: book(出典=[(*SOURCE, "備考"), ONE_SOURCE]), "使える見出し"),
    ("heading twice", lambda: book(出典=[(*SOURCE, "URL"), ONE_SOURCE]), "二つあります"),
    (
        "key column missing",
        lambda: book(出典=[SOURCE[1:], ONE_SOURCE[1:]]),
        "列がありません: 出典番号",
    ),
    ("value beside the table", stray, "単価 2行目 N列: 見出しのない列"),
]

CELLS: list[Broken] = [
    ("formula", formula, "単価 2行目 F列: 数式"),
    ("error value", with_error, "単価 2行目 F列: エラー値「#N/A」"),
    ("text for a number", lambda: costs(cost(中心="未定")), "F列「中心」: 「未定」 は数では"),
    ("number with a unit", lambda: costs(cost(下限="1.5万")), "単位や％を付けず"),
    ("badly grouped number", lambda: costs(cost(中心="1,23,4")), "E列「下限」|F列「中心」"),
    ("five decimals", lambda: costs(cost(中心="2.00001")), "4桁まで"),
    ("not a number at all", lambda: costs(cost(中心="NaN")), "数ではありません"),
    ("true for a number", lambda: costs(cost(中心=True)), "数ではありません"),
    ("a date for a number", lambda: costs(cost(中心=SOME_DAY)), "数ではありません"),
    ("too large a number", lambda: costs(cost(上限="1" * 30)), "16桁まで"),
    ("negative", lambda: costs(cost(下限=-1)), "0以上"),
    ("low above typical", lambda: costs(cost(下限=5)), "下限以上"),
    ("blank typical", lambda: costs(cost(中心=None)), "F列「中心」"),
    ("mistakable date", lambda: costs(cost(最終確認日="11/12/26")), "2026-11-01 のように"),
    ("impossible date", lambda: costs(cost(最終確認日="2026-02-30")), "日付として読めません"),
    ("serial number for a date", lambda: costs(cost(最終確認日=46000)), "日付として読めません"),
    ("unknown unit", lambda: costs(cost(単位="千円")), "次のどれかにしてください: 円、"),
    ("unknown source", lambda: costs(cost(出典="S9")), "「S9」 というコードの行が"),
    ("no source", lambda: costs(cost(出典="")), "「出典」"),
    ("unseen figure", lambda: costs(cost(確度="U")), "未確認"),
    ("bad code", lambda: costs(cost(コード="弁護士 費用")), "A列「コード」"),
    ("date for a code", lambda: costs(cost(コード=SOME_DAY)), "文字ではありません"),
    ("duplicate key", lambda: costs(ONE_COST, ONE_COST), "単価 3行目: 2行目と同じ行"),
    ("name too long", lambda: costs(cost(名称="あ" * 200)), "C列「名称」"),
]

CSVS: list[Broken] = [
    ("bare formula", lambda: _csv(("S1", "=cmd|' /C calc'!A0", "y", "", "")), "数式に見える"),
    ("bare link", lambda: _csv(("S1", "@SUM(A1)", "y", "", "")), "数式に見える"),
    ("unknown encoding", lambda: "出典番号,発行者".encode("utf-16"), "文字コード"),
    ("open quotation mark", '出典番号\n"S1'.encode, "CSVとして読めません"),
    ("100 columns", ("a," * 100).encode, "60列"),
    ("20,000 rows", lambda: "\n".join(["出典番号", *map(str, range(20_000))]).encode(), "10,000行"),
    ("too many cells", lambda: _csv(("S1", "x", "y", "", "", "z")), "見出しのない列"),
    ("an image", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "文字コード"),
]


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _csv(*rows: tuple[str, ...]) -> bytes:
    quoted = [[f'"{cell}"' for cell in row] for row in (SOURCE, *rows)]
    return "\r\n".join(",".join(row) for row in quoted).encode()


BROKEN = [*ARCHIVES, *SHEETS, *CELLS]
