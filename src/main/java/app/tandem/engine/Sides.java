package app.tandem.engine;

import app.tandem.account.Side;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Makes a port say which side it is when a conversation fails. */
final class Sides {

    /** A conversation that cannot go on, and with whom. */
    static final class Broken extends RuntimeException {

        private final Side side;
        private final transient RemoteFailure failure;

        Broken(Side side, RemoteFailureException cause) {
            super(side + " " + cause.getMessage(), cause);
            this.side = side;
            this.failure = cause.failure();
        }

        Side side() {
            return side;
        }

        RemoteFailure failure() {
            return failure;
        }
    }

    private Sides() {}

    /** The port, whose failures come as {@link Broken}. */
    static <P> P named(Side side, Class<P> port, P target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof RemoteFailureException failure) {
                            throw new Broken(side, failure);
                        }
                        throw e.getCause();
                    }
                }));
    }
}
