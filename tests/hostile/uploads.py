"""Files that would act, call out, unfold or pretend: logos of visitors, workbooks of staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.hostile.table import Hostile

BOUNDARY = "part"
KIND = f"multipart/form-data; boundary={BOUNDARY}"
METADATA = "http://169.254.169.254/latest/meta-data/"
DOCTYPE = "<!DOCTYPE svg [{}]>"


def part(content: bytes, name: str = "logo.png") -> bytes:
    """Write a form of one file."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def svg(inside: str, before: str = "", attributes: str = "") -> bytes:
    """Write an SVG with something in it."""
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    space = f'xmlns="http://www.w3.org/2000/svg" {links} viewBox="0 0 9 9" {attributes}'
    return f"{before}<svg {space}>{inside}</svg>".encode()


def picture(kind: str, size: tuple[int, int] = (9, 9)) -> bytes:
    """Draw a picture."""
    content = BytesIO()
    Image.new("1", size).save(content, kind)
    return content.getvalue()


def unfolding() -> bytes:
    """Thirty megabytes in thirty kilobytes."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * 30_000_000)
    return content.getvalue()


def laughs() -> str:
    """Entities of entities."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return DOCTYPE.format(f'<!ENTITY l0 "lol">{levels}')


VECTORS = {
    "a script": svg("<script>alert(1)</script>"),
    "a script by address": svg(f'<script xlink:href="{METADATA}"/>'),
    "an event": svg('<rect width="9" height="9" onload="alert(1)"/>'),
    "an event on the whole": svg("", attributes='onload="alert(1)"'),
    "an event in capitals": svg('<rect ONCLICK="alert(1)"/>'),
    "HTML inside": svg(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'
    ),
    "a picture from inside the network": svg(f'<image href="{METADATA}"/>'),
    "a picture of a file": svg('<image xlink:href="file:///etc/passwd"/>'),
    "a use from elsewhere": svg(f'<use href="{METADATA}#a"/>'),
    "a link": svg('<a href="javascript:alert(1)"><rect/></a>'),
    "a style sheet": svg(f"<style>@import url({METADATA});</style>"),
    "a fill from elsewhere": svg(f'<rect fill="url({METADATA})"/>'),
    "a style from elsewhere": svg(f'<rect style="fill:url({METADATA})"/>'),
    "a fill of escapes": svg(r'<rect fill="u\72l(http://evil.example)"/>'),
    "an animation": svg('<rect><animate attributeName="href" to="javascript:alert(1)"/></rect>'),
    "a set": svg('<set attributeName="onmouseover" to="alert(1)"/>'),
    "a filter": svg(f'<filter><feImage href="{METADATA}"/></filter>'),
    "text in a font": svg("<text>secret</text>"),
    "an external entity": svg("&x;", DOCTYPE.format('<!ENTITY x SYSTEM "file:///etc/passwd">')),
    "an entity from the network": svg("&x;", DOCTYPE.format(f'<!ENTITY x SYSTEM "{METADATA}">')),
    "a parameter entity": svg("", DOCTYPE.format(f'<!ENTITY % x SYSTEM "{METADATA}">%x;')),
    "a billion laughs": svg("&l9;", laughs()),
    "nested too deep": svg("<g>" * 60 + "</g>" * 60),
    "nested beyond any parser": svg("<g>" * 20_000 + "</g>" * 20_000),
    "a mass of shapes": svg("<g/>" * 1_500),
    "clips of clips": svg('<clipPath id="a"><rect clip-path="url(#b)"/></clipPath>'),
    "no size": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "no namespace": b"<svg viewBox='0 0 9 9'/>",
    "HTML": b"<html><script>alert(1)</script></html>",
    "half of it": svg("<rect/>")[:-9],
    "UTF-16": svg("<rect/>").decode().encode("utf-16"),
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?>' + svg(""),
}
RASTERS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "letters": lambda: b"not a picture",
    "a shell script": lambda: b"#!/bin/sh\nid\n",
    "PHP behind a sign": lambda: b"\x89PNG\r\n\x1a\n<?php system('id'); ?>",
    "half a picture": lambda: picture("PNG")[:40],
    "a sign alone": lambda: b"\xff\xd8\xff",
    "50,000 pixels wide": lambda: picture("PNG", (50_000, 2)),
    "a picture of 400 million pixels": lambda: picture("PNG", (20_000, 20_000)),
    "GIF": lambda: picture("GIF"),
    "TIFF": lambda: picture("TIFF"),
    "BMP": lambda: picture("BMP"),
    "an icon": lambda: b"\0\0\1\0" + b"\0" * 60,
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file",
    "a PDF": lambda: b"%PDF-1.7\n",
    "an archive that unfolds": unfolding,
    "300 kB": lambda: picture("PNG") + b"\0" * 300_000,
}


def _rows() -> Iterator[Hostile]:
    for what, content in VECTORS.items():
        yield _logo(f"SVG with {what}", lambda content=content: part(content, "logo.svg"))
    for what, made in RASTERS.items():
        yield _logo(f"a logo: {what}", lambda made=made: part(made()))
    yield _logo("a logo by a name that leads out", lambda: part(b"x", "../../../etc/cron.d/x"))
    yield _logo("a logo by a name with a null", lambda: part(b"x", "a.png\0.sh"))
    yield Hostile(
        "600 kB of logo", "POST", "{a}/report/logo/", 413, part(b"\x89PNG" * 150_000), KIND
    )
    yield Hostile("a logo as a field", "POST", "{a}/report/logo/", 422, {"file": "/etc/passwd"})


def _logo(what: str, body: Callable[[], bytes]) -> Hostile:
    return Hostile(what, "POST", "{a}/report/logo/", 422, body, KIND, never="root:")


ROWS = list(_rows())
