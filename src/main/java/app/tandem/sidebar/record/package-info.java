/** One record in full: reading and editing it. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.record;
