#!/usr/bin/env bash
# Runs everything that guards a change, or the named parts: lint web rust browser.
# The last line is the sum over all of them. Starts its own servers and stops them, however it ends.
set -uo pipefail

cd "$(dirname "$0")/../.." || exit 1
. tests/run/say.sh
. tests/run/need.sh
. tests/run/servers.sh
. tests/run/lint.sh
. tests/run/web.sh
. tests/run/rust.sh
. tests/run/browser.sh

for part in "$@"; do
    case "$part" in
        lint | web | rust | browser) ;;
        *) warn "unknown part: $part (lint web rust browser)"; exit 2 ;;
    esac
done
[ $# -gt 0 ] || set -- lint web rust browser

need_toolchain
case " $* " in *" rust "*) need postgres redis ;; esac
case " $* " in *" browser "*) need chromium ;; esac

WORK="$(mktemp -d "${TMPDIR:-/tmp}/otklik-test.XXXXXX")"
chmod 711 "$WORK"
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for part in "$@"; do
    timed "$part" "part_$part"
done

say "minutes"
printf '%s' "$MINUTES"
printf '%-14s %3d.%d min\n' total $((SECONDS / 60)) $((SECONDS % 60 / 6))
echo
echo "$PASSED passed, $FAILED failed"
[ "$FAILED" -eq 0 ]
