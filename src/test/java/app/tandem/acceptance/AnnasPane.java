package app.tandem.acceptance;

import app.tandem.sandbox.world.Person;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/** Tests of the pane as Anna has it: one stage for all of a class, on which her mailbox and her Salesforce are connected. */
abstract class AnnasPane {

    static PaneStage stage;
    static Person anna;
    static Org org;

    /** How many people live in the world; three where nothing is said. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface People {
        int value();
    }

    @BeforeAll
    static void setTheStage(TestInfo test) {
        People people = test.getTestClass().orElseThrow().getAnnotation(People.class);
        stage = new PaneStage(people == null ? 3 : people.value());
        anna = stage.person(0);
        org = stage.org(anna);
        stage.connect(anna);
    }

    @AfterAll
    static void clearTheStage() {
        stage.close();
    }

    /** Somebody else of her company. */
    static Person colleague() {
        return stage.sandbox.world().people().stream()
                .filter(person -> person.orgId().equals(anna.orgId()) && !person.equals(anna))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody without a company; answers the record's id. */
    static String contact(String first, String last, String mail) {
        return org.create("Contact", Map.of("FirstName", first, "LastName", last, "Email", mail));
    }

    /** Somebody of a company that is called after them; answers the person's record's id. */
    static String customer(String first, String last, String mail) {
        String account = org.create("Account", Map.of("Name", last + " Works"));
        return org.create("Contact", Map.of("FirstName", first, "LastName", last, "Email", mail, "AccountId", account));
    }

    /** What a record holds in these fields. */
    static JsonNode record(String type, String id, String fields) {
        return stage.query(anna, "SELECT " + fields + " FROM " + type + " WHERE Id = '" + id + "'")
                .getFirst();
    }
}
