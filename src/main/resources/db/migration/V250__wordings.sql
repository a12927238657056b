-- What a person wrote for an activity lies with the message in the mailbox (pane U-181); here is only which text it is. It is
-- taken off the message once the wish has ended, and then forgotten here.
alter table wish add column wording text collate "C";
create index wish_worded on wish (user_id) where wording is not null;
