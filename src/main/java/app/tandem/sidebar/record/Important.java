package app.tandem.sidebar.record;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that are shown at first besides required and filled ones (pane U-137). */
final class Important {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Contact", Set.of("FirstName", "LastName", "AccountId", "Title", "Email", "Phone", "MobilePhone"),
            "Lead", Set.of("FirstName", "LastName", "Company", "Title", "Email", "Phone", "Status"),
            "Account", Set.of("Name", "Phone", "Website", "Industry"),
            "Opportunity", Set.of("Name", "AccountId", "StageName", "CloseDate", "Amount"),
            "Case", Set.of("Subject", "ContactId", "AccountId", "Status", "Priority", "Origin", "Description"),
            "Task",
                    Set.of(
                            "OwnerId",
                            "Subject",
                            "ActivityDate",
                            "Priority",
                            "Status",
                            "WhoId",
                            "WhatId",
                            "Description"),
            "Event",
                    Set.of(
                            "OwnerId",
                            "Subject",
                            "StartDateTime",
                            "EndDateTime",
                            "WhoId",
                            "WhatId",
                            "Location",
                            "Description"));

    /** Objects offered first when something new is to be made (pane U-134); others follow by label. */
    static final List<String> OBJECTS = List.of("Contact", "Lead", "Account", "Opportunity", "Case", "Task", "Event");

    private Important() {}

    static boolean is(String object, String field) {
        return FIELDS.getOrDefault(object, Set.of()).contains(field);
    }
}
