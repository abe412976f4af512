# Sourced: every Rust test but the architecture's, on SQLite and on the servers of this run.
# shellcheck shell=bash

part_rust() {
    if [ ! -f services/web/dist/index.html ]; then step "web build" build_web; fi
    if ! start_postgres || ! start_redis; then
        count 0 1
        return
    fi
    if cargo nextest --version >/dev/null 2>&1; then
        counted "tests" read_nextest cargo nextest run --workspace --no-fail-fast \
            --profile "${NEXTEST_PROFILE:-default}" -E 'not package(otklik-architecture)' </dev/null
    else
        warn "cargo-nextest is not installed: using cargo test, which is slower"
        counted "tests" read_cargo_test \
            cargo test --workspace --exclude otklik-architecture --all-targets --no-fail-fast </dev/null
    fi
    counted "documentation examples" read_doc cargo test --workspace --doc --no-fail-fast --quiet </dev/null
}
