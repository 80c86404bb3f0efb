#!/bin/sh
# Usage: lock.sh UV. Universal files: the same one serves Python 3.11 to 3.13. No annotation and no index address is
# written, because both would carry the name of the maintainer's registry.
set -eu
uv=$1
export UV_PYTHON_DOWNLOADS=never

pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
        --custom-compile-command "make lock" "$@"
}

pin pyproject.toml -o requirements/base.txt
pin pyproject.toml --group test -o requirements/test.txt
pin pyproject.toml --extra spark -o requirements/spark.txt
pin pyproject.toml --extra postgres -o requirements/postgres.txt
pin requirements/build.in -o requirements/build.txt
