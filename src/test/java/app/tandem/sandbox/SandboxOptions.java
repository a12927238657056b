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
 * @param certificates where the certificates are kept from start to start; null makes new ones
 */
public record SandboxOptions(
        long seed,
        int users,
        Map<Door, Integer> ports,
        boolean content,
        @Nullable Path certificates) {

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
                Caches.folder("certificates").resolve("localhost.p12"));
    }

    /** Free ports, for tests. */
    public static SandboxOptions free() {
        return new SandboxOptions(1, Worlds.USERS, Map.of(), true, null);
    }

    /** The same with so many people of that seed. */
    public SandboxOptions with(long otherSeed, int otherUsers) {
        return new SandboxOptions(otherSeed, otherUsers, ports, content, certificates);
    }

    /** The same, with empty mailboxes and orgs. */
    public SandboxOptions withoutContent() {
        return new SandboxOptions(seed, users, ports, false, certificates);
    }

    /** The same with one port given. */
    public SandboxOptions with(Door door, int port) {
        Map<Door, Integer> other = new java.util.HashMap<>(ports);
        other.put(door, port);
        return new SandboxOptions(seed, users, other, content, certificates);
    }

    /** The port of a door. */
    public int port(Door door) {
        return ports.getOrDefault(door, 0);
    }
}
