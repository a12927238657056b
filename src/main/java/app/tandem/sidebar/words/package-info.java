/** What the pane says, in the person's language. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.words;
