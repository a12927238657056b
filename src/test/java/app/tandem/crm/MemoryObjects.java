package app.tandem.crm;

import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.Pick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that {@link MemoryRecords} knows: a line for each, its fields in the order of its layout. */
final class MemoryObjects {

    /**
     * Name, key prefix, label, plural label, name field; then fields as {@code Name:TYPE:length}, {@code !} for required,
     * {@code -} for read-only, {@code >Object} for a reference, {@code =a|b} for choices.
     */
    private static final List<String> STATEMENT = List.of(
            "Contact 003 Contact Contacts Name FirstName:TEXT:40 LastName!:TEXT:80 Name-:TEXT:121 Title:TEXT:128 "
                    + "AccountId:REFERENCE>Account Email:EMAIL:80 Work_Email__c:EMAIL:80 Phone:PHONE:40 "
                    + "Description:LONG_TEXT:32000 OwnerId:REFERENCE>User",
            "Lead 00Q Lead Leads Name FirstName:TEXT:40 LastName!:TEXT:80 Name-:TEXT:121 Company!:TEXT:255 Title:TEXT:128 "
                    + "Email:EMAIL:80 Phone:PHONE:40 "
                    + "Status:PICKLIST:255=Open_-_Not_Contacted|Working_-_Contacted|Closed_-_Converted|Closed_-_Not_Converted "
                    + "IsConverted-:BOOLEAN Description:LONG_TEXT:32000 OwnerId:REFERENCE>User",
            "Account 001 Account Accounts Name Name!:TEXT:255 Type:PICKLIST:255=Prospect|Customer_-_Direct "
                    + "Industry:PICKLIST:255=Banking|Energy Phone:PHONE:40 Website:URL:255 Description:LONG_TEXT:32000 "
                    + "OwnerId:REFERENCE>User",
            "Opportunity 006 Opportunity Opportunities Name Name!:TEXT:120 AccountId:REFERENCE>Account "
                    + "StageName!:PICKLIST:255=Prospecting|Qualification|Needs_Analysis|Value_Proposition|Id._Decision_Makers"
                    + "|Perception_Analysis|Proposal/Price_Quote|Negotiation/Review|Closed_Won|Closed_Lost "
                    + "Amount:CURRENCY CloseDate!:DATE Description:LONG_TEXT:32000 OwnerId:REFERENCE>User",
            "Case 500 Case Cases CaseNumber CaseNumber-:TEXT:30 Subject:TEXT:255 Status:PICKLIST:255=New|Working|Closed "
                    + "Priority:PICKLIST:255=High|Medium|Low AccountId:REFERENCE>Account ContactId:REFERENCE>Contact "
                    + "Description:LONG_TEXT:32000 OwnerId:REFERENCE>User CreatedDate-:DATE_TIME",
            "Task 00T Task Tasks Subject Subject:COMBOBOX:255=Call|Email Status:PICKLIST:255=Not_Started|Completed "
                    + "Priority:PICKLIST:255=High|Normal|Low ActivityDate:DATE WhoId:REFERENCE>Contact|Lead "
                    + "WhatId:REFERENCE>Account|Opportunity|Case Description:LONG_TEXT:32000 OwnerId:REFERENCE>User",
            "Site_Visit__c a0V Site_Visit Site_Visits Name Name:TEXT:80 Account__c:REFERENCE>Account "
                    + "Contact__c:REFERENCE>Contact Visit_Date__c:DATE "
                    + "Purpose__c:PICKLIST:255=Installation|Inspection|Repair Report__c:LONG_TEXT:32000 "
                    + "OwnerId:REFERENCE>User",
            "User 005 User Users Name Name-:TEXT:121");

    private static final Map<String, ObjectInfo> ALL = read();

    private MemoryObjects() {}

    static Map<String, ObjectInfo> all() {
        return ALL;
    }

    private static Map<String, ObjectInfo> read() {
        Map<String, ObjectInfo> all = new LinkedHashMap<>();
        for (String line : STATEMENT) {
            List<String> words = List.of(line.split(" "));
            boolean writable = !words.getFirst().equals("User");
            ObjectHead head = new ObjectHead(
                    words.get(0),
                    plain(words.get(2)),
                    plain(words.get(3)),
                    words.get(1),
                    words.getFirst().endsWith("__c"),
                    writable,
                    writable,
                    true,
                    true,
                    Set.of("Account", "Contact", "Lead").contains(words.getFirst()));
            Map<String, ObjectInfo.Field> fields = new LinkedHashMap<>();
            words.subList(5, words.size()).stream()
                    .map(MemoryObjects::field)
                    .forEach(field -> fields.put(field.name(), field));
            all.put(head.name(), new ObjectInfo(head, words.get(4), List.of(), fields));
        }
        return all;
    }

    private static ObjectInfo.Field field(String text) {
        String[] picked = text.split("=");
        String[] targeted = picked[0].split(">");
        String[] parts = targeted[0].split(":");
        String name = parts[0].replaceAll("[!-]$", "");
        boolean writable = !parts[0].endsWith("-");
        FieldType type = FieldType.valueOf(parts[1]);
        List<Pick> picks = new ArrayList<>();
        for (String value : picked.length > 1 ? picked[1].split("\\|") : new String[0]) {
            picks.add(new Pick(plain(value), plain(value), true, false, Set.of()));
        }
        return new ObjectInfo.Field(
                name,
                name,
                type,
                parts.length > 2 ? Integer.parseInt(parts[2]) : 0,
                0,
                0,
                parts[0].endsWith("!"),
                writable,
                writable,
                type != FieldType.LONG_TEXT,
                type != FieldType.LONG_TEXT,
                picks,
                null,
                targeted.length > 1 ? List.of(targeted[1].split("\\|")) : List.of(),
                null);
    }

    private static String plain(String word) {
        return word.replace("_", " ");
    }
}
