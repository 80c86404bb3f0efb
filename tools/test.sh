#!/bin/sh
# The gate: checks first, because they are quick, then every test that is not marked slow.
set -eu
bin=${BIN:-.venv/bin}
sh tools/check.sh
"$bin/pytest" -m "not slow" -n auto --dist loadgroup --durations=25
