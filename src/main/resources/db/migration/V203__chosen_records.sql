-- A person may choose no record at all, which is something else than leaving the choice to the rules (sync S-41).
alter table wish add column chosen boolean not null default false;
update wish set chosen = cardinality(people) + cardinality(business) > 0;
