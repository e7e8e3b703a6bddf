"""What a file must be before anything in it is read: small, plain and without surprises.

In: the bytes of an upload. Out: nothing, or `Refused` with the limit by its name. The archive is
walked as a stream: a bomb is recognised by its table of contents or its first megabytes.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.parsers import expat

from django.utils.translation import gettext as _

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_ENTRIES: Final = 200
MOST_ROWS: Final = 10_000
OTHER_ROWS: Final = 500  # headings, and the sheets that explain
MOST_COLUMNS: Final = 60
LOWEST_ROW: Final = 20_000  # below it, not even blank rows
MOST_TEXTS: Final = 1_000_000  # XML elements of the shared texts
MOST_OTHER: Final = 50_000  # XML elements of any other part, such as the styles
MOST_PENDING: Final = 256 * 1024  # bytes of one XML tag
CHUNK: Final = 64 * 1024
# What is brought in while one waits: two seconds of work at worst (docs/adr/0006).
SMALL_ROWS: Final = 200
SMALL_UNPACKED: Final = 2 * 1024 * 1024
ZIP_START, OLE_START = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED: Final = 0x1
# What zipfile and expat raise on a file that is cut short, damaged or packed in an unknown way.
BROKEN: Final = (
    zipfile.BadZipFile,
    NotImplementedError,  # zipfile: a compression that Python does not know
    EOFError,
    RuntimeError,
    OSError,
    expat.ExpatError,
)
# What a table of figures never needs, by a part of its name in the archive.
UNWANTED: Final = (
    ("vbaproject", "macro"),
    ("macrosheets/", "macro"),
    ("externallinks/", "link"),
    ("embeddings/", "embedded"),
    ("activex/", "embedded"),
    ("xl/connections", "link"),
)


class Refused(Exception):
    """A file was not read; `what` tells the analyst why and what is allowed."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def is_workbook(content: bytes) -> bool:
    """Tell an XLSX from a CSV by its first bytes, not by its name."""
    return content.startswith(ZIP_START)


def check_size(content: bytes) -> None:
    """Refuse what is empty, too large, encrypted or of the old format. Raises: Refused."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Refused(_("ファイルが空です。"))
    if len(content) > MOST_BYTES:
        raise Refused(_("ファイルが大きすぎます。2MB以下にしてください。"))
    if content.startswith(OLE_START):
        raise Refused(
            _(
                "パスワード付きか、古い形式（.xls）のファイルです。"
                "パスワードなしの .xlsx にしてください。"
            )
        )


def is_small(content: bytes) -> bool:
    """Tell whether a file is read in a moment, from its outside. Raises: Refused."""
    check_size(content)
    if not is_workbook(content):
        return max(content.count(b"\n"), content.count(b"\r")) <= SMALL_ROWS
    with _opened(content) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    return unpacked <= SMALL_UNPACKED and check_archive(content) <= SMALL_ROWS + OTHER_ROWS


def check_archive(content: bytes) -> int:
    """Walk through an XLSX without building anything from it; count its rows. Raises: Refused."""
    with _opened(content) as archive:
        entries = archive.infolist()
        _check_entries(entries)
        rows = sum(_check_part(archive, entry) for entry in entries if _is_xml(entry))
    if rows > MOST_ROWS + OTHER_ROWS:
        raise too_many_rows()
    return rows


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except BROKEN as broken:
        raise Refused(
            _("壊れたファイルです。表計算ソフトで開き、保存し直してください。")
        ) from broken


def too_many_rows() -> Refused:
    """Name the limit of rows."""
    return Refused(_("行が多すぎます。全シート合わせて10,000行以下にしてください。"))


def too_many_columns() -> Refused:
    """Name the limit of columns."""
    return Refused(_("列が多すぎます。1行は60列以下にしてください。"))


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(_("ファイルの中の部品が多すぎます。200個以下にしてください。"))
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(_("展開すると大きすぎます。展開後20MB以下にしてください。"))
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused(_("壊れたファイルです。表計算ソフトで開き、保存し直してください。"))
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise Refused(_("暗号化されたファイルです。パスワードなしで保存してください。"))
        _check_name(entry.filename.lower())


def _check_name(name: str) -> None:
    for part, kind in UNWANTED:
        if part not in name:
            continue
        if kind == "macro":
            raise Refused(
                _("マクロを含むファイルは読みません。マクロなしの .xlsx で保存してください。")
            )
        if kind == "link":
            raise Refused(_("外部へのリンクを含むファイルは読みません。値だけにしてください。"))
        raise Refused(_("埋め込まれたファイルを含むものは読みません。値だけにしてください。"))


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Read one XML part in pieces; return how many rows it holds."""
    counter = _Counter(entry.filename.lower())
    fed = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            counter.parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it so
            fed += len(chunk)
            if fed - counter.parser.CurrentByteIndex > MOST_PENDING:
                raise Refused(_("ファイルの中の一つの要素が大きすぎます。"))
        counter.parser.Parse(b"", True)  # noqa: FBT003
    return counter.rows


class _Counter:
    """Counts what costs memory in one XML part, and stops at what is not wanted."""

    def __init__(self, name: str) -> None:
        self.is_sheet = "/worksheets/" in name
        self.most = MOST_TEXTS if "sharedstrings" in name or self.is_sheet else MOST_OTHER
        self.rows = self.cells = self.elements = 0
        self.parser: Any = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_declared: Any) -> None:
        """Refuse a document type: it is how entities are smuggled in."""
        raise Refused(_("文書型宣言（DOCTYPE）を含むファイルは読みません。"))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count one element."""
        name = tag.rpartition("}")[2]
        self.elements += 1
        if self.elements > self.most:
            raise Refused(
                _("ファイルの中の要素が多すぎます。不要な書式や空のセルを削除してください。")
            )
        if "macroEnabled" in attributes.get("ContentType", ""):
            raise Refused(
                _("マクロを含むファイルは読みません。マクロなしの .xlsx で保存してください。")
            )
        if self.is_sheet:
            self._in_sheet(name, attributes.get("r", ""))

    def _in_sheet(self, name: str, place: str) -> None:
        if name == "mergeCell":
            raise Refused(_("結合したセルがあります。セルの結合を解除してください。"))
        if name == "row":
            self.rows, self.cells = self.rows + 1, 0
            if place.isdecimal() and int(place[:9]) > LOWEST_ROW:
                raise Refused(_("20,000行目より下に行があります。空の行も削除してください。"))
        if name == "c":
            self.cells += 1
            if self.cells > MOST_COLUMNS or _column(place) > MOST_COLUMNS:
                raise too_many_columns()
        if self.rows > MOST_ROWS + OTHER_ROWS:
            raise too_many_rows()


def _column(place: str) -> int:
    """Read the column out of a place such as BC12; 0 without one."""
    letters = place.rstrip("0123456789").upper()[:4]
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
