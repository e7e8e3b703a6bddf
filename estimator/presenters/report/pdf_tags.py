"""What WeasyPrint leaves out of a tagged PDF (PDF/UA-1), put in before the file is written.

In the flow: `drawing` hands the finished PDF objects over; they are changed in place. Heads and
page numbers become artifacts, which a screen reader passes over instead of reading them on each
page; a table header says whether it heads a row or a column; a link is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

PRINTED = 4  # the third flag of an annotation
PAGINATION = "<</Type /Pagination>>"


def complete_tags(_document: object, pdf: Any) -> None:
    """Complete the tags of a drawn document; WeasyPrint calls it before it writes the file."""
    objects: Sequence[Any] = pdf.objects
    _print_links(objects)
    _say_what_headers_head(objects)
    _pass_over_margins(objects)
    _fold_spans(objects)


def _print_links(objects: Sequence[Any]) -> None:
    for annotation in _of_type(objects, "/Annot"):
        annotation["F"] = PRINTED


def _say_what_headers_head(objects: Sequence[Any]) -> None:
    """Give each TH its scope: in the head of a table it names a column, elsewhere a row."""
    for header in _of_kind(objects, "/TH"):
        row = _at(objects, header["P"])
        is_head = _at(objects, row["P"]).get("S") == "/THead"
        spans = "ColSpan" in header["A"]
        header["A"]["Scope"] = "/Column" if is_head or spans else "/Row"


# --- heads and feet of the pages ------------------------------------------------------------------


def _pass_over_margins(objects: Sequence[Any]) -> None:
    """Turn what hangs on no branch of the tree of tags into artifacts of its page."""
    (root,) = _of_kind(objects, "/Document")
    branches, owners = set(root["K"]), _owners(objects)
    pages = {page.reference: page for page in _of_type(objects, "/Page")}
    aside: dict[bytes, set[int]] = defaultdict(set)  # page -> its marked contents
    for element in _of_type(objects, "/StructElem"):
        if element.get("P") == root.reference and element.reference not in branches:
            page = element["Pg"]
            aside[page].update(_emptied(objects, element))
    for page, numbers in aside.items():  # a page's stream is long: it is read once
        _become_artifacts(_at(objects, pages[page]["Contents"]).stream, numbers)
        for number in numbers:
            owners[page][number] = "null"


def _owners(objects: Sequence[Any]) -> dict[bytes, list[Any]]:
    """Return for each page whose element each of its marked contents is."""
    (root,) = _of_type(objects, "/StructTreeRoot")
    numbers = _at(objects, root["ParentTree"])["Nums"]
    pages = _of_type(objects, "/Page")
    return {page.reference: numbers[2 * page["StructParents"] + 1] for page in pages}


def _emptied(objects: Sequence[Any], element: Any) -> Iterator[int]:
    """Yield the marked contents under an element and leave nothing of it."""
    kids = list(element["K"])
    element.clear()
    for kid in kids:
        if isinstance(kid, int):
            yield kid
        else:
            yield from _emptied(objects, _at(objects, kid))


def _become_artifacts(stream: list[Any], numbers: set[int]) -> None:
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            stream[place - 1 : place + 1] = "/Artifact", PAGINATION


# --- a smaller file -------------------------------------------------------------------------------

BARE = frozenset({"Type", "S", "K", "Pg", "P"})


def _fold_spans(objects: Sequence[Any]) -> None:
    """Hang each line of text on what it belongs to, without an element of its own in between."""
    owners = _owners(objects)
    for span in _of_kind(objects, "/Span"):
        parent, (kid, *more) = _at(objects, span["P"]), span["K"] or [b""]
        is_bare = not more and isinstance(kid, int) and span.keys() == BARE
        if is_bare and parent.get("Pg") == span["Pg"]:
            kids = parent["K"]
            kids[kids.index(span.reference)] = kid
            owners[span["Pg"]][kid] = parent.reference
            span.clear()


# --- objects --------------------------------------------------------------------------------------


def _at(objects: Sequence[Any], reference: bytes) -> Any:
    """Return what a reference like b"12 0 R" names: its number is its place."""
    return objects[int(reference.split()[0])]


def _of_type(objects: Sequence[Any], name: str) -> Iterator[Any]:
    return (one for one in objects if isinstance(one, dict) and one.get("Type") == name)


def _of_kind(objects: Sequence[Any], name: str) -> Iterator[Any]:
    return (one for one in _of_type(objects, "/StructElem") if one.get("S") == name)
