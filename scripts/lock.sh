#!/usr/bin/env bash
# Resolve pyproject.toml into the hashed requirements files; no download address gets into them.
# --check only looks that each direct dependency is locked within its bounds; asks no registry.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "${1:-}" = --check ]; then
    ! grep -l '://' requirements*.txt bench/peers/*.txt || { echo "a lock file holds an address" >&2; exit 1; }
    exec .venv/bin/python scripts/lock_check.py
fi

options=(
    --python-version 3.11 --universal --fork-strategy fewest
    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet
)
uv=.venv/bin/uv
echo 'uv~=0.13' | $uv pip compile "${options[@]}" "$@" --output-file requirements-uv.txt -
$uv pip compile "${options[@]}" "$@" --output-file requirements.txt pyproject.toml
$uv pip compile "${options[@]}" "$@" --output-file requirements-dev.txt \
    --extra dev --constraints requirements.txt pyproject.toml
$uv pip compile "${options[@]}" "$@" --output-file requirements-sentry.txt \
    --extra sentry --constraints requirements-dev.txt pyproject.toml
$uv pip compile "${options[@]}" "$@" --output-file bench/peers/requirements-peers.txt \
    --constraints requirements.txt bench/peers/requirements-peers.in
