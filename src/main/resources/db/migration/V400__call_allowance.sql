-- What the nodes know of each org's Salesforce calls in the last 24 hours, and how long background work waits.
create table call_allowance (
    tenant_id uuid not null,
    org_id varchar(18) not null,
    used bigint not null,
    allowed bigint not null,
    observed_at timestamptz not null,
    step integer not null default 0,
    background_at timestamptz,
    primary key (tenant_id, org_id)
);
