package app.tandem.sandbox.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sandbox alone, without a Tandem beside it. */
public final class NoTandem implements TandemSide {

    private static ControlError absent() {
        return ControlError.conflict("no Tandem runs beside this sandbox");
    }

    @Override
    public Answer cycle(@Nullable String user) {
        throw absent();
    }

    @Override
    public Answer quiet() {
        return new Answer(200, "{}");
    }

    @Override
    public Answer why(String user, String item) {
        throw absent();
    }

    @Override
    public Answer settings(String scope, @Nullable String user) {
        throw absent();
    }

    @Override
    public Answer change(String scope, @Nullable String user, String settings) {
        throw absent();
    }

    @Override
    public Answer pause(String user) {
        throw absent();
    }

    @Override
    public Answer resume(String user) {
        throw absent();
    }

    @Override
    public void reset() {}

    @Override
    public Map<String, UserState> users() {
        return Map.of();
    }

    @Override
    public Optional<String> manifest(String orgId) {
        return Optional.empty();
    }

    @Override
    public void clock(Instant now) {}
}
