/** What a start needs: every setting with its purpose and an example, checked before anything else happens. */
@org.jspecify.annotations.NullMarked
package app.tandem.platform.start;
