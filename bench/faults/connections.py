"""Connections that are slow, halt in the middle, or are cut."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from bench.faults.outcome import Outcome, answered, kept, without_traceback
from bench.faults.proxy import behind_nginx
from bench.traffic.at_once import companies
from bench.traffic.crowd import Crowd
from bench.traffic.site import Site
from bench.traffic.visitor import MARK, REVISION, Record, Visitor

SLOW = 20  # connections
SECONDS = 10.0
VISITORS = 4
Hold = Callable[[Site], socket.socket]
HEAD = "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def slow_headers(site: Site) -> Outcome:
    """Send a header one byte a second on many connections (slowloris)."""
    return _behind_proxy(site, "headers come one byte a second", _drip)


def half_bodies(site: Site) -> Outcome:
    """Announce a body, send half of it and wait."""
    return _behind_proxy(site, "half a body comes, then nothing", _half)


def silent(site: Site) -> Outcome:
    """Connect and say nothing."""
    return _behind_proxy(site, "connections that say nothing", _nothing)


def cut_body(site: Site) -> Outcome:
    """Send half of a valid form and cut the connection."""
    from bench.faults.editing import stored  # noqa: PLC0415 - needs Django

    (token,) = companies(1)
    before, log = stored(token), len(site.log)
    body = _form(site, token)
    for _ in range(SLOW):
        with socket.create_connection(("127.0.0.1", site.port)) as line:
            line.sendall(_post(token, body) + body[: len(body) // 2].encode())
    back = site.wait_until_it_answers()
    quiet = "Traceback" not in site.log[log:]
    return Outcome(
        "a form is cut off in the middle",
        f"half a valid form, {SLOW} times",
        "nobody is left to answer",
        "as before" if stored(token) == before else "changed",
        f"answers after {back:.2f} s; {'no traceback' if quiet else 'a traceback'} in the log",
        stored(token) == before and quiet,
    )


def cut_answer(site: Site) -> Outcome:
    """Send a whole form and go away before the answer; the save counts, or does not, as a whole."""
    from bench.faults.editing import stored  # noqa: PLC0415 - needs Django

    (token,) = companies(1)
    log, body = len(site.log), _form(site, token)
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(_post(token, body) + body.encode())
    time.sleep(1)
    (visitor,) = (Visitor(site.address, Record()),)
    seen = visitor.get(f"/a/{token}/sales/", "step page")
    quiet = "Traceback" not in site.log[log:]
    return Outcome(
        "the visitor is gone before the answer",
        "a whole form with 3,000,000",
        "nobody is left to answer",
        f"{stored(token):,}, and so the page shows it: {'300万' in seen.text}",
        "never away",
        stored(token) == 3_000_000 and quiet,
    )


def silent_without_proxy(site: Site) -> Outcome:
    """The same without a proxy, as on one's own machine: nobody is served, until they go away."""
    found = _beside_slow(site, "connections that say nothing", _nothing)
    return replace(
        found,
        fault=f"{found.fault}, and no proxy in front",
        well="0 of the accepted answers missing" in found.stored,
        stand_in="no proxy, as ./run on one's own machine",
    )


def _behind_proxy(site: Site, what: str, hold: Hold) -> Outcome:
    with behind_nginx(site) as front:
        return _beside_slow(front, what, hold)


def _beside_slow(site: Site, what: str, hold: Hold) -> Outcome:
    """Hold slow connections open while visitors go on."""
    lines = [hold(site) for _ in range(SLOW)]
    stop = threading.Event()
    dripping = threading.Thread(target=_keep_dripping, args=(lines, stop))
    dripping.start()
    with Crowd(site, VISITORS) as crowd:
        time.sleep(SECONDS)
        in_time = crowd.accepted
        stop.set()
        dripping.join()
        for line in lines:
            line.close()
        back = site.wait_until_it_answers()
    whole, stored = kept(crowd)
    return Outcome(
        f"{SLOW} slow connections: {what}",
        f"held for {SECONDS:.0f} s beside {VISITORS} visitors",
        f"{in_time} saves meanwhile; {answered(crowd)}",
        stored,
        f"answers {back:.1f} s after they end",
        whole and without_traceback(crowd) and in_time > 0 and not crowd.record.errors,
        "nginx with the limits of deploy/nginx.conf.example, without TLS",
    )


def _keep_dripping(lines: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(1):
        for line in lines:
            try:
                line.send(b"a")
            except OSError:  # the server has had enough of it
                continue


def _drip(site: Site) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", site.port))
    line.sendall(HEAD.format(method="GET", path="/").encode() + b"X-Slow: ")
    return line


def _half(site: Site) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", site.port))
    head = HEAD.format(method="POST", path="/a/")
    line.sendall(f"{head}Content-Length: 100000\r\n\r\nhalf=".encode())
    return line


def _nothing(site: Site) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port))


def _form(site: Site, token: str) -> str:
    """Open the page of the sales and fill it in; return the body with its cookie's mark."""
    visitor = Visitor(site.address, Record())
    visitor.get(f"/a/{token}/sales/", "step page")
    mark, revision = MARK.search(visitor.seen), REVISION.search(visitor.seen)
    assert mark is not None
    assert revision is not None
    cookie = visitor.session.cookies["csrftoken"]
    return (
        f"csrfmiddlewaretoken={cookie}&revision={revision[1]}&annual_revenue_yen=3000000"
        "&listed=no&critical_infrastructure=no&sells_online=no"
    )


def _post(token: str, body: str) -> bytes:
    """Return the head of the request; the mark stands in the cookie and in the body."""
    cookie = body.partition("=")[2].partition("&")[0]
    head = HEAD.format(method="POST", path=f"/a/{token}/sales/")
    return (
        f"{head}Cookie: csrftoken={cookie}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    ).encode()
