-- Deletions that the brake holds until somebody says what is to become of them, and how many went without a word.
create table held_deletion (
    tenant_id uuid not null,
    user_id uuid not null,
    kind text not null,
    side text not null,
    pair_key text collate "C" not null,
    among integer not null,
    held_at timestamptz not null,
    answer text,
    primary key (user_id, pair_key)
);
create table deletion_count (
    tenant_id uuid not null,
    user_id uuid not null,
    kind text not null,
    counted_at timestamptz not null,
    amount integer not null
);
create index deletion_count_day on deletion_count (user_id, kind, counted_at);
