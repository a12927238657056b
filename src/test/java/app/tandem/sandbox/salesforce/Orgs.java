package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The orgs of the present world. */
final class Orgs {

    private record State(World world, Map<String, OrgStore> stores) {}

    private final Kernel kernel;
    private volatile State state;

    Orgs(Kernel kernel, World world) {
        this.kernel = kernel;
        this.state = build(world);
    }

    void reset(World world) {
        State before = state;
        state = build(world);
        before.stores().values().forEach(OrgStore::close);
    }

    void close() {
        state.stores().values().forEach(OrgStore::close);
    }

    World world() {
        return state.world();
    }

    OrgStore store(String orgId) {
        return Objects.requireNonNull(find(orgId), () -> "no org " + orgId);
    }

    @Nullable
    OrgStore find(String orgId) {
        return state.stores().get(orgId);
    }

    private State build(World world) {
        Ids ids = new Ids();
        Map<String, OrgStore> stores = new LinkedHashMap<>();
        for (Org org : world.orgs()) {
            OrgStore store = new OrgStore(org, kernel.clock, ids, kernel.mailsSent);
            Users.fill(store, world);
            stores.put(org.orgId, store);
        }
        return new State(world, stores);
    }
}
