#!/bin/sh
# Whether this machine can start a PostgreSQL of its own, as the tests do: initdb on the path, or where Debian keeps it.
command -v initdb >/dev/null && exit 0
for program in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$program" ] && exit 0
done
exit 1
