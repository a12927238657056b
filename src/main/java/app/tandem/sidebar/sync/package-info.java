/** The person's own sync as the pane shows it. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.sync;
