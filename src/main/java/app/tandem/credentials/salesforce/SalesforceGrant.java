package app.tandem.credentials.salesforce;

import app.tandem.platform.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of a Salesforce grant, sealed as one: all nodes use the same session.
 *
 * @param obtained when the session was given
 */
record SalesforceGrant(SecretText refreshToken, @Nullable SecretText session, URI instanceUrl, Instant obtained) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    SecretText toText() {
        return SecretText.of(JSON.writeValueAsString(Map.of(
                "refresh", refreshToken.reveal(),
                "session", session == null ? "" : session.reveal(),
                "instance", instanceUrl.toString(),
                "obtained", obtained.toString())));
    }

    static SalesforceGrant parse(SecretText text) {
        var json = JSON.readTree(text.reveal());
        String session = json.path("session").asString("");
        return new SalesforceGrant(
                SecretText.of(json.path("refresh").asString("")),
                session.isEmpty() ? null : SecretText.of(session),
                URI.create(json.path("instance").asString("")),
                Instant.parse(json.path("obtained").asString("")));
    }
}
