/** Pure planner: observations, agreed state and settings give a plan with a reason per item. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"item", "matching", "settings", "crm", "mailbox", "safehtml"})
@org.jspecify.annotations.NullMarked
package app.tandem.sync;
