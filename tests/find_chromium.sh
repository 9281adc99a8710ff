#!/bin/sh
# Prints the path of a Chromium for the browser tests: $CHROMIUM, the machine's own,
# Playwright's, or, for root on Debian, the one of the package that this script then installs.
# All else goes to standard error. PYTHON names the interpreter that has Playwright.
set -u
python=${PYTHON:-.venv/bin/python}

starts() {
    [ -n "$1" ] && "$1" --version >/dev/null 2>&1
}

print_if_it_starts() {
    if starts "$1"; then
        printf '%s\n' "$1"
        exit 0
    fi
}

print_playwrights() {
    print_if_it_starts "$("$python" - 2>/dev/null <<'END'
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
END
    )"
}

if [ -n "${CHROMIUM:-}" ]; then
    print_if_it_starts "$CHROMIUM"
    echo "Error: CHROMIUM=$CHROMIUM does not start" >&2
    exit 1
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    print_if_it_starts "$(command -v "$name")"
done
print_if_it_starts "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

print_playwrights
echo "No Chromium on this machine: asking Playwright for one" >&2
"$python" -m playwright install chromium >&2 && print_playwrights

if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
    echo "Installing Debian's Chromium" >&2
    apt-get update -q >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >&2
    print_if_it_starts "$(command -v chromium)"
fi

echo "Error: no Chromium found for the browser tests: install Chromium or Chrome, or name one with CHROMIUM=/path/to/it" >&2
exit 1
