package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.util.List;

/** Four people in two companies. */
final class LoginTestWorld {

    static final String ANNA = "anna@contoso.example";
    static final String ADMIN = "ada@contoso.example";
    static final String BEN = "ben@contoso.example";
    static final String CARA = "cara@northwind.example";
    static final String ORG = "00D5g000004XyZ1EAK";
    static final String ORG2 = "00D5g000004XyZ2EAK";

    private LoginTestWorld() {}

    static World make() {
        return new World(
                1,
                List.of(new Org(ORG, "Contoso", "contoso.example"), new Org(ORG2, "Northwind", "northwind.example")),
                List.of(
                        person(ANNA, "Anna", "Berg", 1, ORG, "Contoso", "user"),
                        person(ADMIN, "Ada", "Quist", 2, ORG, "Contoso", "admin"),
                        person(BEN, "Ben", "Oduya", 3, ORG, "Contoso", "user"),
                        person(CARA, "Cara", "Lindqvist-Montenegro", 4, ORG2, "Northwind", "user")));
    }

    private static Person person(
            String mail, String first, String last, int number, String org, String company, String role) {
        return new Person(
                mail,
                first,
                last,
                "a0000000-0000-4000-8000-00000000000" + number,
                "0055g00000AbCd" + number + "AAA",
                org,
                company,
                role,
                "Europe/Berlin",
                List.of());
    }
}
