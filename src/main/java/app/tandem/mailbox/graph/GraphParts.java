package app.tandem.mailbox.graph;

import app.tandem.credentials.AccessTokens;
import app.tandem.platform.Ids;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** What all mailboxes of one Graph share. */
record GraphParts(
        Requests requests,
        Wire wire,
        Batches batches,
        Layouts layouts,
        Reader reader,
        ConversationReader conversations,
        Writer writer,
        ChangeFeed feed,
        Identities identities,
        GraphItems.Parts tasks,
        GraphItems.Parts contacts,
        Gates gates) {

    static GraphParts of(
            GraphSite site,
            AccessTokens tokens,
            InstantSource clock,
            Ids ids,
            UnaryOperator<OkHttpClient.Builder> transport) {
        EveryRequest everyRequest = new EveryRequest(ids, site.pageSize());
        GraphClients clients = new GraphClients(everyRequest, transport);
        GraphServiceClient builder = clients.builder(site);
        Requests requests = new Requests(builder);
        Wire wire = new Wire(site, clients, tokens, clock);
        Batches batches = new Batches(site, wire, everyRequest);
        Layouts layouts = new Layouts(requests, wire, batches);
        Identities identities = new Identities(requests, batches);
        Reader reader = new Reader(requests, wire, batches, layouts);
        return new GraphParts(
                requests,
                wire,
                batches,
                layouts,
                reader,
                new ConversationReader(requests, wire, site, layouts),
                new Writer(requests, batches, layouts),
                new ChangeFeed(new Feed(wire, site), requests, layouts, reader),
                identities,
                TaskParts.of(new TaskRequests(builder), wire, site, batches, identities),
                ContactParts.of(new ContactRequests(builder), requests, wire, site, batches),
                new Gates(clock, () -> ids.next().getLeastSignificantBits()));
    }
}
