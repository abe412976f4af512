# Sourced by the other scripts: messages, times and the count of results.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
PASSED=0
FAILED=0
MINUTES=""

say() { printf '\n── %s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# count PASSED FAILED: adds the result of a runner to the sum.
count() {
    PASSED=$((PASSED + $1))
    FAILED=$((FAILED + $2))
}

# step NAME COMMAND…: a command that is one result by itself.
step() {
    local name="$1"
    shift
    say "$name"
    if "$@"; then
        count 1 0
    else
        warn "failed: $name"
        count 0 1
    fi
}

# counted NAME READER COMMAND…: a test runner; READER turns its output into "PASSED FAILED".
# A runner that fails without naming a failed test (it did not build, it died) is one failure.
counted() {
    local name="$1" reader="$2" output status result
    shift 2
    say "$name"
    output="$WORK/output.$RANDOM"
    "$@" 2>&1 | tee "$output"
    status=${PIPESTATUS[0]}
    result="$(sed 's/\x1b\[[0-9;]*m//g' "$output" | "$reader")"
    local passed="${result% *}" failed="${result#* }"
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
    if [ "$status" -eq 0 ] && [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$reader" != read_doc ]; then
        warn "$name: no test ran"
        failed=1
    fi
    count "$passed" "$failed"
}

# timed NAME COMMAND…: remembers how long a part took.
timed() {
    local name="$1" start=$SECONDS
    shift
    "$@"
    local tenths=$(((SECONDS - start) / 6))
    MINUTES="$MINUTES$(printf '%-14s %3d.%d min' "$name" $((tenths / 10)) $((tenths % 10)))"$'\n'
}

# The readers: each takes the plain output of a runner and prints "PASSED FAILED".
read_nextest() {
    awk '/^ *Summary \[/ { passed = failed = 0
            for (i = 2; i <= NF; i++) {
                word = $i; sub(/[,:]$/, "", word)
                if (word == "passed") passed += $(i - 1)
                if (word == "failed" && $(i - 1) != "exec") failed += $(i - 1)
                if ((word == "out" && $(i - 1) == "timed") || (word == "failed" && $(i - 1) == "exec")) failed += $(i - 2)
            } }
        END { printf "%d %d\n", passed, failed }'
}

read_cargo_test() {
    awk '/^test result: / { for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1) } }
        END { printf "%d %d\n", p, f }'
}

# Documentation examples may be none at all.
read_doc() { read_cargo_test; }

read_vitest() {
    awk '$1 == "Tests" { p = f = 0; for (i = 2; i <= NF; i++) { if ($i == "passed") p = $(i - 1); if ($i == "failed") f = $(i - 1) } }
        END { printf "%d %d\n", p, f }'
}

read_plain() {
    awk 'match($0, /[0-9]+ passed, [0-9]+ failed/) { split(substr($0, RSTART, RLENGTH), w, " "); p = w[1]; f = w[3] }
        END { printf "%d %d\n", p, f }'
}

# A port of 127.0.0.1 that nobody listens on.
free_port() {
    node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}
