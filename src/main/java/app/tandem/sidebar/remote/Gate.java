package app.tandem.sidebar.remote;

/** Where every slow call of the pane passes before it begins; tests hold it here. */
public interface Gate {

    /**
     * Returns when the call may begin.
     *
     * @param what names the call, such as {@code related}
     */
    void pass(String what);
}
