package app.tandem.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultRuleTest {

    @Test
    void oneStarIsOnePathSegment() {
        assertThat(rule("PATCH /users/*/messages/*").matches(call("PATCH", "/users/a@b.example/messages/AAk")))
                .isTrue();
        assertThat(rule("PATCH /users/*/messages/*").matches(call("PATCH", "/users/a@b.example/messages/AAk/move")))
                .isFalse();
        assertThat(rule("GET /users/*/messages/*").matches(call("PATCH", "/users/a@b.example/messages/AAk")))
                .isFalse();
    }

    @Test
    void twoStarsAreAnyNumberOfSegments() {
        assertThat(rule("* /users/**").matches(call("GET", "/users/a/mailFolders/inbox/messages/delta")))
                .isTrue();
        assertThat(rule("GET /users/*/**/delta").matches(call("GET", "/users/a/mailFolders/inbox/messages/delta")))
                .isTrue();
        assertThat(rule("GET /users/*/**/delta").matches(call("GET", "/users/a/messages")))
                .isFalse();
    }

    private static FaultRule rule(String operation) {
        return new FaultRule("r", Service.GRAPH, operation, null, null, null, null, 0, 1, null, new Fault.Drop());
    }

    private static CallFacts call(String method, String path) {
        return new CallFacts(Service.GRAPH, "app", "a@b.example", method, path, null, null, 0, 0, null);
    }
}
