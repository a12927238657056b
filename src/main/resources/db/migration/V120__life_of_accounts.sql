-- Switched off by itself since nobody used it (admin A-187), and when the pane was last started.
alter table account add column retired boolean not null default false, add column seen_at timestamptz;

-- Every node hears, once it is committed, that a user stands otherwise: panes show it, tokens in memory are dropped.
create function tell_standing() returns trigger language plpgsql as $$
declare
    who record := case when tg_op = 'DELETE' then old else new end;
begin
    perform pg_notify('tandem_standing', who.tenant_id || '/' || who.id);
    return null;
end $$;
create trigger account_stands_otherwise after update on account for each row
    when ((old.state, old.paused, old.disabled, old.retired, old.mailbox_suspension, old.crm_suspension, old.other_suspension,
           old.mailbox_rejections >= 6)
        is distinct from (new.state, new.paused, new.disabled, new.retired, new.mailbox_suspension, new.crm_suspension,
           new.other_suspension, new.mailbox_rejections >= 6))
    execute function tell_standing();
create trigger account_gone after delete on account for each row execute function tell_standing();

-- Panes that may begin a sign-in in a window of its own: nonces they made, as hashes only.
create table pane_nonce (
    nonce_hash text primary key,
    expires_at timestamptz not null
);
create index pane_nonce_expires on pane_nonce (expires_at);
