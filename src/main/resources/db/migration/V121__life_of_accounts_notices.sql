-- Several mails may follow one suspension (admin A-178): the first one, two reminders and a last warning.
alter table notice
    add column kind text not null default 'SUSPENDED'
        check (kind in ('SUSPENDED', 'REMINDER', 'SECOND_REMINDER', 'LAST_WARNING')),
    drop constraint notice_tenant_id_user_id_incident_audience_key;
alter table notice add constraint notice_once unique (tenant_id, user_id, incident, kind, audience);

-- Who is removed leaves nothing behind (admin A-188), whatever tables there are by then. What stays names nobody: the
-- activity log, and who saved a record first, without which colleagues would save it again.
create function forget_account() returns trigger language plpgsql as $$
declare
    kept text;
begin
    delete from activation where tenant_id = old.tenant_id and (
        address in (select address from mailbox_connection where tenant_id = old.tenant_id and user_id = old.id)
        or crm_user_name in (select user_name from crm_connection where tenant_id = old.tenant_id and user_id = old.id));
    for kept in
        select c.table_name from information_schema.columns c
          join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
         where c.table_schema = current_schema() and c.column_name = 'user_id' and t.table_type = 'BASE TABLE'
           and c.table_name not in ('activity', 'message_claim', 'undone')
    loop
        execute format('delete from %I where tenant_id = $1 and user_id = $2', kept) using old.tenant_id, old.id;
    end loop;
    return old;
end $$;
create trigger account_forgotten before delete on account for each row execute function forget_account();
