package app.tandem.crm;

/** What a timeline shows (pane U-243). */
public record TimelineFilter(State state, Span span) {

    /** Which activities. */
    public enum State {
        /** Upcoming and past. */
        ALL,
        /** Tasks to be done, Events to come. */
        OPEN,
        /** Closed Tasks, Events that are over, mails. */
        PAST,
        /** Open Tasks whose day has passed. */
        OVERDUE
    }

    /** How far from today, ahead or back; a Task without due date is in every span. */
    public enum Span {
        DAYS_7(7),
        DAYS_30(30),
        ALL(0);

        private final int days;

        Span(int days) {
            this.days = days;
        }

        /** Days, 0 for any. */
        public int days() {
            return days;
        }
    }

    /** Everything. */
    public static TimelineFilter everything() {
        return new TimelineFilter(State.ALL, Span.ALL);
    }
}
