#!/usr/bin/env bash
# Runs one command with a PostgreSQL and a Redis of its own: tests/run/with-servers.sh cargo nextest run -p otklik-storage
set -uo pipefail

cd "$(dirname "$0")/../.." || exit 1
. tests/run/say.sh
. tests/run/need.sh
. tests/run/servers.sh

[ $# -gt 0 ] || { warn "usage: tests/run/with-servers.sh COMMAND…"; exit 2; }
need_toolchain
need postgres redis
WORK="$(mktemp -d "${TMPDIR:-/tmp}/otklik-test.XXXXXX")"
chmod 711 "$WORK"
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_postgres && start_redis || exit 1
"$@"
