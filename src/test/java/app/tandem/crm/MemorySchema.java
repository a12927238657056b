package app.tandem.crm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields and lengths that {@link InMemoryCrm} knows of the objects that are written. */
final class MemorySchema {

    static final String KEY = "tandem__MessageKey__c";

    private static final String OWN =
            "tandem__InternetMessageId__c:255 tandem__MessageKey__c:64 tandem__SendDate__c tandem__Sent__c "
                    + "tandem__IsOutbound__c tandem__IsInternal__c tandem__SavedManually__c tandem__IsCreatedBySync__c "
                    + "tandem__CreatedByProduct__c tandem__ThreadId__c:255 tandem__From__c:255 tandem__Direction__c:255";
    private static final String TASK = "WhoId:18 WhatId:18 Subject:255 ActivityDate Status:255 Priority:20 OwnerId:18 "
            + "Description:32000 TaskSubtype:40 Type:40 ReminderDateTime IsReminderSet";
    private static final String EMAIL = "ParentId:18 TextBody:131072 HtmlBody:131072 Headers:32000 Subject:3000 "
            + "FromName:1000 FromAddress:1000 ToAddress:4000 CcAddress:4000 BccAddress:4000 Incoming Status!:40 MessageDate "
            + "MessageIdentifier:765 ThreadIdentifier:765 ClientThreadIdentifier:765 FromId:18 IsClientManaged "
            + "RelatedToId:18 ToIds CcIds BccIds ContentDocumentIds ActivityId:18";
    private static final String FILE = "Title!:255 PathOnClient:500 VersionData FirstPublishLocationId:18 OwnerId:18";
    private static final String ATTACHMENT = "ParentId!:18 Name!:255 ContentType:120 Body! OwnerId:18 IsPrivate";

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("Task", "00T"),
            Map.entry("EmailMessage", "02s"),
            Map.entry("Contact", "003"),
            Map.entry("Lead", "00Q"),
            Map.entry("Account", "001"),
            Map.entry("Opportunity", "006"),
            Map.entry("OpportunityContactRole", "00K"),
            Map.entry("Case", "500"),
            Map.entry("ContentVersion", "068"),
            Map.entry("ContentDocument", "069"),
            Map.entry("Attachment", "00P"),
            Map.entry("Site_Visit__c", "a0V"),
            Map.entry("Campaign", "701"));

    /** Fields of Contact and Lead that hold mail addresses. */
    static final Set<String> MAIL_FIELDS = Set.of("Email", "SecondEmail__c");

    private MemorySchema() {}

    static String prefix(String type) {
        return PREFIXES.getOrDefault(type, "a0M");
    }

    static OrgProfile profile(InMemoryCrm org, String userId) {
        Map<String, Map<String, OrgProfile.Field>> fields = new HashMap<>();
        fields.put("Task", fields(TASK + (org.sharedActivities ? " TaskWhoIds" : ""), org.packageInstalled));
        if (org.enhancedEmail) {
            fields.put("EmailMessage", fields(EMAIL, org.packageInstalled));
        }
        if (org.contentAsFiles) {
            String key = org.packageInstalled ? " tandem__AttachmentKey__c:64" : "";
            fields.put("ContentVersion", fields(FILE + key, false));
        }
        fields.put("Attachment", fields(ATTACHMENT, false));
        return new OrgProfile(
                userId,
                org.zone,
                org.enhancedEmail,
                org.sharedActivities,
                org.contentAsFiles,
                true,
                25L * 1024 * 1024,
                "Completed",
                Map.copyOf(fields));
    }

    private static Map<String, OrgProfile.Field> fields(String statement, boolean withPackage) {
        Map<String, OrgProfile.Field> fields = new LinkedHashMap<>();
        for (String field : (withPackage ? statement + " " + OWN : statement).split(" ")) {
            List<String> parts = List.of(field.split(":"));
            boolean required = parts.getFirst().endsWith("!");
            String name =
                    required ? parts.getFirst().substring(0, parts.getFirst().length() - 1) : parts.getFirst();
            int length = parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0;
            fields.put(name, new OrgProfile.Field(length, required));
        }
        return Map.copyOf(fields);
    }
}
