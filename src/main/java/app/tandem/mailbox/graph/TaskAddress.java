package app.tandem.mailbox.graph;

/** Where a task lies: ids of tasks mean something within their list only, and end with a move to another one. */
record TaskAddress(String list, String task) {

    private static final char SEPARATOR = '/';

    /** As {@link #id} wrote it. */
    static TaskAddress of(String id) {
        int at = id.indexOf(SEPARATOR);
        if (at < 0) {
            throw new IllegalArgumentException("not the id of a task");
        }
        return new TaskAddress(id.substring(0, at), id.substring(at + 1));
    }

    /** Both in one; neither ever holds the separator. */
    String id() {
        return list + SEPARATOR + task;
    }
}
