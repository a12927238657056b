/** Every switch with its default, scope and precedence. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"account", "item", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.settings;
