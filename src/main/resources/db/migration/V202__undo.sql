-- Records that their saver takes back, or has taken back not long ago: whoever adopted one meanwhile saves anew.
create table undone (
    tenant_id uuid not null,
    record text not null,
    user_id uuid not null,
    since timestamptz not null,
    primary key (tenant_id, record)
);
