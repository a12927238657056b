package app.tandem.credentials;

import app.tandem.account.TenantId;

/** Keyed hashes, a key per tenant, so that nobody can guess an address or a Message-ID from what is stored. */
public interface Fingerprints {

    /** HMAC-SHA-256 of the text under the tenant's key, 64 hex digits; the same for ever and on every node. */
    String of(TenantId tenant, String text);
}
