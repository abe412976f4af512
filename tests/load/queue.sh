#!/usr/bin/env bash
# The queue's page of 50 rows over GraphQL through a release server, against the same SQL bare, alternating in one run.
# Needs wrk and pgbench beside what the tests need. OTKLIK_BINARY, ROUNDS and LASTS (seconds) may be set.
set -uo pipefail

cd "$(dirname "$0")/../.." || exit 1
. tests/run/say.sh
. tests/run/need.sh
. tests/run/servers.sh

BINARY="${OTKLIK_BINARY:-target/release/otklik}"
ROUNDS="${ROUNDS:-5}"
LASTS="${LASTS:-6}"
CLIENTS=8
CASES="${CASES:-100000}"
TENANT=kilemary
LOGIN=koordinator
PASSWORD=otklik-load-password
QUERY='{ cases(first: 50) { edges { node { id number phase lateness level essence address nextDueAt state { title } topic { title } block { name } organization { name } assignee { position } } } pageInfo { hasNextPage endCursor } } }'
SERVER_PID=""

# The product refuses OTKLIK_ variables that it does not know, and so would every command below.
unset OTKLIK_BINARY

die() { warn "$*"; exit 1; }
command -v wrk >/dev/null || die "wrk is needed: apt-get install wrk"
[ -x "$BINARY" ] || die "$BINARY is missing: cargo build --release, or name another in OTKLIK_BINARY"
need postgres redis
WORK="$(mktemp -d "${TMPDIR:-/tmp}/otklik-load.XXXXXX")"
chmod 711 "$WORK"
stop() {
    if [ -n "$SERVER_PID" ]; then kill -TERM "$SERVER_PID" 2>/dev/null; wait "$SERVER_PID" 2>/dev/null; fi
    stop_all
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export LOAD_DIR="$WORK"

sql() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname="$OWNER_URL" "$@"; }

prepare() {
    start_postgres && start_redis || return 1
    OWNER_URL="${OTKLIK_TEST_POSTGRES_URL%/postgres}/otklik"
    APP_URL="${OWNER_URL/otklik_owner@/otklik_app@}"
    psql --no-psqlrc --quiet --dbname="$OTKLIK_TEST_POSTGRES_URL" --command='CREATE DATABASE otklik' || return 1
    printf '%064d' 1 >"$WORK/key"
    export OTKLIK_DATABASE_URL="$APP_URL" OTKLIK_MIGRATION_DATABASE_URL="$OWNER_URL"
    export OTKLIK_REDIS_URL="$OTKLIK_TEST_REDIS_URL" OTKLIK_SECRET_KEY_FILE="$WORK/key" OTKLIK_DATA_DIR="$WORK/files"
    "$BINARY" migrate up || return 1
    sql --command='CREATE ROLE otklik_app LOGIN NOINHERIT' \
        --command='GRANT otklik_tenant, otklik_region, otklik_clockwork, otklik_door TO otklik_app' || return 1
    "$BINARY" tenant apply policies/tenants/{mari-el,kilemary,demo/kilemary}.yaml || return 1
    local person
    for person in "$LOGIN channel_owner" "zhkh uzhkh_executor" "transport transport_executor" "education education_executor"; do
        printf '%s' "$PASSWORD" | "$BINARY" user create --login "${person% *}" --tenant "$TENANT" \
            --position "место ${person#* }" --seat "${person#* }" || return 1
    done
    TOKEN="$("$BINARY" token create --login "$LOGIN" --tenant "$TENANT")" || return 1
    sql --set tenant="$TENANT" --set cases="$CASES" --file=tests/load/fill.sql
}

serve() {
    local try
    SERVER="http://127.0.0.1:$(free_port)"
    OTKLIK_LISTEN="${SERVER#http://}" "$BINARY" serve >"$WORK/server.log" 2>&1 </dev/null &
    SERVER_PID=$!
    for try in $(seq 100); do
        curl -fsS "$SERVER/readyz" >/dev/null 2>&1 && return 0
        kill -0 "$SERVER_PID" 2>/dev/null || break
        sleep 0.1
    done
    warn "the server was not ready after $try looks"
    tail -n 20 "$WORK/server.log" >&2
    return 1
}

# as_token | as_page: writes body and headers of the next requests.
as_token() {
    printf 'authorization: Bearer %s\n' "$TOKEN" >"$WORK/headers"
    node -e 'console.log(JSON.stringify({ query: process.argv[1] }))' "$QUERY" >"$WORK/body.json"
}

# The interface's own list: a session, a trusted document, more fields and a total.
as_page() {
    printf 'cookie: %s\nx-requested-by: otklik\n' "$COOKIE" >"$WORK/headers"
    node -e 'const all = require("./services/web/documents.json");
        const id = Object.keys(all).find(id => all[id].name === "Cases");
        console.log(JSON.stringify({ documentId: id, variables: { first: 50 } }))' >"$WORK/body.json"
}

sign_in() {
    COOKIE="$(curl -fsS -i "$SERVER/auth/login" -H 'content-type: application/json' -H 'x-requested-by: otklik' \
        --data "{\"login\":\"$LOGIN\",\"password\":\"$PASSWORD\"}" |
        sed -n 's/^set-cookie: \([^;]*\).*/\1/ip')"
    [ -n "$COOKIE" ]
}

ask() {
    curl -fsS "$SERVER/t/$TENANT/graphql" -H 'content-type: application/json' -H @"$WORK/headers" --data @"$WORK/body.json"
}

# logged FILE: one warm request with every statement in the server's log.
logged() {
    local log="$WORK/postgres/log" from
    for _ in $(seq 30); do ask >/dev/null || return 1; done
    sql --command="ALTER SYSTEM SET log_statement = 'all'" --command='SELECT pg_reload_conf()' >/dev/null
    sleep 1
    from=$(($(wc -l <"$log") + 1))
    ask >"$WORK/answer.json" || return 1
    sleep 0.3
    tail -n "+$from" "$log" >"$1"
    sql --command='ALTER SYSTEM RESET log_statement' --command='SELECT pg_reload_conf()' >/dev/null
}

# The answer is the page that SQL gives, and the board is what a recount gives.
check() {
    node -e 'const a = JSON.parse(require("fs").readFileSync(process.argv[1]));
        if (a.errors) throw new Error(JSON.stringify(a.errors));
        for (const { node: n } of a.data.cases.edges) console.log([n.number, n.essence, n.address].join("|"))' \
        "$WORK/answer.json" >"$WORK/ours" || return 1
    sql --command="SELECT number, essence, address FROM ($(cat "$WORK/page.sql")) AS page" >"$WORK/theirs"
    if [ "$(wc -l <"$WORK/ours")" -ne 50 ] || ! diff -q "$WORK/ours" "$WORK/theirs"; then warn "the pages differ"; return 1; fi
    local off
    off="$(sql --command='SELECT count(*) FROM (SELECT phase, lateness, level, restricted, count(*) FROM subject GROUP BY 1, 2, 3, 4
        EXCEPT SELECT phase, lateness, level, restricted, amount FROM standing) AS off')"
    [ "$off" = 0 ] || { warn "the board differs from a recount in $off cells"; return 1; }
}

write_floors() {
    local tenant region
    node tests/load/page-sql.mjs page "$WORK/log" >"$WORK/page.sql" || return 1
    IFS='|' read -r tenant region < <(sql --command="SELECT id, region_id FROM tenant WHERE code = '$TENANT'")
    printf '%s;\n' "$(cat "$WORK/page.sql")" >"$WORK/floor.sql"
    {
        echo 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;'
        echo "SELECT set_config('role', 'otklik_tenant', true), set_config('app.tenant', '$tenant', true), set_config('app.region', '$region', true), otklik_now() AS now;"
        cat "$WORK/floor.sql"
        echo 'COMMIT;'
    } >"$WORK/floor_rls.sql"
}

ticks() { awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$SERVER_PID/stat"; }
# The connections of pgbench end before they are counted: the postmaster has inherited their time.
postgres_ticks() {
    # A process may end while its file is read, which is no reason to stop.
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v root="$(head -n 1 "$WORK/postgres/cluster/postmaster.pid")" '
        { pid = $1; sub(/^.*\) /, "") }
        pid == root { sum += $12 + $13 + $14 + $15 }
        $2 == root { sum += $12 + $13 }
        END { print sum }'
}
resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$SERVER_PID/status"; }

# put NAME REQUESTS PER_SECOND P50 P99 POSTGRES_TICKS SERVER_TICKS MEGABYTES
put() {
    awk -v n="$1" -v c="$2" -v r="$3" -v a="$4" -v b="$5" -v p="$6" -v s="$7" -v m="$8" -v hz="$(getconf CLK_TCK)" \
        'BEGIN { printf "%s %.0f %.2f %.2f %.3f %.3f %d\n", n, r, a, b, p / hz * 1000 / c, s / hz * 1000 / c, m }' |
        tee -a "$WORK/results"
}

# bare NAME URL FILE: pgbench; its latencies are a sample of one in ten.
bare() {
    local before after out requests p50 p99
    rm -f "$WORK"/sample.*
    before="$(postgres_ticks)"
    out="$(pgbench --no-vacuum --protocol=prepared --client=$CLIENTS --jobs=1 --time="$LASTS" --file="$3" \
        --log --log-prefix="$WORK/sample" --sampling-rate=0.1 "$2" 2>&1)" || { warn "$out"; return 1; }
    sleep 0.3
    after="$(postgres_ticks)"
    requests="$(sed -n 's/.*actually processed: \([0-9]*\).*/\1/p' <<<"$out")"
    read -r p50 p99 < <(awk '{ print $3 / 1000 }' "$WORK"/sample.* | sort -n |
        awk '{ v[NR] = $1 } END { print v[int(NR * 0.5) + 1], v[int(NR * 0.99) + 1] }')
    put "$1" "$requests" "$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$out")" "$p50" "$p99" $((after - before)) 0 0
}

# ours NAME: wrk with the body and headers of the moment.
ours() {
    local server postgres out word requests rate p50 p99 failed
    server="$(ticks)" postgres="$(postgres_ticks)"
    out="$(wrk -t1 -c$CLIENTS -d"${LASTS}s" -s tests/load/queue.lua "$SERVER/t/$TENANT/graphql" 2>&1)"
    read -r word requests rate p50 p99 failed < <(grep '^RESULT' <<<"$out")
    if [ "${word:-}" != RESULT ] || [ "$failed" != 0 ]; then warn "$out"; return 1; fi
    put "$1" "$requests" "$rate" "$p50" "$p99" $(($(postgres_ticks) - postgres)) $(($(ticks) - server)) "$(resident)"
}

# Median and range of every figure, as rows of a Markdown table.
table() {
    echo '| what | req/s | p50 ms | p99 ms | PostgreSQL CPU ms/req | server CPU ms/req | server RSS MB |'
    echo '|---|---|---|---|---|---|---|'
    local name column
    for name in $(awk '!seen[$1]++ { print $1 }' "$WORK/results"); do
        printf '| %s' "$name"
        for column in 2 3 4 5 6 7; do
            awk -v n="$name" -v c=$column '$1 == n { print $c }' "$WORK/results" | sort -n |
                awk '{ v[NR] = $1 } END { printf " | %s (%s–%s)", v[int((NR + 1) / 2)], v[1], v[NR] }'
        done
        echo ' |'
    done
}

say "prepare"
prepare && serve && sign_in || exit 1
as_page
logged "$WORK/log.page" || exit 1
as_token
logged "$WORK/log" && write_floors && check || exit 1
say "statements of one warm request, free text"
node tests/load/page-sql.mjs count "$WORK/log"
say "statements of one warm request, the interface's own list"
node tests/load/page-sql.mjs count "$WORK/log.page"
say "plan of the page"
sql --command="EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SUMMARY) $(cat "$WORK/page.sql")"
wc -c "$WORK/answer.json" | awk '{ print "answer: " $1 " bytes" }'

say "measure: $ROUNDS rounds of $LASTS s, $CLIENTS clients; load before: $(cut -d' ' -f1-3 /proc/loadavg)"
echo 'name req/s p50 p99 postgres-cpu server-cpu rss'
for _ in $(seq "$ROUNDS"); do
    bare floor "$OWNER_URL" "$WORK/floor.sql" || exit 1
    as_token
    ours token || exit 1
    bare floor_rls "$APP_URL" "$WORK/floor_rls.sql" || exit 1
    as_page
    ours interface || warn "this round of the interface's list failed and is not in the table"
done
as_token
ask >"$WORK/answer.json" && check || exit 1
say "$(date -u +%Y-%m-%d), $(nproc) cores, load after: $(cut -d' ' -f1-3 /proc/loadavg); shared_buffers $(sql --command='SHOW shared_buffers'); $(psql --version)"
table
