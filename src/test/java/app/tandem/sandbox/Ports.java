package app.tandem.sandbox;

import app.tandem.sandbox.SandboxOptions.Door;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this machine. */
final class Ports {

    private Ports() {}

    /** Fails with all ports that somebody else holds, before anything is started. */
    static void check(SandboxOptions options) {
        List<String> taken = new ArrayList<>();
        for (Door door : Door.values()) {
            int port = options.port(door);
            if (port != 0 && !canListen(port)) {
                taken.add(port + " (" + door.label() + "; choose another one with -Dsandbox.port." + door.label()
                        + "=…)");
            }
        }
        if (!taken.isEmpty()) {
            throw new PortTakenException(taken);
        }
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
