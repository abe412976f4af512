CREATE INDEX appointment_by_seat ON appointment (tenant_id, seat_id);

CREATE INDEX appointment_by_user ON appointment (tenant_id, user_id);

CREATE INDEX attachment_by_subject ON attachment (tenant_id, subject_id, id);

CREATE INDEX audit_entry_unsealed ON audit_entry (tenant_id, id) WHERE seq IS NULL;

CREATE INDEX co_assignee_by_user ON co_assignee (tenant_id, user_id, subject_id);

CREATE INDEX comment_by_subject ON comment (tenant_id, subject_id, id);

CREATE INDEX contribution_by_subject ON contribution (tenant_id, subject_id, id);

CREATE INDEX delta_by_region ON delta (region_id);

CREATE INDEX import_run_by_file ON import_run (tenant_id, source, file_hash, id);

CREATE INDEX letter_by_subject ON letter (tenant_id, subject_id, id);

CREATE INDEX membership_by_account ON membership (account_id);

CREATE INDEX notification_by_recipient ON notification (tenant_id, recipient_id, id);

CREATE INDEX notification_planned ON notification (created_at) WHERE state = 'PLANNED';

CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;

CREATE INDEX outbox_unsent_by_subject ON outbox (tenant_id, subject_id, id) WHERE sent_at IS NULL;

CREATE INDEX registration_by_day ON registration (tenant_id, registered_on, number);

CREATE UNIQUE INDEX registration_by_outside ON registration (tenant_id, outside_system, outside_number)
       WHERE outside_number IS NOT NULL;

CREATE INDEX reply_by_subject ON reply (tenant_id, subject_id, round, id);

CREATE INDEX request_by_age ON request (created_at);

CREATE INDEX resolution_by_subject ON resolution (tenant_id, subject_id, id);

CREATE INDEX schedule_due ON schedule (next_at);

CREATE INDEX session_by_account ON session (account_id);

CREATE INDEX source_difference_by_item ON source_difference (tenant_id, source, external_id);

CREATE INDEX standing_by_region ON standing (region_id);

CREATE INDEX step_by_subject ON step (tenant_id, subject_id, at);

CREATE INDEX subject_by_assignee ON subject (tenant_id, assignee_id, next_due, id);

CREATE INDEX subject_by_block ON subject (tenant_id, block_id, next_due, id);

CREATE INDEX subject_by_direction ON subject (tenant_id, direction_id, next_due, id);

CREATE INDEX subject_by_due ON subject (tenant_id, next_due, id);

CREATE INDEX subject_by_organization ON subject (tenant_id, organization_id, next_due, id);

CREATE INDEX subject_by_region ON subject (region_id, lateness, next_due, id);

CREATE INDEX subject_late_by_region ON subject (region_id, late_since, id) WHERE late_since IS NOT NULL;

CREATE INDEX timeline_by_subject ON timeline (tenant_id, subject_id, id);

CREATE INDEX timer_due ON timer (next_at) WHERE next_at IS NOT NULL;

CREATE INDEX token_by_account ON token (account_id);

CREATE TABLE account (
       id blob PRIMARY KEY,
       login text NOT NULL UNIQUE,
       password_hash text,
       email text,
       created_at text NOT NULL,
       blocked_at text) STRICT;

CREATE TABLE applicant (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       key_id integer NOT NULL,
       sealed blob NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, key_id) REFERENCES tenant_key (tenant_id, key_id) ON DELETE RESTRICT) STRICT;

CREATE TABLE appointment (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       seat_id blob NOT NULL,
       user_id blob NOT NULL,
       from_on text NOT NULL,
       to_on text, legal_act_id blob, ended_by_act_id blob, note text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE attachment (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       name text NOT NULL,
       media_type text NOT NULL,
       size integer NOT NULL,
       sha256 blob NOT NULL,
       author_id blob NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE audit_entry (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       at text NOT NULL,
       actor text NOT NULL,
       act text NOT NULL,
       subject_id blob,
       body text NOT NULL,
       mac blob NOT NULL,
       seq integer,
       prev blob,
       chain_mac blob,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, seq),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((seq IS NULL) = (prev IS NULL) AND (seq IS NULL) = (chain_mac IS NULL))) STRICT;

CREATE TABLE block_version (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       block_id blob NOT NULL,
       version integer NOT NULL,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('core', 'additional')),
       position integer NOT NULL,
       from_on text NOT NULL,
       to_on text,
       legal_act_id blob,
       PRIMARY KEY (tenant_id, block_id, version),
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, legal_act_id) REFERENCES legal_act (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE calendar (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       name text NOT NULL,
       body text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, name)) STRICT;

CREATE TABLE case_text (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       essence text NOT NULL,
       address text,
       thread_url text,
       PRIMARY KEY (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE co_assignee (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       user_id blob NOT NULL,
       organization_id blob,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, subject_id, user_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE comment (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       author_id blob NOT NULL,
       body text NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE contribution (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       author_id blob NOT NULL,
       body text NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE definition (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       name text NOT NULL,
       version integer NOT NULL,
       state text NOT NULL,
       source text NOT NULL,
       effective text NOT NULL,
       hash blob NOT NULL,
       created_at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, name, version)) STRICT;

CREATE TABLE delta (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       restricted integer NOT NULL,
       amount integer NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id)) STRICT;

CREATE TABLE deployment (
       id integer PRIMARY KEY CHECK (id = 1),
       made_by text NOT NULL CHECK (made_by IN ('demo', 'install')),
       clock_offset_us integer NOT NULL CHECK (made_by = 'demo' OR clock_offset_us = 0),
       created_at text NOT NULL) STRICT;

CREATE TABLE direction (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       position integer NOT NULL,
       from_on text NOT NULL,
       to_on text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code)) STRICT;

CREATE TABLE import_refusal (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       run_id blob NOT NULL,
       line integer NOT NULL,
       code text NOT NULL,
       reason text NOT NULL,
       raw text NOT NULL,
       PRIMARY KEY (tenant_id, run_id, line),
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE import_run (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       source text NOT NULL,
       profile text NOT NULL,
       file_name text NOT NULL,
       file_hash blob NOT NULL,
       columns text NOT NULL,
       state text NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'STOPPED')),
       dry_run integer NOT NULL,
       total integer NOT NULL,
       rows integer NOT NULL,
       accepted integer NOT NULL,
       repeated integer NOT NULL,
       changed integer NOT NULL,
       refused integer NOT NULL,
       by_id blob,
       started_at text NOT NULL,
       beat_at text NOT NULL,
       finished_at text,
       message text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((state = 'RUNNING') = (finished_at IS NULL))) STRICT;

CREATE TABLE legal_act (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       kind text NOT NULL,
       number text,
       act_on text,
       title text NOT NULL,
       source text NOT NULL, supersedes_id blob, effective_on text,
       PRIMARY KEY (tenant_id, id)) STRICT;

CREATE TABLE letter (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       kind text NOT NULL CHECK (kind IN ('ANSWER', 'FORWARDING', 'NOTICE', 'DOCUMENT_REQUEST')),
       number text,
       sent_on text NOT NULL,
       addressee text,
       way text NOT NULL CHECK (way IN ('POST', 'EPGU', 'EMAIL', 'IN_HAND')),
       body text,
       by_id blob NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE membership (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       account_id blob NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       position text NOT NULL,
       from_on text NOT NULL,
       to_on text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, account_id)) STRICT;

CREATE TABLE notification (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       event_id blob NOT NULL,
       recipient_id blob NOT NULL,
       channel text NOT NULL CHECK (channel IN ('IN_APP', 'EMAIL')),
       subject_id blob,
       text_code text NOT NULL,
       body text NOT NULL,
       state text NOT NULL CHECK (state IN ('PLANNED', 'DELIVERED', 'FAILED')),
       created_at text NOT NULL,
       delivered_at text,
       read_at text,
       failure text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, event_id, recipient_id, channel),
       FOREIGN KEY (tenant_id, recipient_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE number_series (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       series text NOT NULL,
       year integer NOT NULL,
       next integer NOT NULL,
       PRIMARY KEY (tenant_id, series, year)) STRICT;

CREATE TABLE organization (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       authority text NOT NULL CHECK (authority IN ('SUBORDINATE', 'OWN_SELF_GOVERNMENT', 'REGIONAL', 'FEDERAL', 'COMMERCIAL')),
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code)) STRICT;

CREATE TABLE outbox (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob,
       kind text NOT NULL,
       version integer NOT NULL,
       body text NOT NULL,
       created_at text NOT NULL,
       available_at text NOT NULL,
       sent_at text, waits_until text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE question (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       ordinal integer NOT NULL,
       body text NOT NULL,
       organization_id blob,
       assignee_id blob,
       outcome text CHECK (outcome IN ('SUPPORTED_DONE', 'SUPPORTED', 'EXPLAINED', 'NOT_SUPPORTED')),
       outcome_confirmed_by_id blob,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id, ordinal),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, assignee_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, outcome_confirmed_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK (outcome IS NOT NULL OR outcome_confirmed_by_id IS NULL)) STRICT;

CREATE TABLE registration (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       number text NOT NULL,
       registered_on text NOT NULL,
       outside_system text,
       outside_number text,
       outside_on text,
       kind text NOT NULL CHECK (kind IN ('PROPOSAL', 'APPLICATION', 'COMPLAINT')),
       answer_way text NOT NULL CHECK (answer_way IN ('POST', 'EPGU', 'EMAIL', 'IN_HAND')),
       past_reason text,
       by_id blob NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, subject_id),
       UNIQUE (tenant_id, number),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((outside_system IS NULL) = (outside_number IS NULL))) STRICT;

CREATE TABLE reply (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       round integer NOT NULL,
       kind text NOT NULL CHECK (kind IN ('INTERIM', 'FINAL', 'POSTPONED')),
       state text NOT NULL CHECK (state IN ('SUBMITTED', 'RETURNED', 'APPROVED', 'PUBLISHED')),
       body text NOT NULL,
       author_id blob NOT NULL,
       approved_by_id blob,
       self_approved integer NOT NULL,
       published_at_place text,
       promised_on text,
       submitted_at text NOT NULL,
       approved_at text,
       published_at text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, approved_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE request (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       account_id blob NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       input_hash blob NOT NULL,
       outcome text NOT NULL,
       created_at text NOT NULL,
       PRIMARY KEY (tenant_id, account_id, id)) STRICT;

CREATE TABLE resolution (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       subject_id blob NOT NULL,
       body text NOT NULL,
       due_on text,
       by_id blob NOT NULL,
       at text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE role (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       code text NOT NULL,
       rules text NOT NULL,
       hash blob NOT NULL,
       PRIMARY KEY (tenant_id, code)) STRICT;

CREATE TABLE routing_rule (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       topic_prefix text NOT NULL,
       block_id blob,
       organization_id blob, direction_id blob, seat_id blob,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, topic_prefix),
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE schedule (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       name text NOT NULL,
       next_at text NOT NULL,
       last_at text,
       PRIMARY KEY (tenant_id, name)) STRICT;

CREATE TABLE "seaql_migrations" ( "version" varchar NOT NULL PRIMARY KEY, "applied_at" integer NOT NULL );

CREATE TABLE seat (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       code text NOT NULL,
       position text NOT NULL,
       kind text NOT NULL,
       roles text NOT NULL,
       combines_author_and_approver integer NOT NULL,
       vacant_by_act integer NOT NULL,
       ordinal integer NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code)) STRICT;

CREATE TABLE seat_block (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id blob NOT NULL,
       block_id blob NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, block_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE seat_channel (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id blob NOT NULL,
       channel text NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, channel),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE seat_direction (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id blob NOT NULL,
       direction_id blob NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, direction_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, direction_id) REFERENCES direction (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE seat_organization (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       seat_id blob NOT NULL,
       organization_id blob NOT NULL,
       PRIMARY KEY (tenant_id, seat_id, organization_id),
       FOREIGN KEY (tenant_id, seat_id) REFERENCES seat (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE sector_block (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       code text NOT NULL,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('core', 'additional')),
       position integer NOT NULL,
       from_on text NOT NULL,
       to_on text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code)) STRICT;

CREATE TABLE session (
       hash blob PRIMARY KEY,
       account_id blob NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       created_at text NOT NULL,
       seen_at text NOT NULL,
       expires_at text NOT NULL) STRICT;

CREATE TABLE setting (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       name text NOT NULL,
       value text NOT NULL,
       basis text NOT NULL,
       changed_at text NOT NULL,
       PRIMARY KEY (tenant_id, name)) STRICT;

CREATE TABLE source_difference (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       run_id blob NOT NULL,
       source text NOT NULL,
       external_id text NOT NULL,
       subject_id blob NOT NULL,
       field text NOT NULL,
       before text,
       after text,
       settled_by_id blob,
       settled_at text,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, settled_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       CHECK ((settled_by_id IS NULL) = (settled_at IS NULL))) STRICT;

CREATE TABLE source_item (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       source text NOT NULL,
       external_id text NOT NULL,
       subject_id blob NOT NULL,
       state_text text,
       closed_there integer NOT NULL,
       due_there text,
       hash blob NOT NULL,
       run_id blob NOT NULL,
       seen_at text NOT NULL,
       PRIMARY KEY (tenant_id, source, external_id),
       UNIQUE (tenant_id, subject_id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE standing (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       restricted integer NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       amount integer NOT NULL,
       PRIMARY KEY (tenant_id, phase, lateness, level, restricted)) STRICT;

CREATE TABLE step (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       timer_id blob NOT NULL,
       generation integer NOT NULL,
       step_id text NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       clock text NOT NULL,
       at text NOT NULL,
       fired_at text NOT NULL,
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       asks_for_act integer NOT NULL,
       reaches_region integer NOT NULL,
       calls text NOT NULL,
       acknowledged_at text,
       acknowledged_by_tenant_id blob,
       acknowledged_by_id blob,
       acknowledgement_note text,
       PRIMARY KEY (tenant_id, timer_id, generation, step_id),
       FOREIGN KEY (tenant_id, timer_id) REFERENCES timer (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (acknowledged_by_tenant_id, acknowledged_by_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE subject (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       kind text NOT NULL CHECK (kind IN ('CASE', 'TASK', 'RISK', 'EMERGENCY')),
       number text NOT NULL,
       regime text NOT NULL CHECK (regime IN ('APPEAL_59FZ', 'MESSAGE', 'INFO_REQUEST_8FZ')),
       definition_tenant_id blob NOT NULL,
       definition_id blob NOT NULL,
       state text NOT NULL,
       state_entered_at text NOT NULL,
       phase text NOT NULL CHECK (phase IN ('NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED')),
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       level text NOT NULL CHECK (level IN
           ('NONE', 'EXECUTOR', 'ORG_HEAD', 'BLOCK_LEAD', 'MANAGER', 'CURATOR', 'HEAD', 'REGION')),
       revision integer NOT NULL,
       restricted integer NOT NULL,
       channel text NOT NULL CHECK (channel IN
           ('PHONE', 'RECEPTION', 'LETTER', 'EMAIL', 'POS', 'INCIDENT_MANAGEMENT', 'OFFICIAL_PAGE', 'MESSENGER', 'WEB_FORM', 'OPEN311')),
       topic_tenant_id blob NOT NULL,
       topic_code text NOT NULL,
       sphere text NOT NULL,
       block_id blob,
       organization_id blob,
       assignee_id blob,
       complained_about_id blob,
       draft_author_id blob,
       draft_kind text CHECK (draft_kind IN ('INTERIM', 'FINAL', 'POSTPONED')),
       draft_promised_on text,
       draft_approved integer NOT NULL,
       bounces integer NOT NULL,
       promised_on text,
       promises_moved integer NOT NULL,
       received_at text NOT NULL,
       next_due text,
       late_since text,
       entered_at text NOT NULL,
       changed_at text NOT NULL,
       origin_tenant_id blob,
       origin_subject_id blob,
       previous text, direction_id blob, source_due text, registered_on text, extended_until text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, number),
       UNIQUE (tenant_id, origin_tenant_id, origin_subject_id),
       FOREIGN KEY (definition_tenant_id, definition_id) REFERENCES definition (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (topic_tenant_id, topic_code) REFERENCES topic (tenant_id, code) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, block_id) REFERENCES sector_block (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, organization_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, assignee_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, complained_about_id) REFERENCES organization (tenant_id, id) ON DELETE RESTRICT,
       FOREIGN KEY (tenant_id, draft_author_id) REFERENCES membership (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE template (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       kind text NOT NULL,
       name text NOT NULL,
       source text NOT NULL,
       hash blob NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, kind, name)) STRICT;

CREATE TABLE tenant (
       id blob PRIMARY KEY,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       code text NOT NULL UNIQUE,
       kind text NOT NULL CHECK (kind IN ('MUNICIPAL', 'REGIONAL', 'PLATFORM')),
       state text NOT NULL CHECK (state IN ('ACTIVE', 'DRAFT', 'ENDED')),
       name text NOT NULL,
       short_name text NOT NULL,
       zone text NOT NULL,
       number_prefix text NOT NULL,
       act text NOT NULL,
       created_at text NOT NULL,
       changed_at text NOT NULL,
       UNIQUE (region_id, number_prefix),
       CHECK (kind = 'MUNICIPAL' OR region_id = id)) STRICT;

CREATE TABLE tenant_key (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       key_id integer NOT NULL,
       wrapped blob NOT NULL,
       created_at text NOT NULL,
       PRIMARY KEY (tenant_id, key_id)) STRICT;

CREATE TABLE timeline (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       at text NOT NULL,
       actor text NOT NULL,
       kind text NOT NULL,
       body text NOT NULL,
       PRIMARY KEY (tenant_id, id),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE timer (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       region_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       subject_id blob NOT NULL,
       clock text NOT NULL,
       is_case integer NOT NULL,
       amount text NOT NULL,
       on_due text,
       generation integer NOT NULL,
       state text NOT NULL CHECK (state IN ('RUNNING', 'MET', 'CANCELLED')),
       anchor_at text NOT NULL,
       control_due text NOT NULL,
       legal_due text,
       source_due text,
       counts_due text NOT NULL,
       lateness text NOT NULL CHECK (lateness IN ('ON_TIME', 'CONTROL_PASSED', 'BREACHED')),
       steps text NOT NULL,
       next_at text,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, subject_id, clock, generation),
       FOREIGN KEY (tenant_id, subject_id) REFERENCES subject (tenant_id, id) ON DELETE RESTRICT) STRICT;

CREATE TABLE token (
       hash blob PRIMARY KEY,
       account_id blob NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       scopes text NOT NULL,
       created_at text NOT NULL,
       expires_at text,
       revoked_at text) STRICT;

CREATE TABLE topic (
       tenant_id blob NOT NULL REFERENCES tenant (id) ON DELETE RESTRICT,
       id blob NOT NULL,
       code text NOT NULL,
       title text NOT NULL,
       class text NOT NULL CHECK (class IN ('E', 'F', 'N', 'L')),
       sphere text NOT NULL CHECK (sphere IN
           ('zhkh', 'roads', 'transport', 'education', 'culture', 'sport', 'safety', 'property', 'economy', 'other')),
       restricted integer NOT NULL,
       PRIMARY KEY (tenant_id, id),
       UNIQUE (tenant_id, code)) STRICT;

CREATE TRIGGER appointment_ended_by_act_id_on_insert BEFORE INSERT ON appointment WHEN NEW.ended_by_act_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.ended_by_act_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER appointment_ended_by_act_id_on_update BEFORE UPDATE OF tenant_id, ended_by_act_id ON appointment WHEN NEW.ended_by_act_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.ended_by_act_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER appointment_legal_act_id_on_insert BEFORE INSERT ON appointment WHEN NEW.legal_act_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.legal_act_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER appointment_legal_act_id_on_update BEFORE UPDATE OF tenant_id, legal_act_id ON appointment WHEN NEW.legal_act_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.legal_act_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER legal_act_supersedes_id_on_insert BEFORE INSERT ON legal_act WHEN NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.supersedes_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER legal_act_supersedes_id_on_update BEFORE UPDATE OF tenant_id, supersedes_id ON legal_act WHEN NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_act WHERE tenant_id = NEW.tenant_id AND id = NEW.supersedes_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER routing_rule_direction_id_on_insert BEFORE INSERT ON routing_rule WHEN NEW.direction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM direction WHERE tenant_id = NEW.tenant_id AND id = NEW.direction_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER routing_rule_direction_id_on_update BEFORE UPDATE OF tenant_id, direction_id ON routing_rule WHEN NEW.direction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM direction WHERE tenant_id = NEW.tenant_id AND id = NEW.direction_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER routing_rule_seat_id_on_insert BEFORE INSERT ON routing_rule WHEN NEW.seat_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seat WHERE tenant_id = NEW.tenant_id AND id = NEW.seat_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER routing_rule_seat_id_on_update BEFORE UPDATE OF tenant_id, seat_id ON routing_rule WHEN NEW.seat_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seat WHERE tenant_id = NEW.tenant_id AND id = NEW.seat_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER subject_direction_id_on_insert BEFORE INSERT ON subject WHEN NEW.direction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM direction WHERE tenant_id = NEW.tenant_id AND id = NEW.direction_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;

CREATE TRIGGER subject_direction_id_on_update BEFORE UPDATE OF tenant_id, direction_id ON subject WHEN NEW.direction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM direction WHERE tenant_id = NEW.tenant_id AND id = NEW.direction_id) BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed'); END;
