package app.tandem.mailbox.graph;

/** What the tasks of all mailboxes of one Graph share. */
record TaskParts(TaskLists lists, TaskFeed feed, TaskReader reader, TaskWriter writer) {

    static TaskParts of(TaskRequests requests, Wire wire, GraphSite site, Batches batches, Identities identities) {
        TaskLists lists = new TaskLists(requests, wire, site);
        TaskReader reader = new TaskReader(requests, batches, lists, identities);
        return new TaskParts(
                lists,
                new TaskFeed(new Feed(wire, site), requests, lists, reader),
                reader,
                new TaskWriter(requests, batches, lists, reader));
    }
}
