package app.tandem.account;

import java.util.UUID;

/** A customer of Tandem: one Entra tenant with one Salesforce org. Every row and every query carries it. */
public record TenantId(UUID value) {}
