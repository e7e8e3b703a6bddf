"""Under which terms a command estimates (--edition, --as-of, --seed, --samples).

In: the options as typed. Out: the contract's options, or a refusal in one line each.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from .. import contract, costbook_store
from ..outlook.simulation import SEED, SIZE
from ..questionnaire.problems import Problem
from .documents import Refused


def add_terms(parser: ArgumentParser) -> None:
    """Declare the options that every command which estimates takes."""
    parser.add_argument("--edition", help="code of the cost tables; default: the one in force")
    parser.add_argument("--as-of", help="YYYY-MM-DD; default: today")
    parser.add_argument("--seed", help=f"of the random draws; default: {SEED}")
    parser.add_argument("--samples", help=f"how many draws; default: {SIZE}")


def terms_of(options: Mapping[str, Any], *, drafts: bool) -> contract.Options:
    """Read what argparse leaves to us: it would end with an answer of its own. Raises: Refused."""
    given = {
        name: None if options[name] is None else str(options[name]) for name in contract.OPTIONS
    }
    try:
        return contract.read_options(given, today=timezone.localdate(), drafts=drafts)
    except contract.OptionsRefused as refused:
        raise Refused(*map(_dashed, refused.problems)) from refused
    except costbook_store.NoSuchEdition as missing:
        message = f"--edition: {missing}; allowed: one that the admin has published"
        raise Refused(message) from missing
    except DatabaseError as missing:
        message = "database: no cost tables in it yet; allowed: one made by ./run --setup"
        raise Refused(message) from missing


def _dashed(problem: Problem) -> str:
    """Name an option as it is written here: --as-of."""
    return f"--{replace(problem, path=problem.path.replace('_', '-'))}"
