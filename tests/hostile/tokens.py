"""Keys to what belongs to others: guessed, altered, of another kind, run out, stopped, forged."""

from __future__ import annotations

from estimator.assessment_store import digest
from tests.factories.assessments import TOKEN
from tests.hostile.table import (
    ADVISER,
    EXPIRED,
    HAND_OFF,
    OTHER,
    PRICES,
    SECRET_COMPANY,
    SHARE,
    STOPPED,
    Hostile,
)

KINDS = {"a": TOKEN, "prices": PRICES, "s": SHARE, "h": HAND_OFF}


def _altered(token: str) -> dict[str, str]:
    return {
        "its digest": digest(token),
        "another case": token.upper(),
        "one letter more": token + "x",
        "one letter less": token[:-1],
        "a blank behind": token + "%20",
        "a null behind": token + "%00",
        "a wildcard": "%25",
        "half of it and a wildcard": token[:6] + "%25",
        "look-alike letters": token.replace("a", "%D0%B0"),
        "a list": f"{token},{token}",
        "10,000 letters": "A" * 10_000,
    }


FORGED = [
    Hostile(f"/{kind}/ with {what}", "GET", f"/{kind}/{forged}/", 404)
    for kind, token in KINDS.items()
    for what, forged in _altered(token).items()
]
OF_ANOTHER_KIND = [
    Hostile(f"the key of /{mine}/ at /{kind}/", "GET", f"/{kind}/{token}/", 404)
    for mine, token in KINDS.items()
    for kind in KINDS
    if kind != mine
]
LOCKED_FILES = ("", "report/", "report.pdf", "figures.xlsx", "figures.csv", "figures.json")
BEHIND_A_PASSPHRASE = [
    Hostile(
        f"/s/…/{file} without the passphrase",
        "GET",
        f"{{locked}}/{file}",
        401,
        never=SECRET_COMPANY,
    )
    for file in LOCKED_FILES
]
COOKIES = ("1", "x:y:z", "1:1wAAAA:" + "A" * 43, "", "\\x00", "{}")
FORGED_COOKIES = (
    [
        Hostile(
            f"{cookie!r} in place of the passphrase",
            "GET",
            "{locked}/",
            401,
            headers={"Cookie": f"shared={cookie}"},
            never=SECRET_COMPANY,
        )
        for cookie in COOKIES
    ]
    + [
        Hostile(
            f"{cookie!r} as this browser's own list",
            "GET",
            "/",
            200,
            headers={"Cookie": f"assessments={cookie or OTHER}"},
            never=SECRET_COMPANY,
        )
        for cookie in COOKIES
    ]
    + [
        Hostile(
            f"{cookie!r} as a session",
            "GET",
            "/account/",
            302,
            headers={"Cookie": f"sessionid={cookie}"},
            leads_to="/account/sign-in/",
        )
        for cookie in COOKIES
    ]
)
ENDED = [
    Hostile("an assessment that ran out", "GET", f"/a/{EXPIRED}/result/", 410),
    Hostile("a save after it ran out", "POST", f"/a/{EXPIRED}/company/", 410, {"employees": "5"}),
    Hostile("a link that was stopped", "GET", f"/s/{STOPPED}/", 410),
    Hostile("the PDF of a stopped link", "GET", f"/s/{STOPPED}/report.pdf", 410),
    Hostile("the figures of a stopped link", "GET", f"/s/{STOPPED}/figures.json", 410),
]
WRONG = [
    Hostile(f"{typed!r} as passphrase", "POST", "{locked}/unlock/", status, {"passphrase": typed})
    for typed, status in (("wrong but long", 403), ("", 422), ("' OR ''='", 403), ("a" * 101, 422))
]
BEYOND = [
    Hostile("change an answer through a shared link", "POST", "{s}/company/", 404, {"x": "1"}),
    Hostile("delete through a shared link", "POST", "{s}/delete/", 404, {"x": "1"}),
    Hostile("change through a shared link", "POST", "{s}/", 405, {"employees": "5"}),
    Hostile("a page that was not handed over", "GET", "{h}/company/", 302, leads_to="/h/"),
    Hostile(
        "an answer that was not asked for",
        "POST",
        "{h}/company/",
        302,
        {"employees": "5"},
        leads_to="/h/",
    ),
    Hostile("delete through a hand-off", "POST", "{h}/delete/", 302, {"x": "1"}, leads_to="/h/"),
    Hostile("a price list that is none", "POST", "/a/", 404, {"price_list": OTHER}),
    Hostile(
        "take somebody's assessment by number",
        "POST",
        "/account/assessments/take/",
        404,
        {"token": "1"},
        who=ADVISER,
    ),
    Hostile(
        "take a thing of an unknown kind",
        "POST",
        "/account/users/take/",
        404,
        {"token": OTHER},
        who=ADVISER,
    ),
    Hostile(
        "give somebody else's back", "POST", "/account/assessments/1/give-back/", 404, who=ADVISER
    ),
    Hostile(
        "stop a link of another assessment", "POST", "{a}/share/999999/stop/", 302, leads_to="/a/"
    ),
    Hostile("a reply that nobody sent", "POST", "{a}/ask/999999/reply/", 404),
    Hostile("a payment of another", "GET", "{a}/actuals/999999/", 302, leads_to="/a/"),
    Hostile(
        "a scenario of another assessment",
        "POST",
        "{a}/compare/rename/",
        404,
        {"scenario": "999999", "name": "x"},
    ),
    Hostile(
        "a scenario that nobody offers", "POST", "{a}/compare/add/", 404, {"what_if": "__import__"}
    ),
    Hostile("an example that is none", "POST", "/examples/__init__/", 404),
    Hostile(
        "a link counted beyond all numbers",
        "POST",
        f"{{a}}/share/{'9' * 30}/stop/",
        302,
        leads_to="/a/",
    ),
]
ROWS = [
    *FORGED,
    *OF_ANOTHER_KIND,
    *BEHIND_A_PASSPHRASE,
    *FORGED_COOKIES,
    *ENDED,
    *WRONG,
    *BEYOND,
]
