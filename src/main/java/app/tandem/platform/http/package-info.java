/** Calls to the outside: trusted certificates, allowed hosts, finite time-outs, bounded answers. */
@org.jspecify.annotations.NullMarked
package app.tandem.platform.http;
