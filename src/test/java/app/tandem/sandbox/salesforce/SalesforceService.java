package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Handler;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Salesforce: the SOAP Partner API, a thin REST layer over the same store, and a page for people. Everything on its port
 * but the OAuth and login paths, which the login service answers.
 */
public final class SalesforceService implements Handler, AutoCloseable {

    private final Orgs orgs;
    private final SoapEndpoint soap;
    private final RestEndpoint rest;
    private final OrgPage page;
    private final Cursors cursors = new Cursors();

    /** @param kernel clock, tokens, faults, calls and mails shared by the sandbox's services */
    public SalesforceService(Kernel kernel, World world) {
        orgs = new Orgs(kernel, world);
        Sessions sessions = new Sessions(kernel, orgs);
        soap = new SoapEndpoint(kernel, orgs, sessions, cursors);
        rest = new RestEndpoint(kernel, orgs, sessions, cursors);
        page = new OrgPage(orgs);
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        String path = exchange.rawPath();
        if (path.startsWith("/services/Soap/")) {
            return soap.handle(exchange);
        }
        if (path.equals("/services/data") || path.startsWith("/services/data/")) {
            return rest.handle(exchange);
        }
        return page.handle(exchange);
    }

    /** Forgets all records and starts again with the users of this world. */
    public void reset(World world) {
        cursors.clear();
        orgs.reset(world);
    }

    /** Is told user name and client when a fault revokes a caller's grant; its access tokens are gone already. */
    public void onRevoke(BiConsumer<String, String> listener) {
        soap.onRevoke(listener);
        rest.onRevoke(listener);
    }

    /**
     * Puts a record in without an API call, as an administrator would; rules of the platform hold, duplicate rules do not
     * stop it. {@code OwnerId} and audit fields are taken as given.
     *
     * @param fields by API name; text, booleans, numbers, dates, instants, bytes, or a list of ids
     * @return the id of 18 characters
     * @throws IllegalArgumentException when the platform would refuse the record
     */
    public String load(String orgId, String type, Map<String, ?> fields) {
        return Seeding.load(orgs.store(orgId), type, fields);
    }

    /** All records of a type that are not deleted, with every value there is, in the order they came. */
    public List<Map<String, Object>> all(String orgId, String type) {
        OrgStore store = orgs.store(orgId);
        store.lock.readLock().lock();
        try {
            List<Map<String, Object>> records = new ArrayList<>();
            for (Row row : store.table(type).all()) {
                if (!row.deleted()) {
                    records.add(Seeding.plain(row));
                }
            }
            return records;
        } finally {
            store.lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        orgs.close();
    }
}
