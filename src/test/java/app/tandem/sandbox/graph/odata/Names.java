package app.tandem.sandbox.graph.odata;

/** Type names as error messages write them. */
public final class Names {

    private Names() {}

    /** {@code message} as {@code Microsoft.OutlookServices.Message}. */
    public static String outlook(String type) {
        return (type.equals("user") || type.equals("subscription") ? "microsoft.graph." : "Microsoft.OutlookServices.")
                + (type.equals("user") || type.equals("subscription")
                        ? type
                        : Character.toUpperCase(type.charAt(0)) + type.substring(1));
    }
}
