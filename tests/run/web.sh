#!/usr/bin/env bash
# The web interface: `web.sh build` builds it, `web.sh` sourced gives the part of the test run.

# install_packages FOLDER: npm ci, only when the lock or Node changed.
install_packages() {
    local stamp="$1/node_modules/.installed-from" now
    now="$(node --version) $(cksum <"$1/package-lock.json")"
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return 0
    (cd "$1" && npm ci --no-audit --no-fund </dev/null) && printf '%s\n' "$now" >"$stamp"
}

build_web() {
    install_packages services/web && (cd services/web && npm run build </dev/null)
}

part_web() {
    step "web packages" install_packages services/web
    step "web check" npm --prefix services/web run check
    counted "web tests" read_vitest npm --prefix services/web run test
    step "web build" npm --prefix services/web run build
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -euo pipefail
    cd "$(dirname "$0")/../.."
    [ "${1:-}" = build ] || { echo "usage: tests/run/web.sh build" >&2; exit 2; }
    build_web
fi
