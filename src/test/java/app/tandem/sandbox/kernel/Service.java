package app.tandem.sandbox.kernel;

import java.util.Locale;

/** The services a call can reach; their names are those of the control contract ({@code salesforce-login} …). */
public enum Service {
    ENTRA,
    GRAPH,
    SALESFORCE,
    SALESFORCE_LOGIN,
    NOTIFICATIONS,
    OUTLOOK,
    CONTROL;

    /** The name used in rules, calls and counters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The service of a name used in a rule, or an {@link IllegalArgumentException} that lists the names. */
    public static Service of(String label) {
        for (Service service : values()) {
            if (service.label().equals(label)) {
                return service;
            }
        }
        throw new IllegalArgumentException(
                "unknown service '" + label + "'; one of graph, salesforce, entra, salesforce-login, notifications");
    }
}
