package app.tandem.sandbox.salesforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * renderStoredEmailTemplate: a template with the values of recipient, related record, sender and company put in. What is
 * empty, hidden from the caller or not given is left out; what names nothing the org has stays as it was written.
 */
final class EmailTemplates {

    private static final Pattern CLASSIC = Pattern.compile("\\{!(\\w+)\\.(\\w+)}");
    private static final Pattern LIGHTNING = Pattern.compile("\\{\\{\\{(\\w+)\\.(\\w+)}}}");
    private static final Set<String> PEOPLE = Set.of("Contact", "Lead", "User");
    private static final Map<String, String> ROLES = Map.of("Sender", "User");

    private final Session session;
    private final Row template;
    private final @Nullable Row who;
    private final @Nullable Row what;
    private final Map<String, Row> sources = new HashMap<>();

    private EmailTemplates(Session session, Row template, @Nullable Row who, @Nullable Row what) {
        this.session = session;
        this.template = template;
        this.who = who;
        this.what = what;
        source("Account", account());
        source("Sender", session.store().live(session.viewer().userId()));
        source("User", session.store().live(session.viewer().userId()));
        source("Organization", session.store().live(session.store().org.orgId));
        source("Recipient", who);
        source(who == null ? "" : who.type, who);
        source(what == null ? "" : what.type, what);
    }

    static Struct render(SoapCall call, Session session) {
        Node request = Objects.requireNonNull(call.body().child("request"));
        session.store().lock.writeLock().lock();
        try {
            Row template = target(session, Objects.requireNonNullElse(request.value("templateId"), ""));
            if (!template.type.equals("EmailTemplate")) {
                throw RowError.of("INVALID_ID_FIELD", "not the id of an email template", "templateId");
            }
            Row who = optional(session, request.value("whoId"));
            if (who != null && !PEOPLE.contains(who.type)) {
                throw RowError.of("INVALID_ID_FIELD", "the recipient is no contact, lead or user", "whoId");
            }
            EmailTemplates rendering =
                    new EmailTemplates(session, template, who, optional(session, request.value("whatId")));
            Struct email = rendering.email(Objects.requireNonNullElse(request.value("attachmentRetrievalOption"), ""));
            if (request.is("updateTemplateUsage")) {
                count(session, template);
            }
            return Struct.of("errors", List.of(), "renderedEmail", email, "success", true);
        } catch (RowError error) {
            return Struct.of("errors", Errors.of(error, session), "renderedEmail", null, "success", false);
        } finally {
            session.store().lock.writeLock().unlock();
        }
    }

    private static void count(Session session, Row template) {
        long used = template.get("TimesUsed") instanceof Number times ? times.longValue() : 0;
        new Tx(session.store(), session.viewer().userId())
                .touch(
                        template,
                        Map.of(
                                "TimesUsed",
                                used + 1,
                                "LastUsedDate",
                                session.store().now()));
    }

    private static @Nullable Row optional(Session session, @Nullable String id) {
        return id == null || id.isBlank() ? null : target(session, id);
    }

    private static Row target(Session session, String given) {
        String id = Ids.normal(given.strip());
        if (id == null) {
            throw RowError.of("MALFORMED_ID", "malformed id " + given);
        }
        Row row = session.store().live(id);
        if (row == null || !session.viewer().canRead(row)) {
            throw RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        return row;
    }

    private void source(String name, @Nullable Row row) {
        if (row != null && session.viewer().canRead(row)) {
            sources.put(name, row);
        }
    }

    private @Nullable Row account() {
        String of = what != null && what.text("AccountId") != null
                ? what.text("AccountId")
                : who == null ? null : who.text("AccountId");
        return session.store().live(of);
    }

    private Struct email(String attachments) {
        boolean markup = !"text".equals(template.text("TemplateType"));
        Struct email = Struct.of(
                "subject",
                merged("Subject", false),
                "htmlBody",
                markup ? merged("HtmlValue", true) : null,
                "plainTextBody",
                merged("Body", false),
                "templateId",
                template.id,
                "targetObjectId",
                who == null ? null : who.id,
                "whatId",
                what == null ? null : what.id);
        return attachments.startsWith("Metadata") ? email.and("fileAttachments", files()) : email;
    }

    private List<Struct> files() {
        return session.store().table("Attachment").by("ParentId", template.id).stream()
                .filter(file -> !file.deleted())
                .map(file -> Struct.of(
                        "contentType", file.text("ContentType"), "fileName", file.text("Name"), "id", file.id))
                .toList();
    }

    private @Nullable String merged(String field, boolean markup) {
        String text = template.text(field);
        if (text == null) {
            return null;
        }
        Pattern places = "SFX".equals(template.text("UiType")) ? LIGHTNING : CLASSIC;
        return places.matcher(text).replaceAll(place -> {
            String value = value(place.group(1), place.group(2));
            return Matcher.quoteReplacement(value == null ? place.group() : markup ? Html.escape(value) : value);
        });
    }

    private @Nullable String value(String object, String field) {
        Row row = sources.get(object);
        String type =
                row != null ? row.type : object.equals("Recipient") ? "Contact" : ROLES.getOrDefault(object, object);
        ObjectType known = session.store().schema().find(type);
        Field named = known == null ? null : known.field(field);
        if (known == null || named == null) {
            return null;
        }
        boolean hidden = session.viewer().schema().find(type) == null
                || !session.viewer().schema().type(type).has(field);
        Object value = row == null || hidden ? null : Names.value(session.store(), row, named, false);
        return value == null ? "" : Wire.soap(value);
    }
}
