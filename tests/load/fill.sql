-- 100 000 invented cases of one centre: 5 % open with dates around now, the rest closed. Nothing here is about a person.
-- Usage: psql -v tenant=kilemary -v cases=100000 -f fill.sql
-- Timers, history and audit are left out: the page of the queue reads none of them.

BEGIN;
SET LOCAL synchronous_commit = off;

CREATE TEMPORARY TABLE topics ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY t.code) - 1 AS n, t.*, r.block_id, r.organization_id
FROM topic AS t
LEFT JOIN routing_rule AS r
    ON r.tenant_id = (SELECT id FROM tenant WHERE code = :'tenant') AND r.topic_prefix = t.sphere
WHERE t.tenant_id = '00000000-0000-7000-8000-000000000001';

CREATE TEMPORARY TABLE people ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id
FROM membership WHERE tenant_id = (SELECT id FROM tenant WHERE code = :'tenant');

CREATE TEMPORARY TABLE cases ON COMMIT DROP AS
SELECT
    n,
    -- The shape of a UUIDv7, in order of arrival.
    (lpad(to_hex((extract(epoch FROM received_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
        || '8' || lpad(to_hex(n), 15, '0'))::uuid AS id,
    received_at,
    n % 20 = 0 AS is_open,
    -- From three days late to eleven days ahead, no two alike.
    date_trunc('second', now()) + ((n * 7919) % 1209600 - 259200) * interval '1 second' AS due,
    -- Multiples of 20 share factors with many divisors: the number of the open case is what varies.
    (n / 20) % 4 AS stage
FROM (
    SELECT n, date_trunc('second', now()) - (:cases - n) * interval '157 seconds' AS received_at
    FROM generate_series(1, :cases) AS n
) AS arrived;

INSERT INTO subject (
    tenant_id, id, region_id, kind, number, regime, definition_tenant_id, definition_id, state, state_entered_at,
    phase, lateness, level, revision, restricted, channel, topic_tenant_id, topic_code, sphere, block_id,
    organization_id, assignee_id, draft_approved, bounces, promises_moved, received_at, next_due, late_since,
    entered_at, changed_at
)
SELECT
    tenant.id, c.id, tenant.region_id, 'CASE',
    tenant.number_prefix || '-2026-' || lpad(c.n::text, 6, '0'), 'MESSAGE', definition.tenant_id, definition.id,
    CASE WHEN NOT c.is_open THEN 'CLOSED' ELSE (ARRAY['NEW', 'ASSIGNED', 'IN_WORK', 'IN_WORK'])[c.stage + 1] END,
    c.received_at,
    CASE WHEN NOT c.is_open THEN 'CLOSED' WHEN c.stage = 0 THEN 'NEW' ELSE 'IN_PROGRESS' END,
    CASE WHEN c.is_open AND c.due < now() THEN 'BREACHED' ELSE 'ON_TIME' END,
    CASE WHEN c.is_open AND c.due < now() - interval '1 day' THEN 'CURATOR'
        WHEN c.is_open AND c.due < now() THEN 'MANAGER' ELSE 'NONE' END,
    CASE WHEN c.is_open THEN c.stage + 1 ELSE 6 END,
    t.restricted,
    (ARRAY['INCIDENT_MANAGEMENT', 'OFFICIAL_PAGE', 'PHONE', 'POS'])[c.n % 7 % 4 + 1],
    t.tenant_id, t.code, t.sphere, t.block_id, t.organization_id,
    CASE WHEN c.is_open AND c.stage = 0 THEN NULL ELSE p.id END,
    false, 0, 0, c.received_at,
    CASE WHEN c.is_open THEN c.due END,
    CASE WHEN c.is_open AND c.due < now() THEN c.due END,
    c.received_at, c.received_at
FROM cases AS c
JOIN tenant ON tenant.code = :'tenant'
JOIN definition ON definition.name = 'message_incident' AND definition.tenant_id = (
    SELECT tenant_id FROM definition WHERE name = 'message_incident' ORDER BY tenant_id LIMIT 1
)
JOIN topics AS t ON t.n = (c.n / 20 + c.n) % (SELECT count(*) FROM topics)
JOIN people AS p ON p.n = (c.n / 20) % (SELECT count(*) FROM people);

INSERT INTO case_text (tenant_id, subject_id, essence, address, thread_url)
SELECT
    s.tenant_id, s.id,
    t.title || '. Просим проверить и сообщить срок. '
        || repeat('Пишем об этом не первый раз, жителей улицы это касается каждый день. ', c.n % 7),
    'пгт Выдуманный, ул. ' || (ARRAY['Лесная', 'Новая', 'Речная', 'Школьная'])[c.n % 4 + 1] || ', д. ' || c.n % 90 + 1,
    CASE WHEN s.channel = 'INCIDENT_MANAGEMENT' THEN 'https://example.invalid/wall/' || c.n END
FROM cases AS c
JOIN tenant ON tenant.code = :'tenant'
JOIN subject AS s ON s.tenant_id = tenant.id AND s.id = c.id
JOIN topics AS t ON t.code = s.topic_code;

-- The board is what a recount would give.
INSERT INTO standing (tenant_id, phase, lateness, level, restricted, region_id, amount)
SELECT tenant_id, phase, lateness, level, restricted, region_id, count(*)
FROM subject WHERE tenant_id = (SELECT id FROM tenant WHERE code = :'tenant')
GROUP BY tenant_id, phase, lateness, level, restricted, region_id;

COMMIT;
VACUUM (ANALYZE);
