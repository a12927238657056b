package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Who a session belongs to: the identity URL and its OpenID twin. */
final class Identity {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SalesforceState salesforce;

    Identity(SalesforceState salesforce) {
        this.salesforce = salesforce;
    }

    /** {@code /id/{org}/{user}}: the session's own user, or somebody of the same org. */
    Reply url(Exchange exchange) {
        Optional<Token> session = session(exchange);
        if (session.isEmpty()) {
            return denied(exchange);
        }
        String[] path = exchange.rawPath().split("/");
        Optional<Person> person = salesforce.world().people().stream()
                .filter(one -> path.length == 4
                        && one.orgId().equals(path[2])
                        && one.salesforceUserId().equals(path[3]))
                .findFirst();
        if (person.isEmpty() || !person.get().orgId().equals(session.get().realm())) {
            return Reply.of(
                    403, "text/plain;charset=utf-8", "Wrong_Org".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Map<String, Object> body = common(exchange, person.get());
        body.put("id", SalesforceState.identityUrl(exchange.origin(), person.get()));
        body.put("asserted_user", person.get().mail().equals(session.get().user()));
        body.put("username", person.get().mail());
        body.put("display_name", person.get().displayName());
        body.put("nick_name", person.get().firstName());
        body.put("first_name", person.get().firstName());
        body.put("last_name", person.get().lastName());
        body.put("timezone", person.get().timeZone());
        body.put("mobile_phone", null);
        body.put("status", java.util.Collections.singletonMap("body", null));
        body.put(
                "is_app_installed", !salesforce.withoutApp.contains(person.get().orgId()));
        return json(body);
    }

    /** {@code /services/oauth2/userinfo}. */
    Reply userInfo(Exchange exchange) {
        Optional<Token> session = session(exchange);
        if (session.isEmpty()) {
            return denied(exchange);
        }
        Person person = salesforce.person(session.get().user()).orElseThrow();
        Map<String, Object> body = common(exchange, person);
        body.put("sub", SalesforceState.identityUrl(exchange.origin(), person));
        body.put("preferred_username", person.mail());
        body.put("nickname", person.firstName());
        body.put("name", person.displayName());
        body.put("given_name", person.firstName());
        body.put("family_name", person.lastName());
        body.put("zoneinfo", person.timeZone());
        return json(body);
    }

    private Map<String, Object> common(Exchange exchange, Person person) {
        String base = salesforce.instance(exchange.raw());
        String profile = base + "/" + person.salesforceUserId();
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("enterprise", base + "/services/Soap/c/{version}/" + person.orgId());
        urls.put("metadata", base + "/services/Soap/m/{version}/" + person.orgId());
        urls.put("partner", base + "/services/Soap/u/{version}/" + person.orgId());
        urls.put("rest", base + "/services/data/v{version}/");
        urls.put("sobjects", base + "/services/data/v{version}/sobjects/");
        urls.put("search", base + "/services/data/v{version}/search/");
        urls.put("query", base + "/services/data/v{version}/query/");
        urls.put("profile", profile);
        urls.put("custom_domain", base);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user_id", person.salesforceUserId());
        body.put("organization_id", person.orgId());
        body.put("email", person.mail());
        body.put("email_verified", true);
        body.put("photos", Map.of("picture", base + "/profilephoto/005/F", "thumbnail", base + "/profilephoto/005/T"));
        body.put("urls", urls);
        body.put("active", !salesforce.grants.isDisabled(person.mail()));
        body.put("user_type", "STANDARD");
        body.put("language", "en_US");
        body.put("locale", "en_US");
        body.put("utcOffset", offset(person));
        body.put("last_modified_date", "2026-01-05T08:00:00Z");
        return body;
    }

    /** Milliseconds of standard time, without daylight saving. */
    private static long offset(Person person) {
        return 1000L
                * ZoneId.of(person.timeZone())
                        .getRules()
                        .getStandardOffset(Instant.EPOCH.plusSeconds(1_700_000_000))
                        .getTotalSeconds();
    }

    private Optional<Token> session(Exchange exchange) {
        String token = exchange.bearer()
                .or(() -> exchange.query("access_token"))
                .or(() -> exchange.query("oauth_token"))
                .orElse(null);
        return salesforce
                .kernel
                .tokens
                .find(token)
                .filter(found -> found.issuer() == Service.SALESFORCE_LOGIN || found.issuer() == Service.SALESFORCE);
    }

    private static Reply denied(Exchange exchange) {
        String code = exchange.header("Authorization").isPresent() ? "Bad_OAuth_Token" : "Missing_OAuth_Token";
        return Reply.of(403, "text/html;charset=utf-8", code.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Reply json(Map<String, Object> body) {
        return Reply.json(200, JSON.writeValueAsString(body));
    }
}
