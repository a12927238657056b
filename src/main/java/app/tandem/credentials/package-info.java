/** Grants and secrets, sealed with AES-256-GCM envelopes; the only module that sees a refresh token in clear. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"account", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.credentials;
