"""What only staff may do, asked for by those who may not; what not even staff may do."""

from __future__ import annotations

from tests.hostile.table import ADVISER, STAFF, VISITOR, Hostile

PAGES = (
    "", "estimator/edition/", "estimator/unitcost/", "estimator/unitcost/add/",
    "estimator/edition/{edition}/publish/", "estimator/edition/{edition}/default/",
    "estimator/edition/{edition}/copy/", "estimator/edition/{edition}/export/",
    "estimator/edition/{edition}/spreadsheet/", "auth/user/",
    "auth/user/add/", "auth/user/1/password/", "auth/group/", "estimator/sharelink/",
    "estimator/handoff/", "admin/logentry/", "password_change/", "jsi18n/", "autocomplete/",
)  # fmt: skip
OUTSIDE = (
    [
        Hostile(
            f"{who} at /admin/{page}",
            "GET",
            f"/admin/{page}",
            302,
            who=who,
            leads_to="/admin/login/",
        )
        for who in (VISITOR, ADVISER)
        for page in PAGES
    ]
    + [
        Hostile(
            f"{who} publishes",
            "POST",
            "/admin/estimator/edition/{edition}/publish/",
            302,
            {"summary": "x"},
            who=who,
            leads_to="/admin/login/",
        )
        for who in (VISITOR, ADVISER)
    ]
    + [
        Hostile(
            f"{who} makes a superuser",
            "POST",
            "/admin/auth/user/add/",
            302,
            {"username": "evil", "is_superuser": "on", "is_staff": "on"},
            who=who,
            leads_to="/admin/login/",
        )
        for who in (VISITOR, ADVISER)
    ]
)
# The staff of the table may only look at the editions.
BEYOND_ONES_RIGHTS = [
    Hostile(f"staff without the right: {what}", "POST", path, 403, {"x": "1"}, who=STAFF)
    for what, path in (
        ("publish", "/admin/estimator/edition/{edition}/publish/"),
        ("make default", "/admin/estimator/edition/{edition}/default/"),
        ("copy", "/admin/estimator/edition/{edition}/copy/"),
        ("import", "/admin/estimator/edition/{edition}/spreadsheet/"),
        ("change an edition", "/admin/estimator/edition/{edition}/change/"),
        ("delete an edition", "/admin/estimator/edition/{edition}/delete/"),
        ("add a unit cost", "/admin/estimator/unitcost/add/"),
        ("make a user", "/admin/auth/user/add/"),
        ("set a password", "/admin/auth/user/1/password/"),
        ("change a group", "/admin/auth/group/1/change/"),
        ("add to the log", "/admin/admin/logentry/add/"),
        ("delete from the log", "/admin/admin/logentry/1/delete/"),
    )
]
ROWS = [*OUTSIDE, *BEYOND_ONES_RIGHTS]
