"""SVG: written anew from the shapes and attributes on the lists below.

In: the bytes of a file. Out: a `Logo` whose SVG holds nothing that is not on a list: no script, no
style sheet, no address, no text in a font of its own. What would change the picture is refused, so
that nobody prints half a logo; what a drawing program adds for itself is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from . import Logo, LogoRefused

NAMESPACE: Final = "http://www.w3.org/2000/svg"
SHAPES: Final = frozenset((
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath",
))  # fmt: skip
LEFT_OUT: Final = frozenset({"title", "desc", "metadata"})
GEOMETRY: Final = frozenset((
    "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height",
    "d", "points", "transform", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
    "clipPathUnits", "viewBox", "preserveAspectRatio",
))  # fmt: skip
PAINT: Final = frozenset((
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "opacity", "stop-color", "stop-opacity", "clip-path", "clip-rule",
    "color", "display", "visibility",
))  # fmt: skip
NAME: Final = re.compile(r"[A-Za-z_][\w.-]{0,63}")
PLAIN: Final = re.compile(r"[\w#%.,()+\s-]*")  # numbers, colours, paths, words; no address
INSIDE: Final = re.compile(r"url\(\s*[\"']?#[A-Za-z_][\w.-]{0,63}[\"']?\s*\)")
LENGTH: Final = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?:px|pt|mm|cm|in)?\s*")
BOX: Final = re.compile(r"[\s,]+")
NUMBER: Final = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,9})?")
MOST_SHAPES, DEEPEST = 1_000, 20
LARGEST: Final = 60_000  # bytes of what is drawn on each page


def rewritten(content: bytes) -> Logo:
    """Write the picture anew. Raises: LogoRefused."""
    root = _parsed(content)
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise LogoRefused(_("SVG ではありません。PNG、JPEG、SVG のどれかを選んでください。"))
    *_corner, width, height = box = _box(root)
    made = _copy(root, 1)
    _refuse_nested_clips(made)
    made.set("viewBox", " ".join(f"{side:g}" for side in box))
    made.set("width", f"{width:g}")
    made.set("height", f"{height:g}")
    text = tostring(made, encoding="utf-8")
    if len(text) > LARGEST or sum(1 for _one in made.iter()) > MOST_SHAPES:
        raise LogoRefused(_("形が細かすぎます。簡単な図にするか、PNG で書き出してください。"))
    return Logo("image/svg+xml", text, round(width) or 1, round(height) or 1)


def _parsed(content: bytes) -> Element:
    try:
        return fromstring(content, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as hostile:
        raise LogoRefused(
            _("SVG に実体宣言（ENTITY）があります。取り除いて書き出してください。")
        ) from hostile
    except (ParseError, ValueError, LookupError, RecursionError) as broken:
        raise LogoRefused(_("SVG として読めません。壊れていないか確かめてください。")) from broken


def _box(root: Element) -> tuple[float, float, float, float]:
    """Return left, top, width and height in units: of the view box, else of the two sides."""
    box = [float(part) for part in BOX.split(root.get("viewBox", "")) if NUMBER.fullmatch(part)]
    sides = [LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    found = box if root.get("viewBox") else [0, 0, *(float(one[1]) for one in sides if one)]
    if len(found) != 4 or min(found[2:]) <= 0:  # noqa: PLR2004 - left, top, width, height
        raise LogoRefused(_("SVG に大きさ（viewBox）がありません。付けて書き出してください。"))
    left, top, width, height = found
    return left, top, width, height


# --- elements -------------------------------------------------------------------------------------


def _copy(element: Element, depth: int) -> Element:
    if depth > DEEPEST:
        raise LogoRefused(_("SVG の入れ子が深すぎます。グループを解いて書き出してください。"))
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    made = Element(name, dict(_attributes(element)))
    if depth == 1:
        made.set("xmlns", NAMESPACE)
    for child in element:
        if _is_kept(child):
            made.append(_copy(child, depth + 1))
    return made


def _is_kept(child: Element) -> bool:
    """Tell shapes from what a drawing program adds for itself; refuse what would be missing."""
    if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{NAMESPACE}}}"):
        return False
    name = child.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name in LEFT_OUT:
        return False
    if name in SHAPES:
        return True
    text = _("SVG に使えない要素 <%(name)s> があります。%(advice)s")
    raise LogoRefused(text % {"name": name[:40], "advice": _advice(name)})


def _advice(name: str) -> str:
    if name in ("text", "tspan", "textPath", "font"):
        return _("文字は図形（アウトライン）に変えて書き出してください。")
    if name == "style":
        return _("スタイルを「プレゼンテーション属性」にして書き出してください。")
    return _("使えるのは線と塗りの図形だけです。ほかは PNG で書き出してください。")


def _refuse_nested_clips(made: Element) -> None:
    """A clip within a clip within a clip would be drawn twice as often at each step."""
    if any(inner.get("clip-path") for clip in made.iter("clipPath") for inner in clip.iter()):
        raise LogoRefused(_("クリップが重なっています。図形を結合して書き出してください。"))


# --- attributes -----------------------------------------------------------------------------------


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what is on the lists; the words of a style attribute as attributes of their own."""
    for name, value in element.attrib.items():
        _refuse_active(name)
        if (name == "id" and NAME.fullmatch(value)) or (
            name in GEOMETRY and PLAIN.fullmatch(value)
        ):
            yield name, value
        elif name in PAINT:
            yield from _painted({name: value})
    yield from _painted(_styles(element.get("style", "")))


def _refuse_active(name: str) -> None:
    """Refuse what would act, or point out of the picture."""
    local = name.rpartition("}")[2].lower()
    if local.startswith("on") or local in ("href", "src"):
        text = _("SVG に使えない属性「%(name)s」があります。リンクや動作のない図にしてください。")
        raise LogoRefused(text % {"name": local[:40]})


def _styles(text: str) -> Mapping[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _painted(styles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in styles.items():
        if name not in PAINT:
            continue
        if INSIDE.fullmatch(value) or (PLAIN.fullmatch(value) and "url" not in value.lower()):
            yield name, value
        else:
            text = _("SVG に使えない値「%(value)s」があります。")
            raise LogoRefused(text % {"value": value[:40]})
