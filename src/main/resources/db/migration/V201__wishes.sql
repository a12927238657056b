-- Persons' explicit wishes about items. Ids, codes and times only. A wish that was met stays as long as its item is known:
-- it says that a person, not the sync, saved it, and what was chosen.
create sequence wish_revision;
create table wish (
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text collate "C" not null,
    -- Who changes a wish while a cycle works on it makes a newer one, which stays open.
    revision bigint not null,
    kind text not null,
    asked timestamptz not null,
    people text[] not null default '{}',
    business text[] not null default '{}',
    -- null: chosen by the settings
    files text[],
    thread boolean not null,
    duplicates boolean not null,
    -- of a draft: finds its sent copy where the id did not last
    message_key text collate "C",
    state text not null,
    rule text,
    code text,
    fields text[] not null default '{}',
    since timestamptz not null,
    attempts integer not null default 0,
    retry_at timestamptz,
    primary key (user_id, item_id)
);
create index wish_due on wish (user_id, retry_at) where retry_at is not null;

-- Further activities of a message (clones), each with its attempt key; without a record, the outcome is not known yet.
create table mail_copy (
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text collate "C" not null,
    attempt_key text collate "C" not null,
    message_key text collate "C" not null,
    people text[] not null default '{}',
    business text,
    record text,
    since timestamptz not null,
    primary key (user_id, item_id, attempt_key)
);
create index mail_copy_attempt on mail_copy (tenant_id, attempt_key);
create index mail_copy_message on mail_copy (tenant_id, message_key);
create index mail_entry_message on mail_entry (tenant_id, message_key);

-- Whoever shows an item hears, once this is committed, that the answer for it is another one.
create function tell_answer() returns trigger language plpgsql as $$
declare
    what record := case when tg_op = 'DELETE' then old else new end;
begin
    perform pg_notify('tandem_answer', what.tenant_id || '/' || what.user_id || '/' || what.item_id);
    return null;
end $$;
create trigger mail_entry_written after insert or delete on mail_entry for each row execute function tell_answer();
create trigger mail_entry_changed after update on mail_entry for each row
    when ((old.stage, old.state, old.rule, old.code, old.records, old.retry_at)
        is distinct from (new.stage, new.state, new.rule, new.code, new.records, new.retry_at))
    execute function tell_answer();
create trigger wish_written after insert or delete or update on wish for each row execute function tell_answer();
