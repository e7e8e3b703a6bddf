"""Many times into few figures, and figures into a table."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

PERCENTILES = (50, 95, 99)


def percentile(times: Sequence[float], share: int) -> float:
    """Return the time that this share of all stays within, nearest rank."""
    ranked = sorted(times)
    return ranked[max(0, -(-len(ranked) * share // 100) - 1)]


def milliseconds(times: Sequence[float]) -> dict[str, float]:
    """Return count, percentiles and longest of seconds."""
    found: dict[str, float] = {"count": len(times)}
    for share in PERCENTILES:
        found[f"p{share}"] = round(percentile(times, share) * 1000, 1)
    found["longest"] = round(max(times) * 1000, 1)
    return found


def by_kind(seconds: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Return the figures of each kind of request."""
    return {kind: milliseconds(times) for kind, times in sorted(seconds.items()) if times}


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return lines that are read as a table by people and by Markdown."""
    listed = [list(map(_cell, row)) for row in rows]
    lines = [list(head), ["---"] * len(head), *listed]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def kinds_table(kinds: dict[str, dict[str, float]]) -> str:
    """Lay out `by_kind`."""
    rows = [(kind, *figures.values()) for kind, figures in kinds.items()]
    return table(("request", "count", "p50 ms", "p95 ms", "p99 ms", "longest ms"), rows)


def machine() -> dict[str, Any]:
    """Say what it was measured on, and how busy others kept it."""
    with_model = Path("/proc/cpuinfo").read_text("utf-8").partition("model name")[2]
    return {
        "cores": os.cpu_count(),
        "processor": with_model.partition(":")[2].partition("\n")[0].strip(),
        "load average": round(os.getloadavg()[0], 1),
    }


def options(doc: str | None) -> argparse.ArgumentParser:
    """Return the options that every measurement has."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--postgres", action="store_true", help="that of DATABASE_URL, or an own one"
    )
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    return parser


def keep(found: dict[str, Any], path: Path | None) -> None:
    """Write what was found, and on what machine, for a page or a later run."""
    if path is not None:
        text = json.dumps(found | {"machine": machine()}, ensure_ascii=False, indent=1)
        path.write_text(text, "utf-8")
