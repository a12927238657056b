/** The first screen: what is known of the open item and of the people in it. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.home;
