package app.tandem.mailbox.graph;

/** Puts together what the tasks of all mailboxes of one Graph share. */
final class TaskParts {

    private TaskParts() {}

    static GraphItems.Parts of(
            TaskRequests requests, Wire wire, GraphSite site, Batches batches, Identities identities) {
        TaskLists lists = new TaskLists(requests, wire, site);
        TaskReader reader = new TaskReader(requests, batches, lists, identities);
        return new GraphItems.Parts(
                lists,
                new MarkedFeed(new Feed(wire, site), lists, new TaskFeed(requests, reader), reader),
                reader,
                new TaskWriter(requests, batches, lists, reader));
    }
}
