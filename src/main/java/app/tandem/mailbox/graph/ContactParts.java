package app.tandem.mailbox.graph;

/** Puts together what the contacts of all mailboxes of one Graph share. */
final class ContactParts {

    private ContactParts() {}

    static GraphItems.Parts of(
            ContactRequests requests, Requests mailFolders, Wire wire, GraphSite site, Batches batches) {
        ContactFolders folders = new ContactFolders(requests, mailFolders, wire, batches);
        ContactReader reader = new ContactReader(requests, batches, folders);
        return new GraphItems.Parts(
                folders,
                new MarkedFeed(new Feed(wire, site), folders, new ContactFeed(requests), reader),
                reader,
                new ContactWriter(requests, batches, folders, reader));
    }
}
