package app.tandem.credentials.vault;

/**
 * A sealed grant as it lies in the database.
 *
 * @param keyId the key-encryption key that wrapped the data key
 */
@SuppressWarnings("ArrayRecordComponent")
record Sealed(String keyId, byte[] wrappedKey, byte[] ciphertext) {}
