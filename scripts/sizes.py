"""Say which file has outgrown what one can take in at a glance, so that it is split by meaning.

Python: 300 lines a file, 40 code lines a function. Templates: 120 lines, 5 ``if`` and ``for``.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 300
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
TEMPLATE_BRANCHES = 5
BRANCH = re.compile(r"{%-?\s*(?:if|for)\s")


def python_files() -> Iterator[Path]:
    """Yield our modules; migrations are written by Django."""
    for folder in ("config", "estimator", "scripts", "bench", "tests"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def code_lines(function: ast.FunctionDef, lines: list[str]) -> int:
    """Count the lines of a function without docstring, blank lines and comments."""
    body = function.body
    has_docstring = ast.get_docstring(function, clean=False) is not None
    start = body[0].end_lineno if has_docstring else function.lineno
    inside = lines[(start or 0) : function.end_lineno]
    return sum(1 for line in inside if line.strip() and not line.strip().startswith("#"))


def python_problems(file: Path) -> Iterator[str]:
    """Yield what is too long in one module."""
    lines = file.read_text(encoding="utf-8").splitlines()
    if len(lines) > FILE_LINES:
        yield f"{file.relative_to(ROOT)}: {len(lines)} lines, at most {FILE_LINES}"
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef) and code_lines(node, lines) > FUNCTION_LINES:
            place = f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}"
            yield f"{place} has {code_lines(node, lines)} code lines, at most {FUNCTION_LINES}"


def template_problems(file: Path) -> Iterator[str]:
    """Yield what is too long in one template."""
    text = file.read_text(encoding="utf-8")
    lines, branches = len(text.splitlines()), len(BRANCH.findall(text))
    if lines > TEMPLATE_LINES:
        yield f"{file.relative_to(ROOT)}: {lines} lines, at most {TEMPLATE_LINES}"
    if branches > TEMPLATE_BRANCHES:
        yield f"{file.relative_to(ROOT)}: {branches} if/for, at most {TEMPLATE_BRANCHES}"


def main() -> int:
    """Print every problem at once."""
    found = [problem for file in python_files() for problem in python_problems(file)]
    for file in sorted((ROOT / "templates").rglob("*.html")):
        found += template_problems(file)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
