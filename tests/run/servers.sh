# Sourced: starts and stops the servers of one run, each on a free port, all data in the folder of the run.
# shellcheck shell=bash

PG_BIN=""
PG_AS=""
REDIS_PID=""
DEMO_PID=""
DEMO_URL=""
DEMO_SIGN_INS=""

# PostgreSQL refuses to run as root, so root lends it to another user.
as_postgres() {
    if [ -n "$PG_AS" ]; then runuser -u "$PG_AS" -- "$@"; else "$@"; fi
}

# What a crash would lose is not wanted here, so nothing waits for the disk.
start_postgres() {
    local port bin data="$WORK/postgres"
    bin="$(find_postgres)"
    port="$(free_port)"
    mkdir -p "$data"
    if [ "$(id -u)" -eq 0 ]; then
        if id postgres >/dev/null 2>&1; then PG_AS=postgres; else PG_AS=nobody; fi
        chown "$PG_AS" "$data"
    fi
    (cd "$data" && as_postgres "$bin/initdb" --pgdata="$data/cluster" --username=otklik_owner --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$WORK/initdb.log" 2>&1) || { cat "$WORK/initdb.log" >&2; return 1; }
    PG_BIN="$bin"
    (cd "$data" && as_postgres "$bin/pg_ctl" start --pgdata="$data/cluster" --wait --silent --log="$data/log" --options="\
        -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$data' \
        -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off \
        -c shared_buffers=128MB -c max_connections=400 -c max_locks_per_transaction=256") </dev/null || { cat "$data/log" >&2; return 1; }
    export PATH="$bin:$PATH"
    export OTKLIK_TEST_POSTGRES_URL="postgres://otklik_owner@127.0.0.1:$port/postgres"
}

start_redis() {
    local port
    port="$(free_port)"
    mkdir -p "$WORK/redis"
    redis-server --port "$port" --bind 127.0.0.1 --dir "$WORK/redis" --save '' --appendonly no \
        --maxmemory-policy noeviction --daemonize no >"$WORK/redis/log" 2>&1 </dev/null &
    REDIS_PID=$!
    export OTKLIK_TEST_REDIS_URL="redis://127.0.0.1:$port/"
    local try
    for try in $(seq 50); do
        grep -q 'Ready to accept connections' "$WORK/redis/log" && return 0
        kill -0 "$REDIS_PID" 2>/dev/null || break
        sleep 0.1
    done
    warn "redis-server did not start after $try looks"
    cat "$WORK/redis/log" >&2
    return 1
}

# start_demo BINARY: the product itself with its sign-ins in a file, for the browser. Its variables are handed to the
# browser alone: the product refuses OTKLIK_ variables that it does not know.
start_demo() {
    local port try
    port="$(free_port)"
    DEMO_URL="http://127.0.0.1:$port"
    DEMO_SIGN_INS="$WORK/sign-ins.json"
    "$1" demo --data "$WORK/demo" --listen "127.0.0.1:$port" --sign-ins "$DEMO_SIGN_INS" >"$WORK/demo.log" 2>&1 </dev/null &
    DEMO_PID=$!
    for try in $(seq 240); do
        if [ -s "$DEMO_SIGN_INS" ] && node -e 'fetch(process.argv[1]).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$DEMO_URL/readyz"; then
            return 0
        fi
        kill -0 "$DEMO_PID" 2>/dev/null || break
        sleep 0.5
    done
    warn "the demo was not ready after $try looks; its last words:"
    tail -n 50 "$WORK/demo.log" >&2
    return 1
}

stop_demo() {
    [ -n "$DEMO_PID" ] || return 0
    kill -TERM "$DEMO_PID" 2>/dev/null
    wait "$DEMO_PID" 2>/dev/null
    DEMO_PID=""
}

# Whatever ended the run, nothing of it stays.
stop_all() {
    trap '' INT TERM
    stop_demo
    if [ -n "$REDIS_PID" ]; then
        kill -TERM "$REDIS_PID" 2>/dev/null
        wait "$REDIS_PID" 2>/dev/null
    fi
    if [ -n "$PG_BIN" ]; then
        (cd "$WORK/postgres" && as_postgres "$PG_BIN/pg_ctl" stop --pgdata="$WORK/postgres/cluster" --mode=immediate --silent) >/dev/null 2>&1
    fi
    [ -z "${WORK:-}" ] || rm -rf "$WORK"
}
