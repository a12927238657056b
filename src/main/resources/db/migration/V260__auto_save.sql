-- Since when mail of a user is saved that nobody marked (sync W-10). Switching it off deletes the row.
create table auto_save (
    tenant_id uuid not null,
    user_id uuid not null,
    -- mail sent or received before is left alone
    since timestamptz not null,
    primary key (user_id)
);
create index auto_save_tenant on auto_save (tenant_id);
