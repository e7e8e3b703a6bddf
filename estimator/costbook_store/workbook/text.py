"""Text in a cell: nothing a spreadsheet would run, nothing lost.

XLSX: characters that XML cannot hold are written `_x0001_`, as Excel itself does. CSV: text that
looks like a formula gets an apostrophe in front, which reading takes off again.
"""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
# Full-width signs too: some programs take them for the narrow ones.
FORMULA: Final = re.compile("[=+\\-@\t\r\n|%＝＋－＠]")
QUOTED: Final = re.compile("'+[=+\\-@\t\r\n|%＝＋－＠]")
LONGEST: Final = 32_767  # characters in a cell of XLSX


def to_xlsx(text: str) -> str:
    """Write the characters that XML cannot hold by their numbers."""
    return FORBIDDEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_"


def from_xlsx(text: str) -> str:
    """Read them back."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run it when it opens a CSV."""
    return FORMULA.match(text) is not None


def to_csv(text: str) -> str:
    """Put an apostrophe before what might be run, and before what already has one."""
    return f"'{text}" if FORMULA.match(text) or QUOTED.match(text) else text


def from_csv(text: str) -> str:
    """Take the apostrophe off."""
    return text[1:] if QUOTED.match(text) else text
