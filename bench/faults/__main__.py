"""Do every fault to a site of its own, and print what came of it.

    .venv/bin/python -m bench.faults [--postgres] [--only tabs worker] [--json FILE]

Loopback only; takes about three minutes. Ends with 1 if anything accepted was lost, anything was
drawn twice, the site did not come back by itself, or a visitor saw a traceback.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from bench.faults import connections, editing, processes, surroundings
from bench.faults.outcome import Outcome, as_data, in_words
from bench.faults.proxy import program
from bench.traffic import figures, scene
from bench.traffic.cluster import Cluster, cluster
from bench.traffic.site import Site, product, serving

LOG_SHOWN = 3000  # characters of the server's log, when something is not well
FAULTS = (
    editing.two_tabs,
    editing.many_devices,
    editing.different_pages,
    editing.pressed_twice,
    editing.report_pressed_twice,
    connections.silent_without_proxy,
    connections.cut_body,
    connections.cut_answer,
    processes.worker_killed,
    processes.reloaded,
    processes.drawer_killed,
    processes.master_restarted,
    processes.master_killed,
    surroundings.clock_jumps,
)


@contextmanager
def site_of(home: Path, *, postgres: bool) -> Iterator[tuple[Site, Cluster | None]]:
    """Serve the product on a small disk, or on a PostgreSQL that can be cut."""
    with ExitStack() as open_:
        own = open_.enter_context(cluster(home)) if postgres else None
        open_.enter_context(surroundings.small_disk(home / "var"))
        site = product(home / "var", own.url if own else "")
        scene.look_at(site)
        open_.enter_context(serving(site))
        scene.warm_up(site)
        yield site, own


def chosen(own: Cluster | None, only: list[str]) -> dict[str, Callable[[Site], Outcome]]:
    """Return the faults that can be done here, by name."""
    faults: dict[str, Callable[[Site], Outcome]] = {fault.__name__: fault for fault in FAULTS}
    if program():
        behind = (connections.silent, connections.slow_headers, connections.half_bodies)
        faults |= {fault.__name__: fault for fault in behind}
    else:
        print("slow connections left out: nginx is not installed")
    if own:
        faults["database_cut"] = partial(surroundings.database_cut, cluster=own)
    else:
        faults["disk_full"] = surroundings.disk_full
    return {
        name: fault
        for name, fault in faults.items()
        if not only or any(part in name for part in only)
    }


def main() -> int:
    """Do them one after the other."""
    parser = figures.options(__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="parts of the names of faults")
    options = parser.parse_args()
    outcomes = []
    with (
        tempfile.TemporaryDirectory(prefix="songai-faults-") as folder,
        site_of(Path(folder), postgres=options.postgres) as (site, own),
    ):
        for name, fault in chosen(own, options.only).items():
            outcomes.append(fault(site))
            print(f"{name}:", outcomes[-1].in_brief(), flush=True)
            if not outcomes[-1].well:
                print(site.log[-LOG_SHOWN:], file=sys.stderr)
    print(in_words(outcomes))
    figures.keep({"faults": as_data(outcomes)}, options.json)
    return 0 if all(outcome.well for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
