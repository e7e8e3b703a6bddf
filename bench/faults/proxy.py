"""nginx in front of the site, with the limits of deploy/nginx.conf.example, as in production.

In: a running site. Out: the same site on the proxy's port; TLS is left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from bench.traffic.site import ROOT, Site, free_port

EXAMPLE: Final = ROOT / "deploy" / "nginx.conf.example"
LIMITS: Final = re.compile(r"^\s*((?:client_|proxy_read_|proxy_next_)\w+ .*;)", re.MULTILINE)
CONFIGURATION: Final = """
daemon off; master_process off; pid {home}/nginx.pid; error_log {home}/nginx.log crit;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/f;
    uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    server {{
        listen 127.0.0.1:{port};
        {limits}
        location / {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host $http_host; }}
    }}
}}
"""
PLACES: Final = ("/usr/sbin/nginx", "/usr/bin/nginx")  # /usr/sbin is not on everybody's path


def program() -> str | None:
    """Return nginx, if it is installed."""
    return next(filter(None, map(shutil.which, ("nginx", *PLACES))), None)


@contextmanager
def behind_nginx(site: Site) -> Iterator[Site]:
    """Start nginx and end it."""
    port, limits = free_port(), "\n        ".join(LIMITS.findall(EXAMPLE.read_text("utf-8")))
    text = CONFIGURATION.format(home=site.home, port=port, limits=limits, behind=site.port)
    path = site.home / "nginx.conf"
    path.write_text(text, "utf-8")
    started = subprocess.Popen([program() or "nginx", "-c", str(path)], cwd=site.home)
    try:
        front = replace(site, port=port)
        front.wait_until_it_answers()
        yield front
    finally:
        started.terminate()
        started.wait(10)
