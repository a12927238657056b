/** Clock, ids, randomness, outbound HTTP, safe XML, secrets that cannot be printed, and the settings a start needs. */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package app.tandem.platform;
