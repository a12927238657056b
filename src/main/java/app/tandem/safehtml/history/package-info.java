/** Tells the writer's own lines from quoted history; pure, over lines of any origin. */
@org.jspecify.annotations.NullMarked
package app.tandem.safehtml.history;
