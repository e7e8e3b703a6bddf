"""Bodies that are too large, of another kind, broken, or that say a thing twice."""

from __future__ import annotations

import json

from tests.hostile.table import ADVISER, FORM, JSON, Hostile

MULTIPART = "multipart/form-data; boundary=x"
IN_BASE64 = b'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64'
FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%d.png"\r\n\r\na\r\n'
MANY = "&".join(f"f{n}=1" for n in range(400))
ANSWERS = json.dumps({"incident_type": "malware"}).encode()

SIZES = [
    Hostile("600 kB of company", "POST", "{company}", 413, b"company_name=" + b"a" * 600_000),
    Hostile("3 MB of company", "POST", "{company}", 413, b"company_name=" + b"a" * 3_000_000),
    Hostile(
        "600 kB to the sign-in", "POST", "/account/sign-in/", 413, b"username=" + b"a" * 600_000
    ),
    Hostile("600 kB to the admin", "POST", "/admin/login/", 413, b"username=" + b"a" * 600_000),
    Hostile("600 kB to the language", "POST", "/i18n/setlang/", 413, b"next=" + b"a" * 600_000),
    Hostile("600 kB to a shared link", "POST", "{s}/unlock/", 413, b"passphrase=" + b"a" * 600_000),
    Hostile(
        "300 kB to the API", "POST", "{api}", 413, b'{"case_note": "' + b"a" * 300_000 + b'"}', JSON
    ),
    Hostile("400 fields", "POST", "{company}", 400, MANY.encode()),
    Hostile("400 fields in the query", "GET", f"/?{MANY}", 200),
    Hostile("100,000 letters of a name", "POST", "{company}", 422, {"company_name": "x" * 100_000}),
    Hostile("100,000 digits", "POST", "{company}", 422, {"employees": "9" * 100_000}),
    Hostile(
        "a note of 5,000 letters",
        "POST",
        "{a}/ask/",
        422,
        {
            "recipient": "x",
            "helper": "other",
            "days": "7",
            "sections": "finance",
            "note": "a" * 5000,
        },
    ),
    Hostile("a search of 60 kB", "GET", "/account/", 200, {"q": "a" * 60_000}, who=ADVISER),
    Hostile(
        "a length below nothing",
        "POST",
        "{company}",
        400,
        b"employees=x",
        headers={"CONTENT_LENGTH": "-1"},
    ),
    Hostile(
        "a length that is no number",
        "POST",
        "{company}",
        400,
        b"employees=x",
        headers={"CONTENT_LENGTH": "ten"},
    ),
]
CHARSETS = [
    Hostile(
        f"a form in {charset}",
        "POST",
        "{company}",
        400,
        b"employees=5",
        f"{FORM}; charset={charset}",
    )
    for charset in ("utf-7", "utf-16", "shift_jis", "ebcdic-cp-us", "base64", "zlib", "../etc")
]
KINDS = (
    [
        Hostile(f"the API sent {kind!r}", "POST", "{api}", 415, ANSWERS, kind)
        for kind in (
            "",
            "text/plain",
            "text/xml",
            FORM,
            MULTIPART,
            "application/x-yaml",
            "application/x-java-serialized-object",
            "application/json; charset=utf-7",
            "application/json5",
        )
    ]
    + [
        Hostile(
            f"the API sent a body in {coding}",
            "POST",
            "{api}",
            415,
            ANSWERS,
            JSON,
            headers={"Content-Encoding": coding},
        )
        for coding in ("gzip", "deflate", "br", "gzip, gzip")
    ]
    + [
        Hostile(
            "the API sent pieces without a length",
            "POST",
            "{api}",
            411,
            b"",
            JSON,
            headers={"Transfer-Encoding": "chunked"},
        ),
        Hostile(
            "the API asked for HTML",
            "POST",
            "{api}",
            406,
            ANSWERS,
            JSON,
            headers={"Accept": "text/html"},
        ),
        Hostile(
            "XML with an entity to the API",
            "POST",
            "{api}",
            415,
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            "text/xml",
            never="root:",
        ),
    ]
)
BROKEN = [
    Hostile(f"a form of parts, {what}", "POST", "{a}/report/logo/", status, body, MULTIPART)
    for what, status, body in (
        ("without an end", 422, b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na'),
        ("without a name", 422, b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
        ("in base64 that is none", 422, b"--x\r\n" + IN_BASE64 + b"\r\n\r\n!!!\r\n--x--\r\n"),
        ("with nothing in it", 422, b"--x--\r\n"),
    )
] + [
    Hostile(
        "parts without a boundary", "POST", "{a}/report/logo/", 400, b"--x", "multipart/form-data"
    ),
    Hostile(
        "a boundary of 5,000 letters",
        "POST",
        "{a}/report/logo/",
        400,
        b"--x",
        "multipart/form-data; boundary=" + "x" * 5000,
    ),
    Hostile(
        "two files", "POST", "{a}/report/logo/", 400, FILE % 1 + FILE % 2 + b"--x--\r\n", MULTIPART
    ),
]
SAID_TWICE = [
    Hostile(
        "days twice, the second beyond the list",
        "POST",
        "{a}/share/",
        422,
        b"recipient=x&days=7&days=9999",
    ),
    Hostile(
        "a recipient twice, the second a tag",
        "POST",
        "{a}/share/",
        422,
        b"recipient=x&recipient=%3Cb%3E&days=7",
    ),
    Hostile(
        "employees twice, the second a word",
        "POST",
        "{company}",
        422,
        b"employees=5&employees=many",
    ),
    Hostile(
        "a helper twice, the second unknown",
        "POST",
        "{a}/ask/",
        422,
        b"recipient=x&days=7&sections=finance&helper=other&helper=root",
    ),
    Hostile("an option of the API twice", "POST", "{api}?seed=1&seed=2", 422, ANSWERS, JSON),
    Hostile("an option in brackets", "POST", "{api}?seed[]=1", 422, ANSWERS, JSON),
    Hostile("an option in another case", "POST", "{api}?Seed=1", 422, ANSWERS, JSON),
    Hostile("a callback for JSONP", "POST", "{api}?callback=alert", 422, ANSWERS, JSON),
]
ROWS = [*SIZES, *CHARSETS, *KINDS, *BROKEN, *SAID_TWICE]
