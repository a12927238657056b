package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /me}, {@code /users/{id}}, the list of users, and mailbox settings. */
final class UserResource {

    /** What Graph returns of a user when nothing is selected. */
    private static final Set<String> DEFAULT = Set.of(
            "businessPhones",
            "displayName",
            "givenName",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "surname",
            "userPrincipalName");

    private static final int PAGE = 100;

    private UserResource() {}

    /** {@code GET /users} */
    static Reply list(GraphRequest request, MailStore store) {
        Query query =
                Query.of(request.rawQuery()).only("$select", "$filter", "$top", "$count", "$orderby", "$skiptoken");
        Set<String> select = query.select("user");
        FilterParser.Filter filter = query.get("$filter")
                .map(text -> FilterParser.parse(text, "user"))
                .orElse(null);
        List<Person> found = store.all().stream()
                .map(Mailbox::person)
                .filter(person ->
                        filter == null || filter.expr().test(new Expr.Scope(json(person, filter.roots()), null, null)))
                .toList();
        int top = query.number("$top", PAGE, 1, 999);
        int skip = query.number("$skiptoken", 0, 0, Integer.MAX_VALUE);
        ObjectNode page = Json.object().put("@odata.context", request.origin() + "/v1.0/$metadata#users");
        if (query.flag("$count")) {
            page.put("@odata.count", found.size());
        }
        if (skip + top < found.size()) {
            page.put(
                    "@odata.nextLink",
                    request.origin() + "/v1.0/users?" + query.with("$skiptoken", Integer.toString(skip + top)));
        }
        ArrayNode value = page.putArray("value");
        found.stream().skip(skip).limit(top).forEach(person -> value.add(json(person, select)));
        return Bodies.json(200, page);
    }

    /** {@code GET /me}, {@code GET /users/{id}} */
    static Reply get(Call call) {
        call.only("GET");
        call.needs(
                "User.Read",
                "User.Read.All",
                "User.ReadBasic.All",
                "User.ReadWrite",
                "User.ReadWrite.All",
                "Directory.Read.All");
        Set<String> select = call.query().only("$select").select("user");
        ObjectNode json =
                Json.object().put("@odata.context", call.request().origin() + "/v1.0/$metadata#users/$entity");
        json.setAll(json(call.mailbox().person(), select));
        return Bodies.json(200, json);
    }

    /** {@code GET …/mailboxSettings}, or one of its properties. */
    static Reply settings(Call call) {
        call.only("GET");
        call.mustEnd(1);
        call.needs("MailboxSettings.Read", "MailboxSettings.ReadWrite");
        Set<String> select = call.query().only("$select").select("mailboxSettings");
        ObjectNode json = settings(call.mailbox());
        if (!call.ends()) {
            if (json.get(call.head()) == null) {
                throw Undone.property("mailboxSettings", call.head());
            }
            return Bodies.json(
                    200,
                    Json.object()
                            .put("@odata.context", call.context("mailboxSettings/" + call.head()))
                            .set("value", json.get(call.head())));
        }
        if (select != null) {
            json.retain(select);
        }
        ObjectNode answer = Json.object().put("@odata.context", call.context("mailboxSettings"));
        answer.setAll(json);
        return Bodies.json(200, answer);
    }

    private static ObjectNode settings(Mailbox mailbox) {
        Person person = mailbox.person();
        ObjectNode json = Json.object();
        json.put(
                "archiveFolder",
                mailbox.ids().folder(mailbox.folders().wellKnown("archive").number()));
        json.put("timeZone", person.timeZone());
        json.put("delegateMeetingMessageDeliveryOptions", "sendToDelegateOnly");
        json.put("dateFormat", "M/d/yyyy");
        json.put("timeFormat", "h:mm tt");
        json.put("userPurpose", "user");
        json.putObject("automaticRepliesSetting")
                .put("status", "disabled")
                .put("externalAudience", "all")
                .put("internalReplyMessage", "")
                .put("externalReplyMessage", "");
        json.putObject("language").put("locale", "en-US").put("displayName", "English (United States)");
        ObjectNode hours = json.putObject("workingHours");
        ArrayNode days = hours.putArray("daysOfWeek");
        List.of("monday", "tuesday", "wednesday", "thursday", "friday").forEach(days::add);
        hours.put("startTime", "08:00:00.0000000").put("endTime", "17:00:00.0000000");
        hours.putObject("timeZone").put("name", person.timeZone());
        return json;
    }

    static ObjectNode json(Person person, @Nullable Set<String> select) {
        Set<String> wanted = select == null ? DEFAULT : select;
        ObjectNode json = Json.object();
        if (select == null || wanted.contains("id")) {
            json.put("id", person.entraId());
        }
        for (String name : wanted) {
            switch (name) {
                case "id" -> {}
                case "displayName" -> json.put(name, person.displayName());
                case "givenName" -> json.put(name, person.firstName());
                case "surname" -> json.put(name, person.lastName());
                case "mail", "userPrincipalName" -> json.put(name, person.mail());
                case "companyName" -> json.put(name, person.company());
                case "accountEnabled" -> json.put(name, true);
                case "userType" -> json.put(name, "Member");
                case "mailNickname" ->
                    json.put(name, person.mail().substring(0, person.mail().indexOf('@')));
                case "businessPhones", "imAddresses", "otherMails" -> json.putArray(name);
                case "proxyAddresses" -> {
                    ArrayNode list = json.putArray(name).add("SMTP:" + person.mail());
                    person.aliases().forEach(alias -> list.add("smtp:" + alias));
                }
                default -> json.putNull(name);
            }
        }
        return json;
    }
}
