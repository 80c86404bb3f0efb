#!/bin/sh
# The browser journeys need Chromium, which is a system package and not a Python one.
set -eu
if command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ]; then exit 0; fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -q >/dev/null
    apt-get install -y -q --no-install-recommends chromium fonts-liberation >/dev/null
else
    echo "Chromium is not installed, so the browser journeys cannot run: install it (Debian: apt-get install chromium)" >&2
    echo "or name a Chromium by the variable CHROMIUM." >&2
    exit 1
fi
