"""A logo: what is taken, what is left behind, what is refused."""

import re
import zlib
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from estimator.questionnaire.logo import LogoRefused
from estimator.questionnaire.logo.raster import MOST_PIXELS, PRINTED
from estimator.questionnaire.logo.reading import LARGEST, read_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
DRAWN = SVG + 'viewBox="0 0 40 20">{}</svg>'
SECRET = "35.6812N 139.7671E"


def picture(kind: str = "PNG", size=(300, 100), mode: str = "RGB", **saved) -> bytes:
    content = BytesIO()
    Image.new(mode, size, "#c00000" if mode != "1" else 1).save(content, kind, **saved)
    return content.getvalue()


def drawn(inner: str) -> str:
    return read_logo(DRAWN.format(inner).encode()).content.decode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_a_picture_is_drawn_anew(kind, mode) -> None:
    logo = read_logo(picture(kind, mode=mode))
    with Image.open(BytesIO(logo.content)) as found:
        assert found.get_format_mimetype() == logo.media_type == "image/png"
        assert found.size == (logo.width, logo.height) == (300, 100)
        assert found.mode == "RGB"


def test_a_large_picture_is_brought_to_the_size_of_print() -> None:
    logo = read_logo(picture(size=(2000, 1000)))
    assert (logo.width, logo.height) == (480, PRINTED[1])


def test_what_is_hidden_in_a_picture_is_left_behind() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Location", SECRET)
    exif = Image.Exif()
    exif[0x010E] = SECRET
    files = [picture(pnginfo=told, exif=exif), picture("JPEG", exif=exif, comment=SECRET)]
    for file in [*files, picture() + b"<script>" + SECRET.encode()]:
        assert SECRET.encode() in file
        assert SECRET.encode() not in read_logo(file).content


def test_what_is_clear_becomes_white() -> None:
    logo = read_logo(picture(mode="RGBA", size=(9, 9)))
    assert Image.open(BytesIO(logo.content)).getpixel((4, 4)) == (192, 0, 0)
    clear = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(clear, "PNG")
    white = read_logo(clear.getvalue())
    assert Image.open(BytesIO(white.content)).getpixel((4, 4)) == (255, 255, 255)


def bomb() -> bytes:
    """A PNG that says it has 60,000 x 60,000 pixels."""
    head = (60_000).to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def test_pixels_are_not_made_up_where_the_renderer_is_imported(monkeypatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(LogoRefused):
        read_logo(picture()[:60])


PICTURES = {
    "nothing": b"",
    "text": b"hello",
    "a GIF": picture("GIF"),
    "a program": b"MZ" + b"\0" * 100,
    "a cut PNG": picture()[:60],
    "a cut JPEG": picture("JPEG")[:300],
    "only a sign": b"\x89PNG\r\n\x1a\n",
    "a bomb": bomb(),
    "too wide": picture(size=(MOST_PIXELS + 1, 1)),
    "too many bytes": picture() + b"\0" * LARGEST,
    "a web page": b"<!doctype html><html><script>alert(1)</script></html>",
}


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_no_picture_is_refused(name) -> None:
    with pytest.raises(LogoRefused, match=r"。$"):
        read_logo(PICTURES[name])


def test_shapes_and_colours_stay() -> None:
    text = drawn('<g fill="#00118f"><path d="M0 0L40 20Z"/></g><circle cx="5" cy="5" r="4"/>')
    root = ET.fromstring(text)
    assert [one.tag.rpartition("}")[2] for one in root.iter()] == ["svg", "g", "path", "circle"]
    assert root[0].get("fill") == "#00118f"
    assert root[0][0].get("d") == "M0 0L40 20Z"


def test_the_words_of_a_style_become_attributes() -> None:
    text = drawn('<rect width="9" height="9" style="fill: #fff; stroke:red;-inkscape-x:1"/>')
    assert 'fill="#fff"' in text
    assert 'stroke="red"' in text
    assert "style" not in text
    assert "inkscape" not in text


def test_gradients_of_the_picture_itself_stay() -> None:
    text = drawn('<defs><linearGradient id="a"><stop offset="0" stop-color="red"/>'
                 '</linearGradient></defs><rect width="9" height="9" fill="url(#a)"/>')  # fmt: skip
    assert 'fill="url(#a)"' in text
    assert 'id="a"' in text


def test_what_a_drawing_program_adds_is_left_out() -> None:
    text = drawn('<title>t</title><metadata><x xmlns="urn:x"/></metadata><!-- c -->'
                 '<s:view xmlns:s="urn:s" a="b"/><rect class="k" data-a="b"/>')  # fmt: skip
    assert re.findall(r"<(\w+)", text) == ["svg", "rect"]
    assert "class" not in text
    assert "data-a" not in text


def test_the_size_comes_from_the_box_or_the_sides() -> None:
    assert read_logo(DRAWN.format("").encode()).width == 40
    sides = read_logo((SVG + 'width="30mm" height="12">' + "</svg>").encode())
    assert (sides.width, sides.height) == (30, 12)
    assert b'viewBox="0 0 30 12"' in sides.content


ENTITY = '<!DOCTYPE svg [<!ENTITY a "b">]>'
FILE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "event": '<rect onload="alert(1)" width="9"/>',
    "event in capitals": '<rect ONCLICK="alert(1)" width="9"/>',
    "link": '<a href="https://example.com"><rect width="9"/></a>',
    "image": '<image href="http://127.0.0.1/x.png" width="9" height="9"/>',
    "use": '<use xlink:href="#a"/>',
    "gradient elsewhere": '<linearGradient id="a" xlink:href="http://x/#b"/>',
    "foreign": '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>',
    "style sheet": "<style>@import url(http://127.0.0.1/x.css)</style>",
    "address in a style": '<rect style="fill:url(http://127.0.0.1/x)" width="9"/>',
    "address in an attribute": '<rect fill="url(//127.0.0.1/x#a)" width="9"/>',
    "address as a data": '<rect fill="url(data:image/png;base64,AA==)" width="9"/>',
    "expression": '<rect style="fill:expression(alert(1)) \\" width="9"/>',
    "animation": '<rect width="9"><animate attributeName="href" to="javascript:x"/></rect>',
    "text": "<text>A</text>",
    "filter": '<filter id="a"/>',
    "pattern": '<pattern id="a"/>',
    "deep": "<g>" * 40 + "</g>" * 40,
    "very deep": "<g>" * 3000 + "</g>" * 3000,
    "many": '<rect width="9"/>' * 1001,
    "long": f'<path d="{"M0 0L9 9" * 9000}"/>',
    "clips in clips": '<clipPath id="a"><rect width="9" clip-path="url(#a)"/></clipPath>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_act_or_point_elsewhere_is_refused(name) -> None:
    with pytest.raises(LogoRefused, match=r"。$"):
        drawn(HOSTILE[name])


@pytest.mark.parametrize(
    "text",
    [
        ENTITY + DRAWN.format('<rect width="&a;"/>'),
        FILE + DRAWN.format("<g>&a;</g>"),
        "<svg><rect/></svg>",  # of no namespace
        SVG + ">" + "</svg>",  # of no size
        SVG + 'viewBox="0 0 0 0"></svg>',
        SVG + 'viewBox="0 0 1e9 nan"></svg>',
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
        SVG,
    ],
)
def test_what_is_no_drawing_is_refused(text) -> None:
    with pytest.raises(LogoRefused, match=r"。$"):
        read_logo(text.encode())
