"""Paths that lead out of the site, addresses to be led astray by, methods nobody offers."""

from __future__ import annotations

from tests.hostile.table import ADVISER, STAFF, Hostile

TRAVERSALS = (
    "/static/../config/settings.py",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2fvar/secret_key",
    "/static/css/....//....//etc/passwd",
    "/static//etc/passwd",
    "/../../../../etc/passwd",
    "/var/secret_key",
    "/var/db.sqlite3",
    "/.env",
    "/.git/config",
    "/config/settings.py",
    "/wp-login.php",
    "/cgi-bin/test.cgi",
    "/examples/..%2f..%2fetc%2fpasswd/",
    "/a/..%2f..%2fadmin/",
    "/media/../db.sqlite3",
    "/static/%00style.css",
    "/editions/2026-11..etc/",
    "/editions/....2026-11/",
    "/sw.js/../../var/secret_key",
)
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example\\",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " https://evil.example/",
    "/\t/evil.example/",
    "https://testserver@evil.example/",
    "https://evil.example\\@testserver/",
    "/\r\nLocation: https://evil.example/",
)
POST_ONLY = (
    "/a/", "{a}/copy/", "{a}/undo/", "{a}/recalculate/", "{a}/compare/add/", "{a}/compare/remove/",
    "{a}/compare/rename/", "{a}/compare/together/", "{a}/compare/recalculate/",
    "{a}/quote/forensics/remove/", "{a}/report/logo/remove/",
    "{a}/actuals/1/remove/", "{a}/actuals/1/restore/", "{a}/actuals/forensics/close/",
    "{a}/share/1/stop/", "{a}/share/1/resume/", "{a}/ask/1/stop/", "{a}/ask/1/resume/",
    "{h}/send/", "{s}/unlock/", "/account/sign-out/", "/account/logo/remove/",
    "/account/assessments/take/", "/account/assessments/1/give-back/", "/examples/x/",
)  # fmt: skip
READ_ONLY = ("/", "/about/", "/words/", "{s}/", "{s}/figures.json", "{a}/result/", "{a}/result.csv")
STRANGE = ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "DEBUG")

ROWS = [
    *(Hostile(f"GET {path}", "GET", path, 404, never="SECRET") for path in TRAVERSALS),
    *(
        Hostile(
            f"sign in, then on to {address!r}",
            "POST",
            "/account/sign-in/",
            302,
            {"username": "adviser", "password": "x", "next": address},
            who=ADVISER,
            leads_to="/%0D%0A" if "\r" in address else "/account/",
        )
        for address in ELSEWHERE
    ),
    *(
        Hostile(
            f"the language, then on to {address!r}",
            "POST",
            "/i18n/setlang/",
            302,
            {"language": "ja", "next": address},
            headers={"Referer": "https://evil.example/"},
            leads_to="/",
        )
        for address in ELSEWHERE
    ),
    *(
        Hostile(
            f"admin, then on to {address!r}",
            "GET",
            "/admin/login/",
            302,
            {"next": address},
            who=STAFF,
            leads_to="/admin/",
        )
        for address in ELSEWHERE[:4]
    ),
    *(Hostile(f"GET {path}", "GET", path, 405, who=ADVISER) for path in POST_ONLY),
    *(Hostile(f"POST {path}", "POST", path, 405, {"x": "1"}) for path in READ_ONLY),
    *(Hostile(f"{method} a page of questions", method, "{company}", 405) for method in STRANGE),
    *(Hostile(f"{method} the deletion", method, "{a}/delete/", 405) for method in STRANGE[:4]),
]
