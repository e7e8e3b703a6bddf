#!/usr/bin/env bash
# Look for keys and passwords in every tracked file, or in the files that are named. Left out: hashes of
# the lock files, the cost tables and the translations, which are prose; passwords of tests, which open
# nothing; examples of an address.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

{ if [ $# -gt 0 ]; then printf '%s\0' "$@"; else git ls-files -z; fi; } |
    xargs -0 "${BIN:-.venv/bin}/detect-secrets-hook" \
        --exclude-files '(^|/)requirements[^/]*\.txt$' \
        --exclude-files '^fixtures/editions/|\.po$' \
        --exclude-lines '^(PASSWORD|SECRETS?) = |create_(super)?user\(|SECRET_KEY="bare"|^secret: `' \
        --exclude-lines '://(user|u|songai):'
