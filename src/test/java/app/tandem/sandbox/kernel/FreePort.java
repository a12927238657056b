package app.tandem.sandbox.kernel;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that start later. They lie below the range a system deals to outgoing connections, so that none of
 * those takes the port meanwhile; every process begins at a place of its own.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final AtomicInteger DEALT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private FreePort() {}

    /** A port nobody listens at, dealt once in a round. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + DEALT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "every port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is taken; stop what listens there");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
