package app.tandem.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldsTest {

    @Test
    void oneSeedIsOneWorld() {
        assertThat(Worlds.of(5, 40).people()).isEqualTo(Worlds.of(5, 40).people());
        assertThat(Worlds.of(5, 12).people().getFirst().salesforceUserId())
                .isNotEqualTo(Worlds.of(6, 12).people().getFirst().salesforceUserId());
    }

    @Test
    void threeCompaniesHaveAnAdministratorEach() {
        World world = Worlds.of(1, Worlds.USERS);
        assertThat(world.orgs()).hasSize(3);
        for (Org org : world.orgs()) {
            assertThat(world.people())
                    .anyMatch(person -> person.orgId().equals(org.orgId)
                            && person.role().equals("admin")
                            && person.mail().endsWith("@" + org.domain));
        }
    }

    @Test
    void hundredsOfPeopleShareNoAddressAndNoId() {
        World world = Worlds.of(3, 400);
        Set<String> seen = new HashSet<>();
        for (Person person : world.people()) {
            assertThat(seen.add(person.mail())).isTrue();
            assertThat(seen.add(person.entraId())).isTrue();
            assertThat(seen.add(person.salesforceUserId())).isTrue();
            person.aliases().forEach(alias -> assertThat(seen.add(alias)).isTrue());
            assertThat(ZoneId.of(person.timeZone())).isNotNull();
            assertThat(person.mail()).matches("[a-z0-9.']+@[a-z]+\\.example");
        }
    }

    @Test
    void theSuffixOfAnIdTellsItsCapitals() {
        assertThat(SalesforceIds.withSuffix("0015g00000ABCde")).isEqualTo("0015g00000ABCdeAAH");
        assertThat(SalesforceIds.withSuffix("001000000000000")).isEqualTo("001000000000000AAA");
    }
}
