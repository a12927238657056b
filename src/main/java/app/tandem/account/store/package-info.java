/** The tables of tenants, users and their connections. */
@org.jspecify.annotations.NullMarked
package app.tandem.account.store;
