--
-- PostgreSQL database dump
--

\restrict otklik


SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: otklik_now(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.otklik_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT date_trunc('microseconds', now()) $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id uuid NOT NULL,
    login text NOT NULL,
    password_hash text,
    email text,
    created_at timestamp with time zone NOT NULL,
    blocked_at timestamp with time zone
);


--
-- Name: applicant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.applicant (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    key_id integer NOT NULL,
    sealed bytea NOT NULL
);


--
-- Name: appointment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.appointment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    seat_id uuid NOT NULL,
    user_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date,
    legal_act_id uuid,
    ended_by_act_id uuid,
    note text
);


--
-- Name: attachment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attachment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    author_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: audit_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_entry (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor jsonb NOT NULL,
    act text NOT NULL,
    subject_id uuid,
    body jsonb NOT NULL,
    mac bytea NOT NULL,
    seq bigint,
    prev bytea,
    chain_mac bytea,
    CONSTRAINT audit_entry_check CHECK ((((seq IS NULL) = (prev IS NULL)) AND ((seq IS NULL) = (chain_mac IS NULL))))
);


--
-- Name: block_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.block_version (
    tenant_id uuid NOT NULL,
    block_id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    from_on date NOT NULL,
    to_on date,
    legal_act_id uuid,
    CONSTRAINT block_version_kind_check CHECK ((kind = ANY (ARRAY['core'::text, 'additional'::text])))
);


--
-- Name: calendar; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    body jsonb NOT NULL
);


--
-- Name: case_text; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_text (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    essence text NOT NULL,
    address text,
    thread_url text
);


--
-- Name: co_assignee; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.co_assignee (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    user_id uuid NOT NULL,
    organization_id uuid,
    at timestamp with time zone NOT NULL
);


--
-- Name: comment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.comment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: contribution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contribution (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: definition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.definition (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    effective jsonb NOT NULL,
    hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: delta; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.delta (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    phase text NOT NULL,
    lateness text NOT NULL,
    level text NOT NULL,
    restricted boolean NOT NULL,
    amount bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT delta_lateness_check CHECK ((lateness = ANY (ARRAY['ON_TIME'::text, 'CONTROL_PASSED'::text, 'BREACHED'::text]))),
    CONSTRAINT delta_level_check CHECK ((level = ANY (ARRAY['NONE'::text, 'EXECUTOR'::text, 'ORG_HEAD'::text, 'BLOCK_LEAD'::text, 'MANAGER'::text, 'CURATOR'::text, 'HEAD'::text, 'REGION'::text]))),
    CONSTRAINT delta_phase_check CHECK ((phase = ANY (ARRAY['NEW'::text, 'IN_PROGRESS'::text, 'WAITING'::text, 'ANSWERED'::text, 'CLOSED'::text])))
);


--
-- Name: deployment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deployment (
    id integer NOT NULL,
    made_by text NOT NULL,
    clock_offset_us bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT deployment_check CHECK (((made_by = 'demo'::text) OR (clock_offset_us = 0))),
    CONSTRAINT deployment_id_check CHECK ((id = 1)),
    CONSTRAINT deployment_made_by_check CHECK ((made_by = ANY (ARRAY['demo'::text, 'install'::text])))
);


--
-- Name: direction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.direction (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL,
    from_on date NOT NULL,
    to_on date
);


--
-- Name: import_refusal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_refusal (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    line bigint NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    raw text NOT NULL
);


--
-- Name: import_run; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_run (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    source text NOT NULL,
    profile text NOT NULL,
    file_name text NOT NULL,
    file_hash bytea NOT NULL,
    columns text NOT NULL,
    state text NOT NULL,
    dry_run boolean NOT NULL,
    total bigint NOT NULL,
    rows bigint NOT NULL,
    accepted bigint NOT NULL,
    repeated bigint NOT NULL,
    changed bigint NOT NULL,
    refused bigint NOT NULL,
    by_id uuid,
    started_at timestamp with time zone NOT NULL,
    beat_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    message text,
    CONSTRAINT import_run_check CHECK (((state = 'RUNNING'::text) = (finished_at IS NULL))),
    CONSTRAINT import_run_state_check CHECK ((state = ANY (ARRAY['RUNNING'::text, 'DONE'::text, 'STOPPED'::text])))
);


--
-- Name: legal_act; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.legal_act (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    number text,
    act_on date,
    title text NOT NULL,
    source jsonb NOT NULL,
    supersedes_id uuid,
    effective_on date
);


--
-- Name: letter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.letter (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    kind text NOT NULL,
    number text,
    sent_on date NOT NULL,
    addressee text,
    way text NOT NULL,
    body text,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT letter_kind_check CHECK ((kind = ANY (ARRAY['ANSWER'::text, 'FORWARDING'::text, 'NOTICE'::text, 'DOCUMENT_REQUEST'::text]))),
    CONSTRAINT letter_way_check CHECK ((way = ANY (ARRAY['POST'::text, 'EPGU'::text, 'EMAIL'::text, 'IN_HAND'::text])))
);


--
-- Name: membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.membership (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    account_id uuid NOT NULL,
    "position" text NOT NULL,
    from_on date NOT NULL,
    to_on date
);


--
-- Name: notification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notification (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    channel text NOT NULL,
    subject_id uuid,
    text_code text NOT NULL,
    body jsonb NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    read_at timestamp with time zone,
    failure text,
    CONSTRAINT notification_channel_check CHECK ((channel = ANY (ARRAY['IN_APP'::text, 'EMAIL'::text]))),
    CONSTRAINT notification_state_check CHECK ((state = ANY (ARRAY['PLANNED'::text, 'DELIVERED'::text, 'FAILED'::text])))
);


--
-- Name: number_series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.number_series (
    tenant_id uuid NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    next bigint NOT NULL
);


--
-- Name: organization; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organization (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    authority text NOT NULL,
    CONSTRAINT organization_authority_check CHECK ((authority = ANY (ARRAY['SUBORDINATE'::text, 'OWN_SELF_GOVERNMENT'::text, 'REGIONAL'::text, 'FEDERAL'::text, 'COMMERCIAL'::text])))
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    subject_id uuid,
    kind text NOT NULL,
    version integer NOT NULL,
    body jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    available_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    waits_until timestamp with time zone
);


--
-- Name: question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.question (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    ordinal integer NOT NULL,
    body text NOT NULL,
    organization_id uuid,
    assignee_id uuid,
    outcome text,
    outcome_confirmed_by_id uuid,
    CONSTRAINT question_check CHECK (((outcome IS NOT NULL) OR (outcome_confirmed_by_id IS NULL))),
    CONSTRAINT question_outcome_check CHECK ((outcome = ANY (ARRAY['SUPPORTED_DONE'::text, 'SUPPORTED'::text, 'EXPLAINED'::text, 'NOT_SUPPORTED'::text])))
);


--
-- Name: registration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.registration (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    number text NOT NULL,
    registered_on date NOT NULL,
    outside_system text,
    outside_number text,
    outside_on date,
    kind text NOT NULL,
    answer_way text NOT NULL,
    past_reason text,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT registration_answer_way_check CHECK ((answer_way = ANY (ARRAY['POST'::text, 'EPGU'::text, 'EMAIL'::text, 'IN_HAND'::text]))),
    CONSTRAINT registration_check CHECK (((outside_system IS NULL) = (outside_number IS NULL))),
    CONSTRAINT registration_kind_check CHECK ((kind = ANY (ARRAY['PROPOSAL'::text, 'APPLICATION'::text, 'COMPLAINT'::text])))
);


--
-- Name: reply; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reply (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    round integer NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    body text NOT NULL,
    author_id uuid NOT NULL,
    approved_by_id uuid,
    self_approved boolean NOT NULL,
    published_at_place text,
    promised_on date,
    submitted_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    published_at timestamp with time zone,
    CONSTRAINT reply_kind_check CHECK ((kind = ANY (ARRAY['INTERIM'::text, 'FINAL'::text, 'POSTPONED'::text]))),
    CONSTRAINT reply_state_check CHECK ((state = ANY (ARRAY['SUBMITTED'::text, 'RETURNED'::text, 'APPROVED'::text, 'PUBLISHED'::text])))
);


--
-- Name: request; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.request (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    input_hash bytea NOT NULL,
    outcome jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: resolution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resolution (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    body text NOT NULL,
    due_on date,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: role; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.role (
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    rules text NOT NULL,
    hash bytea NOT NULL
);


--
-- Name: routing_rule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.routing_rule (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    topic_prefix text NOT NULL,
    block_id uuid,
    organization_id uuid,
    direction_id uuid,
    seat_id uuid
);


--
-- Name: schedule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schedule (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    next_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone
);


--
-- Name: seaql_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seaql_migrations (
    version character varying NOT NULL,
    applied_at bigint NOT NULL
);


--
-- Name: seat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    "position" text NOT NULL,
    kind text NOT NULL,
    roles jsonb NOT NULL,
    combines_author_and_approver boolean NOT NULL,
    vacant_by_act boolean NOT NULL,
    ordinal integer NOT NULL
);


--
-- Name: seat_block; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat_block (
    tenant_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    block_id uuid NOT NULL
);


--
-- Name: seat_channel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat_channel (
    tenant_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    channel text NOT NULL
);


--
-- Name: seat_direction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat_direction (
    tenant_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    direction_id uuid NOT NULL
);


--
-- Name: seat_organization; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat_organization (
    tenant_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    organization_id uuid NOT NULL
);


--
-- Name: sector_block; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sector_block (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CONSTRAINT sector_block_kind_check CHECK ((kind = ANY (ARRAY['core'::text, 'additional'::text])))
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    hash bytea NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: setting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    value jsonb NOT NULL,
    basis text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);


--
-- Name: source_difference; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source_difference (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    source text NOT NULL,
    external_id text NOT NULL,
    subject_id uuid NOT NULL,
    field text NOT NULL,
    before text,
    after text,
    settled_by_id uuid,
    settled_at timestamp with time zone,
    CONSTRAINT source_difference_check CHECK (((settled_by_id IS NULL) = (settled_at IS NULL)))
);


--
-- Name: source_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source_item (
    tenant_id uuid NOT NULL,
    source text NOT NULL,
    external_id text NOT NULL,
    subject_id uuid NOT NULL,
    state_text text,
    closed_there boolean NOT NULL,
    due_there timestamp with time zone,
    hash bytea NOT NULL,
    run_id uuid NOT NULL,
    seen_at timestamp with time zone NOT NULL
);


--
-- Name: standing; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.standing (
    tenant_id uuid NOT NULL,
    phase text NOT NULL,
    lateness text NOT NULL,
    level text NOT NULL,
    restricted boolean NOT NULL,
    region_id uuid NOT NULL,
    amount bigint NOT NULL,
    CONSTRAINT standing_lateness_check CHECK ((lateness = ANY (ARRAY['ON_TIME'::text, 'CONTROL_PASSED'::text, 'BREACHED'::text]))),
    CONSTRAINT standing_level_check CHECK ((level = ANY (ARRAY['NONE'::text, 'EXECUTOR'::text, 'ORG_HEAD'::text, 'BLOCK_LEAD'::text, 'MANAGER'::text, 'CURATOR'::text, 'HEAD'::text, 'REGION'::text]))),
    CONSTRAINT standing_phase_check CHECK ((phase = ANY (ARRAY['NEW'::text, 'IN_PROGRESS'::text, 'WAITING'::text, 'ANSWERED'::text, 'CLOSED'::text])))
);


--
-- Name: step; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.step (
    tenant_id uuid NOT NULL,
    timer_id uuid NOT NULL,
    generation integer NOT NULL,
    step_id text NOT NULL,
    region_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    clock text NOT NULL,
    at timestamp with time zone NOT NULL,
    fired_at timestamp with time zone NOT NULL,
    level text NOT NULL,
    asks_for_act boolean NOT NULL,
    reaches_region boolean NOT NULL,
    calls jsonb NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by_tenant_id uuid,
    acknowledged_by_id uuid,
    acknowledgement_note text,
    CONSTRAINT step_level_check CHECK ((level = ANY (ARRAY['NONE'::text, 'EXECUTOR'::text, 'ORG_HEAD'::text, 'BLOCK_LEAD'::text, 'MANAGER'::text, 'CURATOR'::text, 'HEAD'::text, 'REGION'::text])))
);


--
-- Name: subject; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.subject (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    regime text NOT NULL,
    definition_tenant_id uuid NOT NULL,
    definition_id uuid NOT NULL,
    state text NOT NULL,
    state_entered_at timestamp with time zone NOT NULL,
    phase text NOT NULL,
    lateness text NOT NULL,
    level text NOT NULL,
    revision bigint NOT NULL,
    restricted boolean NOT NULL,
    channel text NOT NULL,
    topic_tenant_id uuid NOT NULL,
    topic_code text NOT NULL,
    sphere text NOT NULL,
    block_id uuid,
    organization_id uuid,
    assignee_id uuid,
    complained_about_id uuid,
    draft_author_id uuid,
    draft_kind text,
    draft_promised_on date,
    draft_approved boolean NOT NULL,
    bounces integer NOT NULL,
    promised_on date,
    promises_moved integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    next_due timestamp with time zone,
    late_since timestamp with time zone,
    entered_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    origin_tenant_id uuid,
    origin_subject_id uuid,
    previous jsonb,
    direction_id uuid,
    source_due timestamp with time zone,
    registered_on date,
    extended_until date,
    CONSTRAINT subject_channel_check CHECK ((channel = ANY (ARRAY['PHONE'::text, 'RECEPTION'::text, 'LETTER'::text, 'EMAIL'::text, 'POS'::text, 'INCIDENT_MANAGEMENT'::text, 'OFFICIAL_PAGE'::text, 'MESSENGER'::text, 'WEB_FORM'::text, 'OPEN311'::text]))),
    CONSTRAINT subject_draft_kind_check CHECK ((draft_kind = ANY (ARRAY['INTERIM'::text, 'FINAL'::text, 'POSTPONED'::text]))),
    CONSTRAINT subject_kind_check CHECK ((kind = ANY (ARRAY['CASE'::text, 'TASK'::text, 'RISK'::text, 'EMERGENCY'::text]))),
    CONSTRAINT subject_lateness_check CHECK ((lateness = ANY (ARRAY['ON_TIME'::text, 'CONTROL_PASSED'::text, 'BREACHED'::text]))),
    CONSTRAINT subject_level_check CHECK ((level = ANY (ARRAY['NONE'::text, 'EXECUTOR'::text, 'ORG_HEAD'::text, 'BLOCK_LEAD'::text, 'MANAGER'::text, 'CURATOR'::text, 'HEAD'::text, 'REGION'::text]))),
    CONSTRAINT subject_phase_check CHECK ((phase = ANY (ARRAY['NEW'::text, 'IN_PROGRESS'::text, 'WAITING'::text, 'ANSWERED'::text, 'CLOSED'::text]))),
    CONSTRAINT subject_regime_check CHECK ((regime = ANY (ARRAY['APPEAL_59FZ'::text, 'MESSAGE'::text, 'INFO_REQUEST_8FZ'::text])))
);


--
-- Name: template; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.template (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    hash bytea NOT NULL
);


--
-- Name: tenant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tenant (
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    zone text NOT NULL,
    number_prefix text NOT NULL,
    act jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT tenant_check CHECK (((kind = 'MUNICIPAL'::text) OR (region_id = id))),
    CONSTRAINT tenant_kind_check CHECK ((kind = ANY (ARRAY['MUNICIPAL'::text, 'REGIONAL'::text, 'PLATFORM'::text]))),
    CONSTRAINT tenant_state_check CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'DRAFT'::text, 'ENDED'::text])))
);


--
-- Name: tenant_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tenant_key (
    tenant_id uuid NOT NULL,
    key_id integer NOT NULL,
    wrapped bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: timeline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.timeline (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor jsonb NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL
);


--
-- Name: timer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.timer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    clock text NOT NULL,
    is_case boolean NOT NULL,
    amount text NOT NULL,
    on_due text,
    generation integer NOT NULL,
    state text NOT NULL,
    anchor_at timestamp with time zone NOT NULL,
    control_due timestamp with time zone NOT NULL,
    legal_due timestamp with time zone,
    source_due timestamp with time zone,
    counts_due timestamp with time zone NOT NULL,
    lateness text NOT NULL,
    steps jsonb NOT NULL,
    next_at timestamp with time zone,
    CONSTRAINT timer_lateness_check CHECK ((lateness = ANY (ARRAY['ON_TIME'::text, 'CONTROL_PASSED'::text, 'BREACHED'::text]))),
    CONSTRAINT timer_state_check CHECK ((state = ANY (ARRAY['RUNNING'::text, 'MET'::text, 'CANCELLED'::text])))
);


--
-- Name: token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token (
    hash bytea NOT NULL,
    account_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    scopes text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone
);


--
-- Name: topic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.topic (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    class text NOT NULL,
    sphere text NOT NULL,
    restricted boolean NOT NULL,
    CONSTRAINT topic_class_check CHECK ((class = ANY (ARRAY['E'::text, 'F'::text, 'N'::text, 'L'::text]))),
    CONSTRAINT topic_sphere_check CHECK ((sphere = ANY (ARRAY['zhkh'::text, 'roads'::text, 'transport'::text, 'education'::text, 'culture'::text, 'sport'::text, 'safety'::text, 'property'::text, 'economy'::text, 'other'::text])))
);


--
-- Name: account account_login_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_login_key UNIQUE (login);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: applicant applicant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.applicant
    ADD CONSTRAINT applicant_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: applicant applicant_tenant_id_subject_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.applicant
    ADD CONSTRAINT applicant_tenant_id_subject_id_key UNIQUE (tenant_id, subject_id);


--
-- Name: appointment appointment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: attachment attachment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: audit_entry audit_entry_tenant_id_seq_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_tenant_id_seq_key UNIQUE (tenant_id, seq);


--
-- Name: block_version block_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.block_version
    ADD CONSTRAINT block_version_pkey PRIMARY KEY (tenant_id, block_id, version);


--
-- Name: calendar calendar_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: calendar calendar_tenant_id_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: case_text case_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_text
    ADD CONSTRAINT case_text_pkey PRIMARY KEY (tenant_id, subject_id);


--
-- Name: co_assignee co_assignee_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_assignee
    ADD CONSTRAINT co_assignee_pkey PRIMARY KEY (tenant_id, subject_id, user_id);


--
-- Name: comment comment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: contribution contribution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contribution
    ADD CONSTRAINT contribution_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: definition definition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.definition
    ADD CONSTRAINT definition_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: definition definition_tenant_id_name_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.definition
    ADD CONSTRAINT definition_tenant_id_name_version_key UNIQUE (tenant_id, name, version);


--
-- Name: delta delta_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.delta
    ADD CONSTRAINT delta_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: deployment deployment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (id);


--
-- Name: direction direction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.direction
    ADD CONSTRAINT direction_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: direction direction_tenant_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.direction
    ADD CONSTRAINT direction_tenant_id_code_key UNIQUE (tenant_id, code);


--
-- Name: import_refusal import_refusal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_refusal
    ADD CONSTRAINT import_refusal_pkey PRIMARY KEY (tenant_id, run_id, line);


--
-- Name: import_run import_run_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: legal_act legal_act_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_act
    ADD CONSTRAINT legal_act_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: letter letter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: membership membership_tenant_id_account_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_tenant_id_account_id_key UNIQUE (tenant_id, account_id);


--
-- Name: notification notification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: notification notification_tenant_id_event_id_recipient_id_channel_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_tenant_id_event_id_recipient_id_channel_key UNIQUE (tenant_id, event_id, recipient_id, channel);


--
-- Name: number_series number_series_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_pkey PRIMARY KEY (tenant_id, series, year);


--
-- Name: organization organization_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: organization organization_tenant_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_tenant_id_code_key UNIQUE (tenant_id, code);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: question question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: question question_tenant_id_subject_id_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_subject_id_ordinal_key UNIQUE (tenant_id, subject_id, ordinal);


--
-- Name: registration registration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_pkey PRIMARY KEY (tenant_id, subject_id);


--
-- Name: registration registration_tenant_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_tenant_id_number_key UNIQUE (tenant_id, number);


--
-- Name: reply reply_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply
    ADD CONSTRAINT reply_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: request request_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (tenant_id, account_id, id);


--
-- Name: resolution resolution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT resolution_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: role role_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT role_pkey PRIMARY KEY (tenant_id, code);


--
-- Name: routing_rule routing_rule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: routing_rule routing_rule_tenant_id_topic_prefix_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_topic_prefix_key UNIQUE (tenant_id, topic_prefix);


--
-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (tenant_id, name);


--
-- Name: seaql_migrations seaql_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seaql_migrations
    ADD CONSTRAINT seaql_migrations_pkey PRIMARY KEY (version);


--
-- Name: seat_block seat_block_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_block
    ADD CONSTRAINT seat_block_pkey PRIMARY KEY (tenant_id, seat_id, block_id);


--
-- Name: seat_channel seat_channel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_channel
    ADD CONSTRAINT seat_channel_pkey PRIMARY KEY (tenant_id, seat_id, channel);


--
-- Name: seat_direction seat_direction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_direction
    ADD CONSTRAINT seat_direction_pkey PRIMARY KEY (tenant_id, seat_id, direction_id);


--
-- Name: seat_organization seat_organization_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_organization
    ADD CONSTRAINT seat_organization_pkey PRIMARY KEY (tenant_id, seat_id, organization_id);


--
-- Name: seat seat_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: seat seat_tenant_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_tenant_id_code_key UNIQUE (tenant_id, code);


--
-- Name: sector_block sector_block_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sector_block
    ADD CONSTRAINT sector_block_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: sector_block sector_block_tenant_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sector_block
    ADD CONSTRAINT sector_block_tenant_id_code_key UNIQUE (tenant_id, code);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (hash);


--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (tenant_id, name);


--
-- Name: source_difference source_difference_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_difference
    ADD CONSTRAINT source_difference_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: source_item source_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_item
    ADD CONSTRAINT source_item_pkey PRIMARY KEY (tenant_id, source, external_id);


--
-- Name: source_item source_item_tenant_id_subject_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_item
    ADD CONSTRAINT source_item_tenant_id_subject_id_key UNIQUE (tenant_id, subject_id);


--
-- Name: standing standing_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing
    ADD CONSTRAINT standing_pkey PRIMARY KEY (tenant_id, phase, lateness, level, restricted);


--
-- Name: step step_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_pkey PRIMARY KEY (tenant_id, timer_id, generation, step_id);


--
-- Name: subject subject_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: subject subject_tenant_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_number_key UNIQUE (tenant_id, number);


--
-- Name: subject subject_tenant_id_origin_tenant_id_origin_subject_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_origin_tenant_id_origin_subject_id_key UNIQUE (tenant_id, origin_tenant_id, origin_subject_id);


--
-- Name: template template_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.template
    ADD CONSTRAINT template_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: template template_tenant_id_kind_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.template
    ADD CONSTRAINT template_tenant_id_kind_name_key UNIQUE (tenant_id, kind, name);


--
-- Name: tenant tenant_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT tenant_code_key UNIQUE (code);


--
-- Name: tenant_key tenant_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant_key
    ADD CONSTRAINT tenant_key_pkey PRIMARY KEY (tenant_id, key_id);


--
-- Name: tenant tenant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (id);


--
-- Name: tenant tenant_region_id_number_prefix_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT tenant_region_id_number_prefix_key UNIQUE (region_id, number_prefix);


--
-- Name: timeline timeline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: timer timer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: timer timer_tenant_id_subject_id_clock_generation_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_tenant_id_subject_id_clock_generation_key UNIQUE (tenant_id, subject_id, clock, generation);


--
-- Name: token token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (hash);


--
-- Name: topic topic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: topic topic_tenant_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_tenant_id_code_key UNIQUE (tenant_id, code);


--
-- Name: appointment_by_seat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX appointment_by_seat ON public.appointment USING btree (tenant_id, seat_id);


--
-- Name: appointment_by_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX appointment_by_user ON public.appointment USING btree (tenant_id, user_id);


--
-- Name: attachment_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attachment_by_subject ON public.attachment USING btree (tenant_id, subject_id, id);


--
-- Name: audit_entry_unsealed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_unsealed ON public.audit_entry USING btree (tenant_id, id) WHERE (seq IS NULL);


--
-- Name: co_assignee_by_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX co_assignee_by_user ON public.co_assignee USING btree (tenant_id, user_id, subject_id);


--
-- Name: comment_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX comment_by_subject ON public.comment USING btree (tenant_id, subject_id, id);


--
-- Name: contribution_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contribution_by_subject ON public.contribution USING btree (tenant_id, subject_id, id);


--
-- Name: delta_by_region; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX delta_by_region ON public.delta USING btree (region_id);


--
-- Name: import_run_by_file; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX import_run_by_file ON public.import_run USING btree (tenant_id, source, file_hash, id);


--
-- Name: letter_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX letter_by_subject ON public.letter USING btree (tenant_id, subject_id, id);


--
-- Name: membership_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX membership_by_account ON public.membership USING btree (account_id);


--
-- Name: notification_by_recipient; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_by_recipient ON public.notification USING btree (tenant_id, recipient_id, id);


--
-- Name: notification_planned; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notification_planned ON public.notification USING btree (created_at) WHERE (state = 'PLANNED'::text);


--
-- Name: outbox_unsent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_unsent ON public.outbox USING btree (id) WHERE (sent_at IS NULL);


--
-- Name: outbox_unsent_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_unsent_by_subject ON public.outbox USING btree (tenant_id, subject_id, id) WHERE (sent_at IS NULL);


--
-- Name: registration_by_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX registration_by_day ON public.registration USING btree (tenant_id, registered_on, number);


--
-- Name: registration_by_outside; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX registration_by_outside ON public.registration USING btree (tenant_id, outside_system, outside_number) WHERE (outside_number IS NOT NULL);


--
-- Name: reply_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reply_by_subject ON public.reply USING btree (tenant_id, subject_id, round, id);


--
-- Name: request_by_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX request_by_age ON public.request USING btree (created_at);


--
-- Name: resolution_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resolution_by_subject ON public.resolution USING btree (tenant_id, subject_id, id);


--
-- Name: schedule_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schedule_due ON public.schedule USING btree (next_at);


--
-- Name: session_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_by_account ON public.session USING btree (account_id);


--
-- Name: source_difference_by_item; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_difference_by_item ON public.source_difference USING btree (tenant_id, source, external_id);


--
-- Name: standing_by_region; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX standing_by_region ON public.standing USING btree (region_id);


--
-- Name: step_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX step_by_subject ON public.step USING btree (tenant_id, subject_id, at);


--
-- Name: subject_by_assignee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_assignee ON public.subject USING btree (tenant_id, assignee_id, next_due, id);


--
-- Name: subject_by_block; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_block ON public.subject USING btree (tenant_id, block_id, next_due, id);


--
-- Name: subject_by_direction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_direction ON public.subject USING btree (tenant_id, direction_id, next_due, id);


--
-- Name: subject_by_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_due ON public.subject USING btree (tenant_id, next_due, id);


--
-- Name: subject_by_organization; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_organization ON public.subject USING btree (tenant_id, organization_id, next_due, id);


--
-- Name: subject_by_region; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_by_region ON public.subject USING btree (region_id, lateness, next_due, id);


--
-- Name: subject_late_by_region; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX subject_late_by_region ON public.subject USING btree (region_id, late_since, id) WHERE (late_since IS NOT NULL);


--
-- Name: timeline_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX timeline_by_subject ON public.timeline USING btree (tenant_id, subject_id, id);


--
-- Name: timer_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX timer_due ON public.timer USING btree (next_at) WHERE (next_at IS NOT NULL);


--
-- Name: token_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX token_by_account ON public.token USING btree (account_id);


--
-- Name: applicant applicant_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.applicant
    ADD CONSTRAINT applicant_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: applicant applicant_tenant_id_key_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.applicant
    ADD CONSTRAINT applicant_tenant_id_key_id_fkey FOREIGN KEY (tenant_id, key_id) REFERENCES public.tenant_key(tenant_id, key_id) ON DELETE RESTRICT;


--
-- Name: applicant applicant_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.applicant
    ADD CONSTRAINT applicant_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: appointment appointment_tenant_id_ended_by_act_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_tenant_id_ended_by_act_id_fkey FOREIGN KEY (tenant_id, ended_by_act_id) REFERENCES public.legal_act(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: appointment appointment_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: appointment appointment_tenant_id_legal_act_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_tenant_id_legal_act_id_fkey FOREIGN KEY (tenant_id, legal_act_id) REFERENCES public.legal_act(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: appointment appointment_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: appointment appointment_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: attachment attachment_tenant_id_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: attachment attachment_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: attachment attachment_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: audit_entry audit_entry_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: audit_entry audit_entry_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: audit_entry audit_entry_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: block_version block_version_tenant_id_block_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.block_version
    ADD CONSTRAINT block_version_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES public.sector_block(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: block_version block_version_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.block_version
    ADD CONSTRAINT block_version_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: block_version block_version_tenant_id_legal_act_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.block_version
    ADD CONSTRAINT block_version_tenant_id_legal_act_id_fkey FOREIGN KEY (tenant_id, legal_act_id) REFERENCES public.legal_act(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: calendar calendar_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: case_text case_text_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_text
    ADD CONSTRAINT case_text_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: case_text case_text_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_text
    ADD CONSTRAINT case_text_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: co_assignee co_assignee_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_assignee
    ADD CONSTRAINT co_assignee_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: co_assignee co_assignee_tenant_id_organization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_assignee
    ADD CONSTRAINT co_assignee_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: co_assignee co_assignee_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_assignee
    ADD CONSTRAINT co_assignee_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: co_assignee co_assignee_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_assignee
    ADD CONSTRAINT co_assignee_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: comment comment_tenant_id_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: comment comment_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: comment comment_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.comment
    ADD CONSTRAINT comment_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: contribution contribution_tenant_id_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contribution
    ADD CONSTRAINT contribution_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: contribution contribution_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contribution
    ADD CONSTRAINT contribution_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: contribution contribution_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contribution
    ADD CONSTRAINT contribution_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: definition definition_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.definition
    ADD CONSTRAINT definition_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: delta delta_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.delta
    ADD CONSTRAINT delta_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: delta delta_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.delta
    ADD CONSTRAINT delta_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: direction direction_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.direction
    ADD CONSTRAINT direction_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: import_refusal import_refusal_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_refusal
    ADD CONSTRAINT import_refusal_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: import_refusal import_refusal_tenant_id_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_refusal
    ADD CONSTRAINT import_refusal_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES public.import_run(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: import_run import_run_tenant_id_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: import_run import_run_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: legal_act legal_act_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_act
    ADD CONSTRAINT legal_act_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: legal_act legal_act_tenant_id_supersedes_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_act
    ADD CONSTRAINT legal_act_tenant_id_supersedes_id_fkey FOREIGN KEY (tenant_id, supersedes_id) REFERENCES public.legal_act(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: letter letter_tenant_id_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: letter letter_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: letter letter_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letter
    ADD CONSTRAINT letter_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: membership membership_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE RESTRICT;


--
-- Name: membership membership_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: membership membership_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: notification notification_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: notification notification_tenant_id_recipient_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_tenant_id_recipient_id_fkey FOREIGN KEY (tenant_id, recipient_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: notification notification_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: number_series number_series_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: organization organization_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: outbox outbox_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: outbox outbox_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: outbox outbox_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: question question_tenant_id_assignee_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_assignee_id_fkey FOREIGN KEY (tenant_id, assignee_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: question question_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: question question_tenant_id_organization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: question question_tenant_id_outcome_confirmed_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_outcome_confirmed_by_id_fkey FOREIGN KEY (tenant_id, outcome_confirmed_by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: question question_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: registration registration_tenant_id_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: registration registration_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: registration registration_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: reply reply_tenant_id_approved_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply
    ADD CONSTRAINT reply_tenant_id_approved_by_id_fkey FOREIGN KEY (tenant_id, approved_by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: reply reply_tenant_id_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply
    ADD CONSTRAINT reply_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: reply reply_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply
    ADD CONSTRAINT reply_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: reply reply_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply
    ADD CONSTRAINT reply_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: request request_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE RESTRICT;


--
-- Name: request request_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: request request_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: resolution resolution_tenant_id_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT resolution_tenant_id_by_id_fkey FOREIGN KEY (tenant_id, by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: resolution resolution_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT resolution_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: resolution resolution_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT resolution_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: role role_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT role_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: routing_rule routing_rule_tenant_id_block_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES public.sector_block(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: routing_rule routing_rule_tenant_id_direction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_direction_id_fkey FOREIGN KEY (tenant_id, direction_id) REFERENCES public.direction(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: routing_rule routing_rule_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: routing_rule routing_rule_tenant_id_organization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: routing_rule routing_rule_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.routing_rule
    ADD CONSTRAINT routing_rule_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: schedule schedule_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schedule
    ADD CONSTRAINT schedule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: seat_block seat_block_tenant_id_block_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_block
    ADD CONSTRAINT seat_block_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES public.sector_block(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_block seat_block_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_block
    ADD CONSTRAINT seat_block_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: seat_block seat_block_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_block
    ADD CONSTRAINT seat_block_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_channel seat_channel_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_channel
    ADD CONSTRAINT seat_channel_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: seat_channel seat_channel_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_channel
    ADD CONSTRAINT seat_channel_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_direction seat_direction_tenant_id_direction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_direction
    ADD CONSTRAINT seat_direction_tenant_id_direction_id_fkey FOREIGN KEY (tenant_id, direction_id) REFERENCES public.direction(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_direction seat_direction_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_direction
    ADD CONSTRAINT seat_direction_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: seat_direction seat_direction_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_direction
    ADD CONSTRAINT seat_direction_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_organization seat_organization_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_organization
    ADD CONSTRAINT seat_organization_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: seat_organization seat_organization_tenant_id_organization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_organization
    ADD CONSTRAINT seat_organization_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat_organization seat_organization_tenant_id_seat_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat_organization
    ADD CONSTRAINT seat_organization_tenant_id_seat_id_fkey FOREIGN KEY (tenant_id, seat_id) REFERENCES public.seat(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: seat seat_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: sector_block sector_block_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sector_block
    ADD CONSTRAINT sector_block_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: session session_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE RESTRICT;


--
-- Name: setting setting_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: source_difference source_difference_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_difference
    ADD CONSTRAINT source_difference_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: source_difference source_difference_tenant_id_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_difference
    ADD CONSTRAINT source_difference_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES public.import_run(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: source_difference source_difference_tenant_id_settled_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_difference
    ADD CONSTRAINT source_difference_tenant_id_settled_by_id_fkey FOREIGN KEY (tenant_id, settled_by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: source_difference source_difference_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_difference
    ADD CONSTRAINT source_difference_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: source_item source_item_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_item
    ADD CONSTRAINT source_item_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: source_item source_item_tenant_id_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_item
    ADD CONSTRAINT source_item_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES public.import_run(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: source_item source_item_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_item
    ADD CONSTRAINT source_item_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: standing standing_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing
    ADD CONSTRAINT standing_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: standing standing_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.standing
    ADD CONSTRAINT standing_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: step step_acknowledged_by_tenant_id_acknowledged_by_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_acknowledged_by_tenant_id_acknowledged_by_id_fkey FOREIGN KEY (acknowledged_by_tenant_id, acknowledged_by_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: step step_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: step step_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: step step_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: step step_tenant_id_timer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step
    ADD CONSTRAINT step_tenant_id_timer_id_fkey FOREIGN KEY (tenant_id, timer_id) REFERENCES public.timer(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_definition_tenant_id_definition_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_definition_tenant_id_definition_id_fkey FOREIGN KEY (definition_tenant_id, definition_id) REFERENCES public.definition(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_assignee_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_assignee_id_fkey FOREIGN KEY (tenant_id, assignee_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_block_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES public.sector_block(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_complained_about_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_complained_about_id_fkey FOREIGN KEY (tenant_id, complained_about_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_direction_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_direction_id_fkey FOREIGN KEY (tenant_id, direction_id) REFERENCES public.direction(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_draft_author_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_draft_author_id_fkey FOREIGN KEY (tenant_id, draft_author_id) REFERENCES public.membership(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: subject subject_tenant_id_organization_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES public.organization(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: subject subject_topic_tenant_id_topic_code_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subject
    ADD CONSTRAINT subject_topic_tenant_id_topic_code_fkey FOREIGN KEY (topic_tenant_id, topic_code) REFERENCES public.topic(tenant_id, code) ON DELETE RESTRICT;


--
-- Name: template template_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.template
    ADD CONSTRAINT template_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: tenant_key tenant_key_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant_key
    ADD CONSTRAINT tenant_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: tenant tenant_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT tenant_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: timeline timeline_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: timeline timeline_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: timeline timeline_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: timer timer_region_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: timer timer_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: timer timer_tenant_id_subject_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES public.subject(tenant_id, id) ON DELETE RESTRICT;


--
-- Name: token token_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE RESTRICT;


--
-- Name: token token_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: topic topic_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenant(id) ON DELETE RESTRICT;


--
-- Name: account; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

--
-- Name: applicant; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.applicant ENABLE ROW LEVEL SECURITY;

--
-- Name: appointment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.appointment ENABLE ROW LEVEL SECURITY;

--
-- Name: attachment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.attachment ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_entry; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: block_version; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.block_version ENABLE ROW LEVEL SECURITY;

--
-- Name: calendar; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.calendar ENABLE ROW LEVEL SECURITY;

--
-- Name: case_text; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.case_text ENABLE ROW LEVEL SECURITY;

--
-- Name: calendar catalogue; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY catalogue ON public.calendar FOR SELECT TO otklik_tenant, otklik_region, otklik_clockwork, otklik_door USING ((tenant_id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif"), ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")])));


--
-- Name: definition catalogue; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY catalogue ON public.definition FOR SELECT TO otklik_tenant, otklik_region, otklik_clockwork, otklik_door USING ((tenant_id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif"), ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")])));


--
-- Name: role catalogue; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY catalogue ON public.role FOR SELECT TO otklik_tenant, otklik_region, otklik_clockwork, otklik_door USING ((tenant_id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif"), ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")])));


--
-- Name: template catalogue; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY catalogue ON public.template FOR SELECT TO otklik_tenant, otklik_region, otklik_clockwork, otklik_door USING ((tenant_id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif"), ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")])));


--
-- Name: topic catalogue; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY catalogue ON public.topic FOR SELECT TO otklik_tenant, otklik_region, otklik_clockwork, otklik_door USING ((tenant_id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif"), ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")])));


--
-- Name: appointment clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.appointment TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: audit_entry clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.audit_entry TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: co_assignee clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.co_assignee TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: delta clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.delta TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: direction clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.direction TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: membership clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.membership TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: notification clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.notification TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: organization clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.organization TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: outbox clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.outbox TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: request clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.request TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: routing_rule clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.routing_rule TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: schedule clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.schedule TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: seat clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.seat TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: seat_block clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.seat_block TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: seat_channel clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.seat_channel TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: seat_direction clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.seat_direction TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: seat_organization clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.seat_organization TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: sector_block clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.sector_block TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: setting clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.setting TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: standing clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.standing TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: step clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.step TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: subject clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.subject TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: tenant clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.tenant FOR SELECT TO otklik_clockwork USING (true);


--
-- Name: timeline clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.timeline TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: timer clockwork; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY clockwork ON public.timer TO otklik_clockwork USING (true) WITH CHECK (true);


--
-- Name: co_assignee; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.co_assignee ENABLE ROW LEVEL SECURITY;

--
-- Name: comment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.comment ENABLE ROW LEVEL SECURITY;

--
-- Name: contribution; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.contribution ENABLE ROW LEVEL SECURITY;

--
-- Name: definition; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.definition ENABLE ROW LEVEL SECURITY;

--
-- Name: delta; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.delta ENABLE ROW LEVEL SECURITY;

--
-- Name: deployment; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.deployment ENABLE ROW LEVEL SECURITY;

--
-- Name: direction; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.direction ENABLE ROW LEVEL SECURITY;

--
-- Name: account door; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY door ON public.account TO otklik_door USING (true) WITH CHECK (true);


--
-- Name: membership door; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY door ON public.membership FOR SELECT TO otklik_door USING ((account_id = ( SELECT (NULLIF(current_setting('app.account'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: session door; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY door ON public.session TO otklik_door USING (true) WITH CHECK (true);


--
-- Name: tenant door; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY door ON public.tenant FOR SELECT TO otklik_door USING (true);


--
-- Name: token door; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY door ON public.token TO otklik_door USING (true) WITH CHECK (true);


--
-- Name: deployment everybody; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY everybody ON public.deployment FOR SELECT TO otklik_clockwork, otklik_door USING (true);


--
-- Name: import_refusal; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.import_refusal ENABLE ROW LEVEL SECURITY;

--
-- Name: import_run; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.import_run ENABLE ROW LEVEL SECURITY;

--
-- Name: legal_act; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.legal_act ENABLE ROW LEVEL SECURITY;

--
-- Name: letter; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.letter ENABLE ROW LEVEL SECURITY;

--
-- Name: membership; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

--
-- Name: notification; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.notification ENABLE ROW LEVEL SECURITY;

--
-- Name: number_series; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.number_series ENABLE ROW LEVEL SECURITY;

--
-- Name: organization; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: question; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.question ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_entry region_adds; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_adds ON public.audit_entry FOR INSERT TO otklik_region WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: delta region_adds; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_adds ON public.delta FOR INSERT TO otklik_region WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: outbox region_adds; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_adds ON public.outbox FOR INSERT TO otklik_region WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: request region_adds; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_adds ON public.request FOR INSERT TO otklik_region WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: timeline region_adds; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_adds ON public.timeline FOR INSERT TO otklik_region WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: request region_changes; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_changes ON public.request FOR UPDATE TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND true)) WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND true));


--
-- Name: step region_changes; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_changes ON public.step FOR UPDATE TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND reaches_region AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = step.tenant_id) AND (s.id = step.subject_id)))))) WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND reaches_region AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = step.tenant_id) AND (s.id = step.subject_id))))));


--
-- Name: subject region_changes; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_changes ON public.subject FOR UPDATE TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND (NOT restricted))) WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND (NOT restricted)));


--
-- Name: timer region_changes; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_changes ON public.timer FOR UPDATE TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = timer.tenant_id) AND (s.id = timer.subject_id)))))) WITH CHECK (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = timer.tenant_id) AND (s.id = timer.subject_id))))));


--
-- Name: delta region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.delta FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND true));


--
-- Name: request region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.request FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))));


--
-- Name: standing region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.standing FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND true));


--
-- Name: step region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.step FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND reaches_region AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = step.tenant_id) AND (s.id = step.subject_id))))));


--
-- Name: subject region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.subject FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (NOT restricted)));


--
-- Name: tenant region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.tenant FOR SELECT TO otklik_region USING ((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: timeline region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.timeline FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = timeline.tenant_id) AND (s.id = timeline.subject_id))))));


--
-- Name: timer region_sees; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY region_sees ON public.timer FOR SELECT TO otklik_region USING (((region_id = ( SELECT (NULLIF(current_setting('app.region'::text, true), ''::text))::uuid AS "nullif")) AND (EXISTS ( SELECT 1
   FROM public.subject s
  WHERE ((s.tenant_id = timer.tenant_id) AND (s.id = timer.subject_id))))));


--
-- Name: registration; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.registration ENABLE ROW LEVEL SECURITY;

--
-- Name: reply; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.reply ENABLE ROW LEVEL SECURITY;

--
-- Name: request; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.request ENABLE ROW LEVEL SECURITY;

--
-- Name: resolution; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.resolution ENABLE ROW LEVEL SECURITY;

--
-- Name: role; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.role ENABLE ROW LEVEL SECURITY;

--
-- Name: routing_rule; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.routing_rule ENABLE ROW LEVEL SECURITY;

--
-- Name: schedule; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.schedule ENABLE ROW LEVEL SECURITY;

--
-- Name: seat; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.seat ENABLE ROW LEVEL SECURITY;

--
-- Name: seat_block; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.seat_block ENABLE ROW LEVEL SECURITY;

--
-- Name: seat_channel; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.seat_channel ENABLE ROW LEVEL SECURITY;

--
-- Name: seat_direction; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.seat_direction ENABLE ROW LEVEL SECURITY;

--
-- Name: seat_organization; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.seat_organization ENABLE ROW LEVEL SECURITY;

--
-- Name: sector_block; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.sector_block ENABLE ROW LEVEL SECURITY;

--
-- Name: session; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.session ENABLE ROW LEVEL SECURITY;

--
-- Name: setting; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.setting ENABLE ROW LEVEL SECURITY;

--
-- Name: source_difference; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.source_difference ENABLE ROW LEVEL SECURITY;

--
-- Name: source_item; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.source_item ENABLE ROW LEVEL SECURITY;

--
-- Name: standing; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.standing ENABLE ROW LEVEL SECURITY;

--
-- Name: step; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.step ENABLE ROW LEVEL SECURITY;

--
-- Name: subject; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.subject ENABLE ROW LEVEL SECURITY;

--
-- Name: template; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.template ENABLE ROW LEVEL SECURITY;

--
-- Name: applicant tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.applicant TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: appointment tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.appointment TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: attachment tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.attachment TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: audit_entry tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.audit_entry TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: block_version tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.block_version TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: calendar tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.calendar TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: case_text tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.case_text TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: co_assignee tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.co_assignee TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: comment tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.comment TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: contribution tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.contribution TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: definition tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.definition TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: delta tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.delta TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: direction tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.direction TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: import_refusal tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.import_refusal TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: import_run tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.import_run TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: legal_act tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.legal_act TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: letter tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.letter TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: membership tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.membership TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: notification tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.notification TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: number_series tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.number_series TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: organization tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.organization TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: outbox tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.outbox TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: question tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.question TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: registration tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.registration TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: reply tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.reply TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: request tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.request TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: resolution tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.resolution TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: role tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.role TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: routing_rule tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.routing_rule TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: seat tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.seat TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: seat_block tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.seat_block TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: seat_channel tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.seat_channel TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: seat_direction tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.seat_direction TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: seat_organization tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.seat_organization TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: sector_block tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.sector_block TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: setting tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.setting TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: source_difference tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.source_difference TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: source_item tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.source_item TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: standing tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.standing TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: step tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.step TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: subject tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.subject TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: template tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.template TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: tenant; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tenant ENABLE ROW LEVEL SECURITY;

--
-- Name: tenant tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.tenant FOR SELECT TO otklik_tenant USING ((id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: tenant_key tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.tenant_key TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: timeline tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.timeline TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: timer tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.timer TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: topic tenant; Type: POLICY; Schema: public; Owner: -
--

CREATE POLICY tenant ON public.topic TO otklik_tenant USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS "nullif")));


--
-- Name: tenant_key; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.tenant_key ENABLE ROW LEVEL SECURITY;

--
-- Name: timeline; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.timeline ENABLE ROW LEVEL SECURITY;

--
-- Name: timer; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.timer ENABLE ROW LEVEL SECURITY;

--
-- Name: token; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.token ENABLE ROW LEVEL SECURITY;

--
-- Name: topic; Type: ROW SECURITY; Schema: public; Owner: -
--

ALTER TABLE public.topic ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA public TO otklik_tenant;
GRANT USAGE ON SCHEMA public TO otklik_region;
GRANT USAGE ON SCHEMA public TO otklik_clockwork;
GRANT USAGE ON SCHEMA public TO otklik_door;


--
-- Name: TABLE account; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.account TO otklik_door;


--
-- Name: COLUMN account.password_hash; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(password_hash) ON TABLE public.account TO otklik_door;


--
-- Name: COLUMN account.email; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(email) ON TABLE public.account TO otklik_door;


--
-- Name: COLUMN account.blocked_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(blocked_at) ON TABLE public.account TO otklik_door;


--
-- Name: TABLE applicant; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.applicant TO otklik_tenant;


--
-- Name: TABLE appointment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.appointment TO otklik_tenant;
GRANT SELECT ON TABLE public.appointment TO otklik_clockwork;


--
-- Name: TABLE attachment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.attachment TO otklik_tenant;


--
-- Name: TABLE audit_entry; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.audit_entry TO otklik_tenant;
GRANT SELECT,INSERT ON TABLE public.audit_entry TO otklik_clockwork;
GRANT INSERT ON TABLE public.audit_entry TO otklik_region;


--
-- Name: COLUMN audit_entry.seq; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(seq) ON TABLE public.audit_entry TO otklik_clockwork;


--
-- Name: COLUMN audit_entry.prev; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(prev) ON TABLE public.audit_entry TO otklik_clockwork;


--
-- Name: COLUMN audit_entry.chain_mac; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(chain_mac) ON TABLE public.audit_entry TO otklik_clockwork;


--
-- Name: TABLE block_version; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.block_version TO otklik_tenant;


--
-- Name: TABLE calendar; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.calendar TO otklik_tenant;
GRANT SELECT ON TABLE public.calendar TO otklik_region;
GRANT SELECT ON TABLE public.calendar TO otklik_clockwork;
GRANT SELECT ON TABLE public.calendar TO otklik_door;


--
-- Name: TABLE case_text; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_text TO otklik_tenant;


--
-- Name: TABLE co_assignee; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.co_assignee TO otklik_tenant;
GRANT SELECT ON TABLE public.co_assignee TO otklik_clockwork;


--
-- Name: TABLE comment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.comment TO otklik_tenant;


--
-- Name: TABLE contribution; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contribution TO otklik_tenant;


--
-- Name: TABLE definition; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.definition TO otklik_tenant;
GRANT SELECT ON TABLE public.definition TO otklik_region;
GRANT SELECT ON TABLE public.definition TO otklik_clockwork;
GRANT SELECT ON TABLE public.definition TO otklik_door;


--
-- Name: TABLE delta; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.delta TO otklik_tenant;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.delta TO otklik_clockwork;
GRANT SELECT,INSERT ON TABLE public.delta TO otklik_region;


--
-- Name: TABLE deployment; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.deployment TO otklik_door;
GRANT SELECT ON TABLE public.deployment TO otklik_clockwork;


--
-- Name: TABLE direction; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.direction TO otklik_tenant;
GRANT SELECT ON TABLE public.direction TO otklik_clockwork;


--
-- Name: TABLE import_refusal; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.import_refusal TO otklik_tenant;


--
-- Name: TABLE import_run; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.import_run TO otklik_tenant;


--
-- Name: TABLE legal_act; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.legal_act TO otklik_tenant;


--
-- Name: TABLE letter; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.letter TO otklik_tenant;


--
-- Name: TABLE membership; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.membership TO otklik_tenant;
GRANT SELECT ON TABLE public.membership TO otklik_clockwork;
GRANT SELECT ON TABLE public.membership TO otklik_door;


--
-- Name: TABLE notification; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.notification TO otklik_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.notification TO otklik_clockwork;


--
-- Name: TABLE number_series; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.number_series TO otklik_tenant;


--
-- Name: TABLE organization; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.organization TO otklik_tenant;
GRANT SELECT ON TABLE public.organization TO otklik_clockwork;


--
-- Name: TABLE outbox; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.outbox TO otklik_tenant;
GRANT SELECT,INSERT ON TABLE public.outbox TO otklik_clockwork;
GRANT INSERT ON TABLE public.outbox TO otklik_region;


--
-- Name: COLUMN outbox.available_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(available_at) ON TABLE public.outbox TO otklik_clockwork;


--
-- Name: COLUMN outbox.sent_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(sent_at) ON TABLE public.outbox TO otklik_clockwork;


--
-- Name: TABLE question; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.question TO otklik_tenant;


--
-- Name: TABLE registration; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.registration TO otklik_tenant;


--
-- Name: TABLE reply; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.reply TO otklik_tenant;


--
-- Name: TABLE request; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.request TO otklik_tenant;
GRANT DELETE ON TABLE public.request TO otklik_clockwork;
GRANT SELECT,INSERT ON TABLE public.request TO otklik_region;


--
-- Name: COLUMN request.tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tenant_id) ON TABLE public.request TO otklik_clockwork;


--
-- Name: COLUMN request.account_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(account_id) ON TABLE public.request TO otklik_clockwork;


--
-- Name: COLUMN request.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.request TO otklik_clockwork;


--
-- Name: COLUMN request.outcome; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(outcome) ON TABLE public.request TO otklik_tenant;
GRANT UPDATE(outcome) ON TABLE public.request TO otklik_region;


--
-- Name: COLUMN request.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.request TO otklik_clockwork;


--
-- Name: TABLE resolution; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.resolution TO otklik_tenant;


--
-- Name: TABLE role; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.role TO otklik_tenant;
GRANT SELECT ON TABLE public.role TO otklik_region;
GRANT SELECT ON TABLE public.role TO otklik_clockwork;
GRANT SELECT ON TABLE public.role TO otklik_door;


--
-- Name: TABLE routing_rule; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.routing_rule TO otklik_tenant;
GRANT SELECT ON TABLE public.routing_rule TO otklik_clockwork;


--
-- Name: TABLE schedule; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.schedule TO otklik_clockwork;


--
-- Name: COLUMN seaql_migrations.version; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(version) ON TABLE public.seaql_migrations TO otklik_door;


--
-- Name: TABLE seat; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.seat TO otklik_tenant;
GRANT SELECT ON TABLE public.seat TO otklik_clockwork;


--
-- Name: TABLE seat_block; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.seat_block TO otklik_tenant;
GRANT SELECT ON TABLE public.seat_block TO otklik_clockwork;


--
-- Name: TABLE seat_channel; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.seat_channel TO otklik_tenant;
GRANT SELECT ON TABLE public.seat_channel TO otklik_clockwork;


--
-- Name: TABLE seat_direction; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.seat_direction TO otklik_tenant;
GRANT SELECT ON TABLE public.seat_direction TO otklik_clockwork;


--
-- Name: TABLE seat_organization; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.seat_organization TO otklik_tenant;
GRANT SELECT ON TABLE public.seat_organization TO otklik_clockwork;


--
-- Name: TABLE sector_block; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.sector_block TO otklik_tenant;
GRANT SELECT ON TABLE public.sector_block TO otklik_clockwork;


--
-- Name: TABLE session; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.session TO otklik_door;


--
-- Name: COLUMN session.seen_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(seen_at) ON TABLE public.session TO otklik_door;


--
-- Name: COLUMN session.expires_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(expires_at) ON TABLE public.session TO otklik_door;


--
-- Name: TABLE setting; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.setting TO otklik_tenant;
GRANT SELECT ON TABLE public.setting TO otklik_clockwork;


--
-- Name: TABLE source_difference; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.source_difference TO otklik_tenant;


--
-- Name: COLUMN source_difference.settled_by_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(settled_by_id) ON TABLE public.source_difference TO otklik_tenant;


--
-- Name: COLUMN source_difference.settled_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(settled_at) ON TABLE public.source_difference TO otklik_tenant;


--
-- Name: TABLE source_item; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.source_item TO otklik_tenant;


--
-- Name: TABLE standing; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.standing TO otklik_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.standing TO otklik_clockwork;
GRANT SELECT ON TABLE public.standing TO otklik_region;


--
-- Name: TABLE step; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.step TO otklik_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.step TO otklik_clockwork;
GRANT SELECT ON TABLE public.step TO otklik_region;


--
-- Name: COLUMN step.acknowledged_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(acknowledged_at) ON TABLE public.step TO otklik_region;


--
-- Name: COLUMN step.acknowledged_by_tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(acknowledged_by_tenant_id) ON TABLE public.step TO otklik_region;


--
-- Name: COLUMN step.acknowledged_by_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(acknowledged_by_id) ON TABLE public.step TO otklik_region;


--
-- Name: COLUMN step.acknowledgement_note; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(acknowledgement_note) ON TABLE public.step TO otklik_region;


--
-- Name: TABLE subject; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.subject TO otklik_tenant;
GRANT SELECT,UPDATE ON TABLE public.subject TO otklik_clockwork;


--
-- Name: COLUMN subject.tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tenant_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.region_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(region_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.number; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(number) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.regime; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(regime) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.definition_tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(definition_tenant_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.definition_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(definition_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.state; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(state) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.state_entered_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(state_entered_at) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.phase; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(phase) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.lateness; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(lateness),UPDATE(lateness) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.level; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(level),UPDATE(level) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.revision; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(revision),UPDATE(revision) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.restricted; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(restricted) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.channel; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(channel) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.topic_tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(topic_tenant_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.topic_code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(topic_code) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.sphere; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(sphere) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.block_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(block_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.organization_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(organization_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.assignee_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(assignee_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.complained_about_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(complained_about_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.draft_author_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(draft_author_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.draft_kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(draft_kind) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.draft_promised_on; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(draft_promised_on) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.draft_approved; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(draft_approved) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.bounces; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(bounces) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.promised_on; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(promised_on) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.promises_moved; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(promises_moved) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.received_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(received_at) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.next_due; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(next_due),UPDATE(next_due) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.late_since; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(late_since),UPDATE(late_since) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.entered_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(entered_at) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.changed_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(changed_at),UPDATE(changed_at) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.origin_tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(origin_tenant_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.origin_subject_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(origin_subject_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.previous; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(previous) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.direction_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(direction_id) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.source_due; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(source_due) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.registered_on; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(registered_on) ON TABLE public.subject TO otklik_region;


--
-- Name: COLUMN subject.extended_until; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(extended_until) ON TABLE public.subject TO otklik_region;


--
-- Name: TABLE template; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.template TO otklik_tenant;
GRANT SELECT ON TABLE public.template TO otklik_region;
GRANT SELECT ON TABLE public.template TO otklik_clockwork;
GRANT SELECT ON TABLE public.template TO otklik_door;


--
-- Name: TABLE tenant; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.tenant TO otklik_tenant;
GRANT SELECT ON TABLE public.tenant TO otklik_clockwork;


--
-- Name: COLUMN tenant.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(id) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.region_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(region_id) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(region_id) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.code; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(code) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(code) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(kind) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.state; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(state) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(state) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(name) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(name) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.short_name; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(short_name) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(short_name) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.zone; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(zone) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(zone) ON TABLE public.tenant TO otklik_door;


--
-- Name: COLUMN tenant.number_prefix; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(number_prefix) ON TABLE public.tenant TO otklik_region;
GRANT SELECT(number_prefix) ON TABLE public.tenant TO otklik_door;


--
-- Name: TABLE tenant_key; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.tenant_key TO otklik_tenant;


--
-- Name: TABLE timeline; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.timeline TO otklik_tenant;
GRANT SELECT,INSERT ON TABLE public.timeline TO otklik_clockwork;
GRANT INSERT ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.tenant_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(tenant_id) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.region_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(region_id) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.subject_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(subject_id) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(at) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.actor; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(actor) ON TABLE public.timeline TO otklik_region;


--
-- Name: COLUMN timeline.kind; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(kind) ON TABLE public.timeline TO otklik_region;


--
-- Name: TABLE timer; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.timer TO otklik_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.timer TO otklik_clockwork;
GRANT SELECT ON TABLE public.timer TO otklik_region;


--
-- Name: COLUMN timer.lateness; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(lateness) ON TABLE public.timer TO otklik_region;


--
-- Name: COLUMN timer.steps; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(steps) ON TABLE public.timer TO otklik_region;


--
-- Name: COLUMN timer.next_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(next_at) ON TABLE public.timer TO otklik_region;


--
-- Name: TABLE token; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.token TO otklik_door;


--
-- Name: COLUMN token.revoked_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(revoked_at) ON TABLE public.token TO otklik_door;


--
-- Name: TABLE topic; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.topic TO otklik_tenant;
GRANT SELECT ON TABLE public.topic TO otklik_region;
GRANT SELECT ON TABLE public.topic TO otklik_clockwork;
GRANT SELECT ON TABLE public.topic TO otklik_door;


--
-- PostgreSQL database dump complete
--

\unrestrict otklik

