-- Who trades a grant with its provider right now; null once the outcome is stored.
alter table sealed_grant add column exchange uuid, add column exchange_until timestamptz;
