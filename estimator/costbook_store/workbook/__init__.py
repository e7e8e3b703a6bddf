"""The cost tables as a spreadsheet: an edition out to XLSX or CSV, and into a draft again.

In the flow: the import and export pages of an edition. `limits` looks at a file, `reading` turns it
into rows with their places, `importing` puts them into a draft in one transaction through the
import-export `resources`, `writing` writes files that read back without loss.
"""

from .importing import Outcome, Terms, import_sheets
from .limits import MOST_BYTES, Refused, is_small
from .reading import CellProblem, Reading, read
from .resources import RowChange
from .tables import SheetOf, sheet_named, sheets
from .writing import TooLongForACell, to_csv, to_workbook

__all__ = [
    "MOST_BYTES",
    "CellProblem",
    "Outcome",
    "Reading",
    "Refused",
    "RowChange",
    "SheetOf",
    "Terms",
    "TooLongForACell",
    "import_sheets",
    "is_small",
    "read",
    "sheet_named",
    "sheets",
    "to_csv",
    "to_workbook",
]
