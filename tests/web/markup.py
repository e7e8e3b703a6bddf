"""What a validator would say of a page: how it parses, and whether what it points at is there."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

# Attributes that name elements of the same page by their id.
POINTERS = (
    "for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls",
    "aria-details", "aria-errormessage", "aria-owns", "aria-activedescendant", "popovertarget",
)  # fmt: skip
LABELLED = ("button", "input", "meter", "output", "progress", "select", "textarea")
UNSEEN = ("hidden", "submit", "button")  # inputs that need no label


def faults(html: str) -> list[str]:
    """List what is wrong with a page, in words."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    told = [f"{line}: {code} {dict(about or {})}" for (line, _at), code, about in parser.errors]
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    return [*told, *_document(root), *_ids(elements), *_pointers(elements), *_labels(elements)]


def _document(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "html has no lang"
    titles = root.findall("head/title")
    if len(titles) != 1 or not (titles[0].text or "").strip():
        yield "not one title"
    if len(root.findall(".//main")) != 1:
        yield "not one main"
    if len(root.findall(".//h1")) != 1:
        yield "not one h1"


def _ids(elements: list[Element]) -> Iterator[str]:
    count = Counter(one.get("id") for one in elements if one.get("id") is not None)
    yield from (f"id {name!r} stands {many} times" for name, many in count.items() if many > 1)
    yield from (f"id {name!r} is no id" for name in count if not name or " " in name)


def _pointers(elements: list[Element]) -> Iterator[str]:
    known = {one.get("id"): one for one in elements if one.get("id")}
    for one in elements:
        yield from (
            f"{one.tag} {key} names nothing" for key in POINTERS if not one.get(key, "x").strip()
        )
        named = [(key, name) for key in POINTERS for name in one.get(key, "").split()]
        target = one.get("href", "")
        if target.startswith("#") and target not in ("#", "#top"):
            named.append(("href", target[1:]))
        yield from (
            f"{one.tag} {key}={name}: not there" for key, name in named if name not in known
        )
        label = known.get(one.get("for")) if one.tag == "label" else None
        if label is not None and label.tag not in LABELLED:
            yield f"label for={one.get('for')}: names a {label.tag}"


def _labels(elements: list[Element]) -> Iterator[str]:
    """Every field has a label around it, one that names it, or a name of its own."""
    named = {one.get("for") for one in elements if one.tag == "label"}
    inside = {id(one) for label in elements if label.tag == "label" for one in label.iter()}
    for one in elements:
        is_field = one.tag in ("input", "select", "textarea") and one.get("type") not in UNSEEN
        named_itself = one.get("aria-label") or one.get("aria-labelledby")
        if is_field and not (named_itself or one.get("id") in named or id(one) in inside):
            yield f"{one.tag} {one.get('name')}: no label"
