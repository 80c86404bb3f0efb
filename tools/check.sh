#!/bin/sh
# Run every check, report every failure, change nothing.
set -u
bin=${BIN:-.venv/bin}
failed=""

run() {
    name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed="$failed $name,"
}

run format "$bin/ruff" format --check --quiet .
run lint "$bin/ruff" check --quiet .
run types "$bin/pyright" --warnings
run "import contracts" "$bin/lint-imports" --no-cache
run templates "$bin/djlint" --check --lint --quiet src/foothold_web
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
run migrations env FOOTHOLD_HOME="$home" "$bin/python" -m django makemigrations --check --dry-run --settings foothold_web.settings
run "docs freshness" "$bin/python" -m tools.docs --check
run "lock files" sh -c '! grep -nE "https?:|file:|index|find-links" requirements/*.txt'

if [ -n "$failed" ]; then
    printf '\nFailed:%s\n' "${failed%,}" >&2
    exit 1
fi
printf '\nAll checks passed.\n'
