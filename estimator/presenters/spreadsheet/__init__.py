"""The estimate as XLSX (計算できる表): every line a formula over cells that a reader may change.

In the flow: Estimate + CostBook + Outlook -> bytes. `places` says where each value stands, one
module writes each sheet. Amounts as they were are stored beside the formulas, so that a program
that only shows the file shows them too. The same input gives the same bytes.
"""

from .book import MEDIA_TYPE, workbook

__all__ = ["MEDIA_TYPE", "workbook"]
