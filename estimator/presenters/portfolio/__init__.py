"""The results of a portfolio as files (一括見積りの結果): JSON lines, CSV, a workbook.

In the flow: below `manage.py portfolio`. In: a result for each row of
the file, in its order. Out: bytes.
"""

from .files import WRITERS, problem_lines
from .members import Heading, Member, member

__all__ = ["WRITERS", "Heading", "Member", "member", "problem_lines"]
