# Sourced: what can be known without running the product.
# shellcheck shell=bash

part_lint() {
    # The folder of the built interface must exist before the crate that embeds it compiles.
    mkdir -p services/web/dist
    step "format" cargo fmt --all -- --check
    step "clippy" cargo clippy --workspace --all-targets --quiet -- -D warnings
    if command -v cargo-deny >/dev/null; then
        step "cargo deny" check_deny
    fi
    counted "architecture" read_cargo_test cargo test --quiet -p otklik-architecture --test it
    step "build" cargo build --workspace --bins --quiet
    local schema
    for schema in tenant region; do
        step "contract $schema.graphql" contract_is_current "$schema"
    done
}

# Licences are read from the sources of every platform, which a build fetches only for this one.
check_deny() { cargo fetch --locked --quiet && cargo deny --offline check bans licenses sources; }

# The checked-in SDL is what the program prints today.
contract_is_current() {
    local binary
    binary="$(target_dir)/debug/otklik"
    "$binary" schema "$1" </dev/null >"$WORK/$1.graphql" || return 1
    diff -u "graphql/$1.graphql" "$WORK/$1.graphql" || {
        warn "graphql/$1.graphql is stale: write it anew with \`cargo run --bin otklik -- schema $1 > graphql/$1.graphql\`"
        return 1
    }
}

target_dir() {
    cargo metadata --no-deps --offline --format-version 1 |
        node -e 'let t = ""; process.stdin.on("data", d => t += d).on("end", () => console.log(JSON.parse(t).target_directory))'
}
