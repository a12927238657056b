/** The only place where foreign HTML becomes markup or text. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"item"})
@org.jspecify.annotations.NullMarked
package app.tandem.safehtml;
