/** Finding records by what a person types. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.search;
