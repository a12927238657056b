package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The people of an org as its users, and what every org comes with: profiles, statuses, stages. */
final class Users {

    private Users() {}

    static void fill(OrgStore store, World world) {
        Tx tx = new Tx(store, "005000000000000AAA");
        Org org = store.org;
        insert(
                tx,
                "Organization",
                Map.of(
                        "Id",
                        org.orgId,
                        "Name",
                        org.name,
                        "OrganizationType",
                        "Enterprise Edition",
                        "IsSandbox",
                        false,
                        "LanguageLocaleKey",
                        "en_US",
                        "DefaultLocaleSidKey",
                        "en_US",
                        "TimeZoneSidKey",
                        "Europe/Berlin"));
        String adminProfile = insert(
                        tx,
                        "Profile",
                        Map.of("Name", "System Administrator", "UserType", "Standard", "PermissionsViewAllData", true))
                .id;
        String userProfile = insert(
                        tx,
                        "Profile",
                        Map.of("Name", "Standard User", "UserType", "Standard", "PermissionsViewAllData", false))
                .id;
        String role = insert(tx, "UserRole", Map.of("Name", "Sales", "DeveloperName", "Sales")).id;
        for (Person person : world.people()) {
            if (person.orgId().equals(org.orgId)) {
                user(tx, person, person.role().equals("admin") ? adminProfile : userProfile, role);
            }
        }
        statuses(tx);
        recordTypes(tx);
    }

    private static void recordTypes(Tx tx) {
        for (ObjectType type : tx.store.schema().all()) {
            for (PageStatement.RecordType each : PageStatement.instance().recordTypes(type.name())) {
                insert(
                        tx,
                        "RecordType",
                        Map.of(
                                "Id",
                                each.id(),
                                "Name",
                                each.label(),
                                "DeveloperName",
                                each.name(),
                                "SobjectType",
                                type.name(),
                                "IsActive",
                                true));
            }
        }
    }

    private static void user(Tx tx, Person person, String profile, String role) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", person.salesforceUserId());
        values.put("Username", person.mail());
        values.put("Email", person.mail());
        values.put("FirstName", person.firstName());
        values.put("LastName", person.lastName());
        values.put("Name", person.displayName());
        values.put("CompanyName", person.company());
        String alias = person.mail().substring(0, person.mail().indexOf('@'));
        values.put("Alias", alias.length() > 8 ? alias.substring(0, 8) : alias);
        values.put("CommunityNickname", alias);
        values.put("IsActive", true);
        values.put("UserType", "Standard");
        values.put("TimeZoneSidKey", person.timeZone());
        values.put("LocaleSidKey", "en_US");
        values.put("LanguageLocaleKey", "en_US");
        values.put("EmailEncodingKey", "UTF-8");
        values.put("ProfileId", profile);
        values.put("UserRoleId", role);
        tx.insert(tx.store.schema().type("User"), values);
    }

    private static void statuses(Tx tx) {
        int order = 1;
        for (String status :
                tx.store.schema().type("Task").byName().get("status").picks()) {
            insert(
                    tx,
                    "TaskStatus",
                    Map.of(
                            "MasterLabel",
                            status,
                            "ApiName",
                            status,
                            "SortOrder",
                            (long) order++,
                            "IsDefault",
                            status.equals("Not Started"),
                            "IsClosed",
                            status.equals("Completed")));
        }
        order = 1;
        for (String priority : List.of("High", "Normal", "Low")) {
            insert(
                    tx,
                    "TaskPriority",
                    Map.of(
                            "MasterLabel",
                            priority,
                            "ApiName",
                            priority,
                            "SortOrder",
                            (long) order++,
                            "IsDefault",
                            priority.equals("Normal"),
                            "IsHighPriority",
                            priority.equals("High")));
        }
        order = 1;
        for (String status :
                tx.store.schema().type("Lead").byName().get("status").picks()) {
            insert(
                    tx,
                    "LeadStatus",
                    Map.of(
                            "MasterLabel",
                            status,
                            "ApiName",
                            status,
                            "SortOrder",
                            (long) order,
                            "IsDefault",
                            order++ == 1,
                            "IsConverted",
                            status.contains("Closed - Converted")));
        }
        stages(tx);
    }

    private static void stages(Tx tx) {
        List<String> stages =
                tx.store.schema().type("Opportunity").byName().get("stagename").picks();
        int order = 1;
        for (String stage : stages) {
            boolean won = stage.equals("Closed Won");
            boolean closed = stage.startsWith("Closed");
            insert(
                    tx,
                    "OpportunityStage",
                    Map.of(
                            "MasterLabel",
                            stage,
                            "ApiName",
                            stage,
                            "SortOrder",
                            (long) order++,
                            "IsActive",
                            true,
                            "IsClosed",
                            closed,
                            "IsWon",
                            won,
                            "DefaultProbability",
                            BigDecimal.valueOf(won ? 100 : closed ? 0 : Math.min(90, order * 10))));
        }
    }

    private static Row insert(Tx tx, String type, Map<String, Object> values) {
        return tx.insert(tx.store.schema().type(type), new LinkedHashMap<>(values));
    }

    /** What that user may see and do. */
    static Viewer viewer(OrgStore store, String userId, String client) {
        Row user = store.find(userId);
        if (user == null) {
            return new Viewer(store, userId, "", client, false, ZoneId.of("UTC"));
        }
        Row profile = store.find(user.text("ProfileId"));
        boolean admin = profile != null && "System Administrator".equals(profile.get("Name"));
        String zone = Objects.requireNonNullElse(user.text("TimeZoneSidKey"), "UTC");
        return new Viewer(
                store, userId, Objects.requireNonNullElse(user.text("Username"), ""), client, admin, ZoneId.of(zone));
    }
}
