-- Who looks after a user's subscriptions right now; "again" when somebody else wished to meanwhile.
create table subscription_look (
    tenant_id uuid not null,
    user_id uuid not null,
    look uuid not null,
    until timestamptz not null,
    again boolean not null,
    primary key (tenant_id, user_id)
);
