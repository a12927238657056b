package app.tandem.sandbox;

import app.tandem.sandbox.kernel.Caches;
import app.tandem.sandbox.world.Worlds;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts.
 *
 * @param ports by service; 0 picks a free one
 * @param content whether mailboxes and orgs begin with content, or empty
 * @param tandem what browsers call Tandem; null for its plain address on this machine
 * @param certificates where the certificates are kept from start to start; null makes new ones
 */
public record SandboxOptions(
        long seed,
        int users,
        Map<Door, Integer> ports,
        boolean content,
        @Nullable String tandem,
        @Nullable Path certificates) {

    /** The site of the task pane in the browsers that {@code OutlookHost} starts; no name of the real world. */
    public static final String TANDEM_SITE = "https://tandem.example";

    /** What listens on a port of its own, with the port people expect. */
    public enum Door {
        TANDEM(8080),
        TANDEMHTTPS(8443),
        OUTLOOK(8090),
        OUTLOOKHTTPS(8490),
        ENTRA(8091),
        ENTRAHTTPS(8491),
        GRAPH(8092),
        SALESFORCE(8093),
        SALESFORCEHTTPS(8493),
        CONTROL(8094);

        private final int usual;

        Door(int usual) {
            this.usual = usual;
        }

        /** The name in {@code -Dsandbox.port.<name>}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public SandboxOptions {
        ports = Map.copyOf(ports);
    }

    /** The usual ports, each overridden by its system property {@code sandbox.port.<name>}. */
    public static SandboxOptions usual() {
        Map<Door, Integer> ports = new EnumMap<>(Door.class);
        for (Door door : Door.values()) {
            ports.put(door, Integer.getInteger("sandbox.port." + door.label(), door.usual));
        }
        return new SandboxOptions(
                Long.getLong("sandbox.seed", 1),
                Integer.getInteger("sandbox.users", Worlds.USERS),
                ports,
                true,
                "https://localhost:" + ports.get(Door.TANDEMHTTPS),
                Caches.folder("certificates").resolve("localhost.p12"));
    }

    /** Free ports, for tests. */
    public static SandboxOptions free() {
        return new SandboxOptions(1, Worlds.USERS, Map.of(), true, null, null);
    }

    /** The same with so many people of that seed. */
    public SandboxOptions with(long otherSeed, int otherUsers) {
        return new SandboxOptions(otherSeed, otherUsers, ports, content, tandem, certificates);
    }

    /** The same, with empty mailboxes and orgs. */
    public SandboxOptions withoutContent() {
        return new SandboxOptions(seed, users, ports, false, tandem, certificates);
    }

    /** The same, with a Tandem whose task pane can be opened in Outlook, at {@link #TANDEM_SITE}. */
    public SandboxOptions inOutlook() {
        return new SandboxOptions(seed, users, ports, content, TANDEM_SITE, certificates);
    }

    /** The same with one port given. */
    public SandboxOptions with(Door door, int port) {
        Map<Door, Integer> other = new java.util.HashMap<>(ports);
        other.put(door, port);
        return new SandboxOptions(seed, users, other, content, tandem, certificates);
    }

    /** The port of a door. */
    public int port(Door door) {
        return ports.getOrDefault(door, 0);
    }
}
