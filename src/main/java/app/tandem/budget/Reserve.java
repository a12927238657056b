package app.tandem.budget;

import app.tandem.settings.TenantSettings;
import java.util.Optional;

/**
 * What is left to other applications of the org (sync S-79, G-2): a share and a number of remaining calls, whichever is
 * hit first.
 */
record Reserve(int percent, long calls) {

    /** 25 % remaining, no number: until the tenant's own is known. */
    static final Reserve STANDARD = new Reserve(25, 0);

    static Reserve of(TenantSettings settings) {
        return new Reserve(settings.reservePercent(), settings.reserveCalls());
    }

    /** Whether background work must stop. */
    boolean isHitBy(Allowance allowance) {
        return shortageOf(allowance).isPresent();
    }

    /** By how much it must stop. */
    Optional<Shortage> shortageOf(Allowance allowance) {
        long remaining = allowance.remaining();
        if (remaining * 100 < allowance.allowed() * percent) {
            return Optional.of(new Shortage(remaining * 100 / allowance.allowed(), percent, true));
        }
        return remaining < calls ? Optional.of(new Shortage(remaining, calls, false)) : Optional.empty();
    }

    /** Whether even new changes go slowly: two fifths of the reserve are left. */
    boolean isNearlySpentBy(Allowance allowance) {
        return allowance.remaining() * 250 < allowance.allowed() * percent;
    }
}
