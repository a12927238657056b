/** The bridge to Office.js: what the browser says of the open item, bounded and parsed. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.office;
