/** Pure: which records an address or text belongs to, which are blocked, and why. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"item", "crm", "settings"})
@org.jspecify.annotations.NullMarked
package app.tandem.matching;
