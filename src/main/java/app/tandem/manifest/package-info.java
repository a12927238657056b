/** Serves the add-in manifest for a tenant, with its icons, validated before anybody sees it. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"account", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.manifest;
