-- Conversations whose mail is saved as it comes (sync H-3), by the mailbox's own id. Ids and times only. Un-marking deletes the
-- row; what was saved stays (H-9).
create table marked_thread (
    tenant_id uuid not null,
    user_id uuid not null,
    conversation text collate "C" not null,
    -- the message it was marked on
    item_id text collate "C" not null,
    people text[] not null default '{}',
    business text[] not null default '{}',
    since timestamptz not null,
    -- when earlier messages of it are looked for; null once that is done
    look_at timestamptz,
    primary key (user_id, conversation)
);
create index marked_thread_tenant on marked_thread (tenant_id);
create index marked_thread_look on marked_thread (user_id, look_at) where look_at is not null;
create index mail_entry_thread on mail_entry (tenant_id, conversation) where conversation is not null;
