package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** What the Entra service says of itself. */
final class EntraMetadata {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EntraState entra;

    EntraMetadata(EntraState entra) {
        this.entra = entra;
    }

    /** The endpoints of the tenant and origin that were asked. */
    void describe(OidcProviderConfiguration.Builder configuration) {
        String asked = AuthorizationServerContextHolder.getContext().getIssuer();
        String tenant = asked.endsWith("/v2.0") ? asked.substring(0, asked.length() - 5) : asked;
        configuration.claims(claims -> {
            claims.keySet().removeIf(name -> name.endsWith("_endpoint") || name.startsWith("tls_"));
            claims.put("issuer", entra.issuer());
            claims.put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize");
            claims.put("token_endpoint", tenant + "/oauth2/v2.0/token");
            claims.put("end_session_endpoint", tenant + "/oauth2/v2.0/logout");
            claims.put("jwks_uri", tenant + "/discovery/v2.0/keys");
            claims.put("subject_types_supported", List.of("pairwise"));
            claims.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
            claims.put(
                    "token_endpoint_auth_methods_supported",
                    List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
            claims.put("cloud_instance_name", "microsoftonline.com");
            claims.put("msgraph_host", "graph.microsoft.com");
        });
    }

    /** Instance discovery: this host is its own cloud. */
    Reply instances(Exchange exchange) {
        String host = URI.create(exchange.origin()).getHost();
        return Reply.json(
                200,
                JSON.writeValueAsString(Map.of(
                        "tenant_discovery_endpoint",
                        exchange.origin() + "/" + World.TENANT + "/v2.0/.well-known/openid-configuration",
                        "api-version",
                        "1.1",
                        "metadata",
                        List.of(Map.of(
                                "preferred_network", host, "preferred_cache", host, "aliases", List.of(host))))));
    }
}
