package app.tandem.platform;

/** What may be logged of an unexpected exception: types and places, never messages, which may quote content. */
public final class Bug {

    private static final int FRAMES = 12;

    private Bug() {}

    /** The types of the exception and its causes, each with the first places it came by. */
    public static String in(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        Throwable current = thrown;
        while (current != null && trace.length() < 8_000) {
            trace.append(trace.isEmpty() ? "" : "\n  caused by ")
                    .append(current.getClass().getName());
            StackTraceElement[] frames = current.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                trace.append("\n    at ").append(frames[i]);
            }
            current = current.getCause() == current ? null : current.getCause();
        }
        return trace.toString();
    }
}
