/** Where grants lie sealed: a data key for each, wrapped by a key-encryption key from outside the database. */
@org.jspecify.annotations.NullMarked
package app.tandem.credentials.vault;
