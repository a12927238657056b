package app.tandem.connect;

import app.tandem.account.DirectoryPeople;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Tenant;
import app.tandem.credentials.MailboxGrants;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the directory's user of a mail address, and tells who is gone, by the administrator's grant. */
@Component
class Directory implements DirectoryPeople {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who it is; or why nobody was found. */
    record Found(String objectId, String address, @Nullable String refusal) {}

    private final MailboxGrants grants;
    private final OutboundHttp http;
    private final URI graph;

    Directory(MailboxGrants grants, OutboundHttp http, Installation installation) {
        this.grants = grants;
        this.http = http;
        this.graph = installation.graph().baseUrl();
    }

    Found find(Tenant tenant, String address) {
        String id = tenant.directory().orElse("");
        if (id.isEmpty()) {
            return new Found("", "", "DIRECTORY_NOT_GRANTED");
        }
        HttpAnswer answer = ask(id, address);
        try {
            return switch (answer.status()) {
                case 200 -> read(JSON.readTree(answer.body()));
                case 404 -> new Found("", "", "MAILBOX_NOT_FOUND");
                default -> new Found("", "", "GRAPH_" + answer.status());
            };
        } catch (JacksonException e) {
            throw unreachable(e.getClass().getSimpleName(), e);
        }
    }

    /** Nothing but a plain "not found" of the directory itself is taken for an answer. */
    @Override
    public boolean isGone(Tenant tenant, MailboxConnection mailbox) {
        if (!tenant.directory().filter(mailbox.entraTenantId()::equals).isPresent()) {
            return false;
        }
        int status = ask(mailbox.entraTenantId(), mailbox.objectId()).status();
        if (status != 200 && status != 404) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("GRAPH_" + status));
        }
        return status == 404;
    }

    private HttpAnswer ask(String directory, String user) {
        URI address = URI.create(graph.toString().replaceAll("/+$", "") + "/users/"
                + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20")
                + "?$select=id,mail,userPrincipalName,accountEnabled");
        try {
            return http.get(address, grants.forDirectory(directory));
        } catch (IOException e) {
            throw unreachable(e.getClass().getSimpleName(), e);
        }
    }

    private static RemoteFailureException unreachable(String code, Exception cause) {
        return new RemoteFailureException(new RemoteFailure.Unreachable(code), cause);
    }

    private static Found read(JsonNode user) {
        String name = user.path("mail").asString("");
        boolean off = user.path("accountEnabled").isBoolean()
                && !user.path("accountEnabled").asBoolean();
        return new Found(
                user.path("id").asString(""),
                name.isEmpty() ? user.path("userPrincipalName").asString("") : name,
                off ? "MAILBOX_DISABLED" : null);
    }
}
