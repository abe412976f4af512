#!/usr/bin/env bash
# What is too long for every change: all tests, then the documentation, then the binary people get,
# timed from its start to its first answer and walked through by the browser.
set -uo pipefail

cd "$(dirname "$0")/../.." || exit 1
tests/run/test.sh
status=$?

. tests/run/say.sh
. tests/run/need.sh
. tests/run/servers.sh
. tests/run/lint.sh
. tests/run/web.sh
. tests/run/browser.sh
READY_LIMIT=20

WORK="$(mktemp -d "${TMPDIR:-/tmp}/otklik-verify.XXXXXX")"
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

ready_in_time() {
    local start=$SECONDS
    start_demo "$(target_dir)/release/otklik" || return 1
    local took=$((SECONDS - start))
    echo "the demo answered after $took s (limit $READY_LIMIT s)"
    stop_demo
    rm -rf "$WORK/demo" "$DEMO_SIGN_INS"
    [ "$took" -le "$READY_LIMIT" ]
}

need_toolchain
step "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet
step "release build" cargo build --release --workspace --bins --quiet
step "demo ready in time" ready_in_time
DEMO_BINARY="$(target_dir)/release/otklik"
part_browser

echo
echo "$PASSED passed, $FAILED failed"
[ "$FAILED" -eq 0 ] && [ "$status" -eq 0 ]
