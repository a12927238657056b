package app.tandem.sidebar.words;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.RefusedSetting;

/** What went wrong outside, in words: the cause, and when it goes on (pane U-430). */
public final class Troubles {

    private Troubles() {}

    /** A failed call, such as "Salesforce does not answer". */
    public static String of(RuntimeException trouble, Words words) {
        if (!(trouble instanceof RemoteFailureException remote)) {
            return words.of("trouble");
        }
        return switch (remote.failure()) {
            case RemoteFailure.Throttled later -> words.of("trouble.throttled", words.time(later.until()));
            case RemoteFailure.BudgetSpent spent -> words.of("trouble.budget", words.time(spent.until()));
            case RemoteFailure.GrantRejected dead -> words.of("trouble.grant");
            case RemoteFailure.AccessDenied denied -> words.of("trouble.denied", denied.code());
            case RemoteFailure.Unreachable down -> words.of("trouble.unreachable");
        };
    }

    /** Why a setting cannot be had. */
    public static String of(RefusedSetting refused, Words words) {
        return words.of(
                "settings.wrong." + refused.why().name(),
                words.of("settings." + refused.which().number()));
    }
}
