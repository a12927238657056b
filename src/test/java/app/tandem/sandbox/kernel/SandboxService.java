package app.tandem.sandbox.kernel;

import app.tandem.sandbox.world.World;

/** A part of the sandbox that listens on a port. */
public interface SandboxService extends AutoCloseable {

    /** The loopback port it listens on. */
    int port();

    /** Forgets everything and starts again with the people of this world; content is loaded by whoever resets. */
    void reset(World world);

    @Override
    void close();
}
