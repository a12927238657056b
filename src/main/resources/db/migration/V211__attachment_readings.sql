-- How often the mailbox did not give the bytes of a file that still waits.
alter table attachment_entry add column readings integer not null default 0;
