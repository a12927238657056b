package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.MailsSent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** convertLead: account, contact and perhaps an opportunity out of a lead; its activities move to the contact. */
final class LeadConversion {

    private static final int MOST = 100;

    private final Session session;
    private final WriteOptions options;
    private final Tx tx;
    private final RecordWriter writer;

    private LeadConversion(Session session, WriteOptions options) {
        this.session = session;
        this.options = options;
        this.tx = new Tx(session.store(), session.viewer().userId());
        this.writer = new RecordWriter(tx, session.viewer(), options);
    }

    static List<Struct> run(SoapCall call, Session session, WriteOptions options) {
        List<Node> converts = call.body().all("leadConverts");
        if (converts.size() > MOST) {
            throw Refusal.of("EXCEEDED_ID_LIMIT", "at most " + MOST + " leads are converted in one call");
        }
        session.store().lock.writeLock().lock();
        try {
            List<Struct> results = new ArrayList<>();
            LeadConversion conversion = new LeadConversion(session, options);
            converts.forEach(convert -> results.add(conversion.attempt(convert)));
            return results;
        } finally {
            session.store().lock.writeLock().unlock();
        }
    }

    private Struct attempt(Node convert) {
        int mark = tx.mark();
        try {
            return convert(convert);
        } catch (RowError error) {
            tx.rollback(mark);
            return Struct.of("errors", Errors.of(error, session), "leadId", convert.value("leadId"), "success", false);
        }
    }

    private Struct convert(Node convert) {
        Row lead = writer.target(convert.value("leadId"));
        if (!lead.type.equals("Lead") || lead.is("IsConverted")) {
            throw RowError.of("CANNOT_UPDATE_CONVERTED_LEAD", "the lead is converted already");
        }
        if (!session.viewer().canEdit(lead)) {
            throw RowError.of("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        String status = Objects.requireNonNullElse(convert.value("convertedStatus"), "");
        boolean converts = session.store().table("LeadStatus").all().stream()
                .anyMatch(row -> row.is("IsConverted") && status.equalsIgnoreCase(row.text("ApiName")));
        if (!converts) {
            throw RowError.of(
                    "INVALID_STATUS", "invalid convertedStatus: " + status + " is not a valid status value", "Status");
        }
        Row account = existing(convert, "accountId", "Account");
        if (account == null) {
            account = insert("Account", Map.of("Name", value(lead, "Company"), "OwnerId", value(lead, "OwnerId")));
        }
        Row contact = existing(convert, "contactId", "Contact");
        if (contact == null) {
            contact = insert("Contact", contact(lead, account));
        }
        Row opportunity = convert.is("doNotCreateOpportunity") ? null : opportunity(convert, lead, account, contact);
        moveActivities(lead, contact);
        Map<String, Object> changes = new HashMap<>();
        changes.put("IsConverted", true);
        changes.put("Status", status);
        changes.put(
                "ConvertedDate",
                LocalDate.ofInstant(session.store().now(), session.viewer().zone()));
        changes.put("ConvertedAccountId", account.id);
        changes.put("ConvertedContactId", contact.id);
        changes.put("ConvertedOpportunityId", opportunity == null ? null : opportunity.id);
        tx.change(lead, changes);
        if (convert.is("sendNotificationEmail")) {
            notify(value(lead, "OwnerId"));
        }
        return Struct.of(
                "accountId", account.id,
                "contactId", contact.id,
                "leadId", lead.id,
                "opportunityId", opportunity == null ? null : opportunity.id,
                "success", true);
    }

    private void notify(String owner) {
        Row user = session.store().find(owner);
        if (user != null && user.text("Email") != null) {
            session.store()
                    .mails
                    .add(new MailsSent.Sent(
                            session.store().clock.now(),
                            "salesforce",
                            "notification",
                            session.viewer().mail(),
                            List.of(Objects.requireNonNull(user.text("Email"))),
                            List.of()));
        }
    }

    private @Nullable Row existing(Node convert, String part, String type) {
        String id = convert.value(part);
        if (id == null || id.isBlank()) {
            return null;
        }
        Row row = writer.target(id);
        if (!row.type.equals(type)) {
            throw RowError.of("INVALID_ID_FIELD", part + ": id value of incorrect type: " + id);
        }
        return row;
    }

    private static Map<String, Object> contact(Row lead, Row account) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String field :
                List.of("FirstName", "LastName", "Email", "Phone", "MobilePhone", "Title", "OwnerId", "LeadSource")) {
            Object value = lead.get(field);
            if (value != null) {
                values.put(field, value);
            }
        }
        values.put("AccountId", account.id);
        return values;
    }

    private Row opportunity(Node convert, Row lead, Row account, Row contact) {
        String name = Objects.requireNonNullElse(convert.value("opportunityName"), value(lead, "Company") + "-");
        Row opportunity = insert(
                "Opportunity",
                Map.of(
                        "Name",
                        name,
                        "AccountId",
                        account.id,
                        "StageName",
                        "Prospecting",
                        "CloseDate",
                        LocalDate.ofInstant(
                                        session.store().now(), session.viewer().zone())
                                .plusMonths(3),
                        "OwnerId",
                        value(lead, "OwnerId")));
        insert(
                "OpportunityContactRole",
                Map.of("OpportunityId", opportunity.id, "ContactId", contact.id, "IsPrimary", true));
        return opportunity;
    }

    private void moveActivities(Row lead, Row contact) {
        Rules.Write write = new Rules.Write(tx, session.viewer(), options, Map.of());
        for (String type : List.of("Task", "Event")) {
            for (Row activity : List.copyOf(session.store().table(type).by("WhoId", lead.id))) {
                Map<String, Object> changes = new HashMap<>(Map.of("WhoId", contact.id));
                changes.put("AccountId", Activities.account(session.store(), contact.id, activity.get("WhatId")));
                tx.touch(activity, changes);
                Activities.relate(write, activity, List.of(contact.id));
            }
        }
    }

    private Row insert(String type, Map<String, Object> values) {
        return writer.insert(session.store().schema().type(type), new LinkedHashMap<>(values), Map.of());
    }

    private static String value(Row lead, String field) {
        return Objects.requireNonNull(lead.text(field), field);
    }
}
