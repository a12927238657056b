/** What is connected and what that allows: one answer for header, notices and every control (pane U-33). */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.state;
