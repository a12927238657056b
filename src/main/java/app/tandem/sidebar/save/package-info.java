/** Saving the open item: how it stands and why, and what a person may choose. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.save;
