# Sourced: finds what the tests need beside Rust and Node, installs it as root, or says what to install.
# shellcheck shell=bash

# The newest server binaries of PostgreSQL 15 or later, or nothing.
find_postgres() {
    local dir best="" version
    for dir in /usr/lib/postgresql/*/bin; do
        version="${dir#/usr/lib/postgresql/}"
        version="${version%/bin}"
        case "$version" in *[!0-9]* | "") continue ;; esac
        if [ ! -x "$dir/initdb" ] || [ ! -x "$dir/postgres" ]; then continue; fi
        if [ "$version" -ge 15 ] && { [ -z "$best" ] || [ "$version" -gt "$best" ]; }; then best="$version"; fi
    done
    [ -n "$best" ] && printf '/usr/lib/postgresql/%s/bin\n' "$best"
}

find_redis() { command -v redis-server; }

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# need postgres|redis|chromium …: leaves them found, or ends the run.
need() {
    local what missing=""
    for what in "$@"; do
        if ! "find_$what" >/dev/null; then
            case "$what" in
                postgres) missing="$missing postgresql" ;;
                redis) missing="$missing redis-server" ;;
                chromium) missing="$missing chromium" ;;
            esac
        fi
    done
    [ -z "$missing" ] && return
    local line="apt-get install --yes --no-install-recommends$missing"
    if [ "$(id -u)" -ne 0 ]; then
        warn "These tests need:$missing. Install with:"
        warn "  sudo apt-get update && sudo $line"
        exit 3
    fi
    say "installing$missing"
    apt-get update -qq || warn "apt-get update failed; trying with the lists at hand"
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $line </dev/null || {
        warn "Could not be installed:$missing"
        exit 3
    }
}

need_toolchain() {
    local tool
    for tool in cargo node npm; do
        command -v "$tool" >/dev/null || { warn "$tool is needed first: a Rust toolchain with cargo, and Node.js with npm"; exit 3; }
    done
}
