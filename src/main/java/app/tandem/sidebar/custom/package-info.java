/** The settings that people change for themselves. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.custom;
