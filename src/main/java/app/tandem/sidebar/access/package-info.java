/** Who is at the pane, and how they get in. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.access;
