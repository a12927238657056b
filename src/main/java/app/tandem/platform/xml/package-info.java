/** The only place where XML parsers are made. */
@org.jspecify.annotations.NullMarked
package app.tandem.platform.xml;
