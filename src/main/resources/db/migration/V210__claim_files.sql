-- Whether the files of a saved message are stored, and who stores them right now: if the saver cannot, a colleague does.
alter table message_claim
    add column filed boolean not null default false,
    add column filer uuid,
    add column filing_at timestamptz;

update message_claim set filed = true
where record is not null and not exists (
    select from mail_entry
    where mail_entry.tenant_id = message_claim.tenant_id and mail_entry.message_key = message_claim.message_key
      and mail_entry.stage = 'CREATED');
