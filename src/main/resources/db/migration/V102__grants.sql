-- Sealed grants: the data key of each is wrapped by a key-encryption key that is not in this database.
create table sealed_grant (
    tenant_id uuid not null,
    user_id uuid not null,
    provider text not null,
    key_id text not null,
    wrapped_key bytea not null,
    ciphertext bytea not null,
    version bigint not null,
    changed_at timestamptz not null,
    primary key (tenant_id, user_id, provider)
);

create index sealed_grant_by_key on sealed_grant (key_id);
