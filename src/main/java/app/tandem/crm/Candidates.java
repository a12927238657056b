package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link LinkSearch} found, filtered by rows' own state (sync L-7) but not yet chosen from. */
public record Candidates(
        List<Person> people,
        List<Account> accounts,
        List<Opportunity> opportunities,
        Map<String, Case> casesByNumber,
        Map<String, RecordRef> recordsById) {

    /** A Contact, Person Account or Lead. */
    public enum PersonType {
        CONTACT,
        PERSON_ACCOUNT,
        LEAD
    }

    /**
     * Somebody with one of the addresses.
     *
     * @param id the id that goes into WhoId
     * @param addresses all mail addresses of the record, lower case
     */
    public record Person(
            String id,
            PersonType type,
            Set<String> addresses,
            @Nullable String accountId,
            @Nullable String ownerId,
            @Nullable LocalDate lastActivity,
            Instant created) {}

    /** An Account, matched through a contact or through its web site's domain. */
    public record Account(
            String id, @Nullable String domain, @Nullable String ownerId, Instant created) {}

    /** An open Opportunity in the window of sync L-7. */
    public record Opportunity(
            String id, String accountId, @Nullable String ownerId, Set<String> roleContactIds, Instant created) {}

    /** An open Case created in the last 90 days (sync L-7). */
    public record Case(
            String id,
            String number,
            @Nullable String accountId,
            @Nullable String contactId) {}

    /** Nothing found. */
    public static Candidates none() {
        return new Candidates(List.of(), List.of(), List.of(), Map.of(), Map.of());
    }
}
