"""Headers that claim what is not so, and forms that another site sends."""

from __future__ import annotations

from tests.hostile.table import ADVISER, Hostile

EVIL = "evil.example"

CLAIMED = (
    [
        Hostile(
            f"the host {host!r}",
            "GET",
            "/account/sign-in/",
            400,
            headers={"Host": host},
            never=host,
        )
        for host in (
            EVIL,
            f"{EVIL}:80",
            "testserver.evil.example",
            "127.0.0.1.nip.io",
            "evil@testserver",
            "testserver/../x",
            "[::ffff:7f00:1]",
            "[::1",
            "a b",
            'testserver"><script>',
        )
    ]
    + [
        Hostile(
            f"{name}: {value}", "GET", "/account/sign-in/", 200, headers={name: value}, never=EVIL
        )
        for name, value in (
            ("X-Forwarded-Host", EVIL),
            ("X-Host", EVIL),
            ("Forwarded", f"host={EVIL}"),
            ("X-Forwarded-Server", EVIL),
            ("X-Original-URL", f"/{EVIL}"),
            ("X-Rewrite-URL", f"/{EVIL}"),
            ("X-Forwarded-Prefix", f"/{EVIL}"),
            ("Referer", f"https://{EVIL}/"),
            ("User-Agent", f"<script>{EVIL}</script>"),
            ("Accept-Language", f"../../{EVIL}"),
            ("X-HTTP-Method-Override", "DELETE"),
            ("X-Method-Override", "PUT"),
            ("HX-Current-URL", f"https://{EVIL}/"),
            ("HX-Target", f"<script>{EVIL}"),
            ("Range", "bytes=0-" + "1," * 500),
            ("Cookie", "a=" + "b" * 9000),
            ("Cookie", f"language=../{EVIL}"),
            ("Expect", "100-continue, nonsense"),
        )
    ]
    + [
        Hostile(
            "an address of its own, to be let into the admin",
            "GET",
            "/admin/",
            302,
            headers={"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
            leads_to="/admin/login/",
        ),
        Hostile(
            "a user by header",
            "GET",
            "/admin/",
            302,
            headers={
                "Remote-User": "staff",
                "X-Remote-User": "staff",
                "Authorization": "Basic YTpi",
            },
            leads_to="/admin/login/",
        ),
        Hostile(
            "the query changes the method",
            "POST",
            "{s}/?_method=DELETE",
            405,
            {"_method": "DELETE"},
        ),
        Hostile(
            "a line end in the language",
            "POST",
            "/i18n/setlang/",
            302,
            {"language": "ja\r\nSet-Cookie: x=1", "next": "/"},
            leads_to="/",
            never="x=1",
        ),
        Hostile(
            "a line end in an address", "GET", "/s/a%0d%0aSet-Cookie:%20x=1/", 404, never="x=1"
        ),
        Hostile(
            "a line end in the address to sign in for",
            "GET",
            "/account/?q=%0d%0aX-Evil:%201",
            302,
            leads_to="/account/sign-in/",
        ),
        Hostile(
            "a line end in the language of a link",
            "GET",
            "{h}/?language=en%0d%0aX-Evil:1",
            200,
            never="'X-Evil",
        ),
    ]
)
# Every address that changes something, sent from another site: no mark, or the wrong one.
CHANGES = (
    "/a/", "/first/", "/prices/", "{p}/", "{p}/delete/", "/examples/example-manufacturer-50/",
    "{company}", "{a}/copy/", "{a}/delete/", "{a}/undo/", "{a}/recalculate/", "{a}/compare/add/",
    "{a}/compare/remove/", "{a}/compare/rename/", "{a}/quote/forensics/",
    "{a}/quote/forensics/remove/", "{a}/customers/answer/", "{a}/report/", "{a}/report/logo/",
    "{a}/report/logo/remove/", "{a}/measures/", "{a}/actuals/", "{a}/share/", "{a}/share/1/stop/",
    "{a}/ask/", "{a}/ask/1/reply/", "{h}/send/", "/account/sign-in/", "/account/sign-out/",
    "/account/sign-up/", "/account/password/", "/account/delete/", "/account/line/",
    "/account/assessments/take/", "/i18n/setlang/", "/admin/login/", "/admin/logout/",
)  # fmt: skip
FORGED_FORMS = [
    Hostile(
        f"a form from elsewhere to {path}", "POST", path, 403, {"x": "1"}, who=ADVISER, csrf=True
    )
    for path in CHANGES
] + [
    Hostile(
        f"{what} as the mark",
        "POST",
        "{a}/copy/",
        403,
        {"csrfmiddlewaretoken": mark},
        headers=headers,
        csrf=True,
    )
    for what, mark, headers in (
        ("letters", "a" * 64, {}),
        ("the same letters in cookie and form", "a" * 5, {"Cookie": "csrftoken=" + "a" * 5}),
        (
            "a right form, another origin",
            "a" * 32,
            {"Cookie": "csrftoken=" + "a" * 32, "Origin": "https://evil.example"},
        ),
        (
            "a right form, no origin",
            "a" * 32,
            {"Cookie": "csrftoken=" + "a" * 32, "Origin": "null"},
        ),
    )
]
ROWS = [*CLAIMED, *FORGED_FORMS]
