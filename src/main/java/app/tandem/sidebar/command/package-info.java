/** Ribbon commands that run without a pane, and what they ask of the server (pane U-2). */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.command;
