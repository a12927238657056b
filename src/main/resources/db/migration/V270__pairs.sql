-- Items that are kept in step both ways. Ids, keyed fingerprints, codes and times only.
create table pair (
    tenant_id uuid not null,
    user_id uuid not null,
    kind text not null,
    pair_key text collate "C" not null,
    item_id text collate "C",
    item_version text,
    item_prints text[] not null default '{}',
    record_id text collate "C",
    record_version text,
    record_prints text[] not null default '{}',
    from_crm boolean not null,
    stage text not null,
    state text not null,
    rule text not null,
    code text,
    fields text[] not null default '{}',
    since timestamptz not null,
    attempts integer not null default 0,
    retry_at timestamptz,
    primary key (user_id, pair_key)
);
create index pair_item on pair (user_id, kind, item_id);
create index pair_record on pair (user_id, kind, record_id);
create index pair_due on pair (user_id, retry_at) where retry_at is not null;

-- How far the feed of each side is settled; opaque.
create table pair_cursor (
    tenant_id uuid not null,
    user_id uuid not null,
    kind text not null,
    side text not null,
    position text not null,
    primary key (user_id, kind, side)
);
