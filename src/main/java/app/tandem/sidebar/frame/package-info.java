/** What every screen of the pane stands in: header, navigation, notices, and the small parts they are built from. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.frame;
