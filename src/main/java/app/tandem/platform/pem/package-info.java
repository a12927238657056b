/** Keys from PEM files. */
@org.jspecify.annotations.NullMarked
package app.tandem.platform.pem;
