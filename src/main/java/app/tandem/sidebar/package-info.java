/** The task pane beside the open item in Outlook; drawn with Vaadin. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "settings",
            "platform",
            "engine",
            "item",
            "matching",
            "crm",
            "mailbox",
            "safehtml"
        })
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar;
