"""The HTTP API: the black-box contract of docs/method.md for other programs, under /api/v1/.

In the flow: beside the pages, on the same estimate as the terminal. It keeps nothing, knows no
account and no cookie, and refuses in `application/problem+json` (RFC 9457). Reads in this order:
`urls` → `endpoint` (what every address shares) → `reading` (what was sent) → `addresses`;
`openapi` and `answer_schema` describe it, `page` explains it.
"""
