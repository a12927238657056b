-- Why an item stands where it stands is asked by its id alone, on either side.
create index pair_by_item on pair (user_id, item_id) where item_id is not null;
create index pair_by_record on pair (user_id, record_id) where record_id is not null;

-- What cycles did to items that are kept in step. Ids, keyed fingerprints, codes and times only; values before a change lie in the
-- user's own mailbox, and note is where.
create table pair_deed (
    tenant_id uuid not null,
    user_id uuid not null,
    number bigint generated always as identity,
    -- the fence of the cycle's lease
    session bigint not null,
    happened timestamptz not null,
    kind text not null,
    side text not null,
    what text not null,
    id text collate "C" not null,
    version text not null,
    prints text[] not null default '{}',
    fields text[] not null default '{}',
    note text collate "C",
    undo text not null,
    code text,
    primary key (user_id, number)
);
create index pair_deed_session on pair_deed (user_id, session);
create index pair_deed_happened on pair_deed (user_id, happened);
create index pair_deed_asked on pair_deed (user_id) where undo = 'ASKED';

-- Whoever looks at sessions hears, once this is committed, how far taking one back has come.
create function tell_sessions() returns trigger language plpgsql as $$
begin
    perform pg_notify('tandem_answer', new.tenant_id || '/' || new.user_id || '/pair-sessions');
    return null;
end $$;
create trigger pair_deed_answered after update on pair_deed for each row
    when (old.undo is distinct from new.undo) execute function tell_sessions();
