-- Leases: one cycle of a user at a time; the fence counts takeovers and every journal write must carry the newest.
create table lease (
    tenant_id uuid not null,
    user_id uuid primary key,
    fence bigint not null default 0,
    holder text,
    held_until timestamptz,
    woken_at timestamptz,
    cycle_started timestamptz,
    cycle_ended timestamptz,
    cycle_result text
);

-- How far each folder's change feed is settled. The cursor is opaque; the page behind it is settled completely.
create table folder_cursor (
    tenant_id uuid not null,
    user_id uuid not null,
    folder text not null,
    position text not null,
    since timestamptz not null,
    primary key (user_id, folder)
);

-- The agreed state of a message, what is under way, and why it stands where it stands. Ids, hashes, codes and times only.
-- A message nobody asked to save has no row.
create table mail_entry (
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text collate "C" not null,
    version text not null,
    message_key text collate "C" not null,
    conversation text collate "C",
    happened timestamptz,
    stage text not null,
    state text not null,
    rule text not null,
    code text,
    fields text[] not null default '{}',
    since timestamptz not null,
    records text[] not null default '{}',
    people text[] not null default '{}',
    marked boolean not null default false,
    tombstone boolean not null default false,
    attempts integer not null default 0,
    retry_at timestamptz,
    primary key (user_id, item_id)
);
create index mail_entry_conversation on mail_entry (user_id, conversation) where conversation is not null;
create index mail_entry_due on mail_entry (user_id, retry_at) where retry_at is not null;

-- One answer per attachment of a message that is saved.
create table attachment_entry (
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text collate "C" not null,
    attachment_id text collate "C" not null,
    state text not null,
    rule text not null,
    code text,
    record_id text,
    since timestamptz not null,
    primary key (user_id, item_id, attachment_id)
);

-- Who saves a message into an org: the first to claim its key; the others adopt the record (sync D-1, D-5).
create table message_claim (
    tenant_id uuid not null,
    org_id text not null,
    message_key text collate "C" not null,
    user_id uuid not null,
    claimed_at timestamptz not null,
    record text,
    primary key (tenant_id, org_id, message_key)
);

-- db-scheduler's own table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);
