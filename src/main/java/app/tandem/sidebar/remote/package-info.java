/** The one way by which the pane waits for something slow. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.remote;
