/** A cycle: observe, plan, intend, act, record, acknowledge; leases, pause, resume. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "sync",
            "matching",
            "journal",
            "mailbox",
            "crm",
            "budget",
            "account",
            "settings",
            "item",
            "platform",
            "safehtml",
            "credentials",
            "notifications"
        })
@org.jspecify.annotations.NullMarked
package app.tandem.engine;
