-- Which number the add-in manifest of a tenant carries: raised when what it says has changed.
create table addin_manifest (
    tenant_id uuid primary key references tenant,
    number int not null check (number between 1 and 99999),
    -- SHA-256 of the manifest without its version, and of the one before
    content text not null check (length(content) = 64),
    previous text check (length(previous) = 64),
    changed_at timestamptz not null
);
