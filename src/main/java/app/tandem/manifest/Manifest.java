package app.tandem.manifest;

import java.util.UUID;

/**
 * What an administrator deploys for a tenant.
 *
 * @param id the add-in's id: the same for as long as the tenant stays with this installation (admin A-47)
 * @param version rises whenever the rest changes
 * @param xml the file
 */
record Manifest(UUID id, String version, String xml) {}
