package app.tandem.sidebar.command;

/**
 * What a command has to say below the item's header.
 *
 * @param state what came of it, for the page's script
 * @param text in the person's language; Outlook shows 150 characters
 */
record Said(State state, String text) {

    /** How it stands. */
    enum State {
        /** Done. */
        DONE,
        /** Under way: worth asking again soon. */
        SOON,
        /** Noted for later. */
        LATER,
        /** Not done; the text says what to do. */
        REFUSED,
        /** Nobody is signed in at this browser. */
        SIGNED_OUT
    }
}
