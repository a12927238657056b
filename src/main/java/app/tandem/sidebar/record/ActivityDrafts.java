package app.tandem.sidebar.record;

import app.tandem.account.CrmConnection;
import app.tandem.crm.RecordCard;
import app.tandem.item.RecordRef;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Tasks, follow-ups and calls begin with (pane U-248 … U-252). */
final class ActivityDrafts {

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");
    private static final int FOLLOW_UP_DAYS = 3;

    /**
     * The records that an activity is about.
     *
     * @param who a person
     * @param what a business record; a Lead stands alone
     */
    record Links(@Nullable RecordCard who, @Nullable RecordCard what) {

        /** Only the record that it was started from. */
        static Links to(RecordCard card) {
            return PEOPLE.contains(card.ref().type()) ? new Links(card, null) : new Links(null, card);
        }

        /** Nothing is known. */
        static Links none() {
            return new Links(null, null);
        }
    }

    /**
     * Where it was started.
     *
     * @param subject of the open item; empty where it is about a record only
     */
    record Start(String subject) {

        static Start record() {
            return new Start("");
        }
    }

    private ActivityDrafts() {}

    /** A Task of the person's own (pane U-249). */
    static Draft task(Links links, Start start, @Nullable CrmConnection me) {
        return assigned(linked(Draft.of("Task"), links).titled("task.new").with("Subject", start.subject()), me);
    }

    /** Due in three business days (pane U-250). */
    static Draft followUp(Links links, Start start, String subject, @Nullable CrmConnection me, LocalDate today) {
        return assigned(
                linked(Draft.of("Task"), links)
                        .titled("task.follow-up")
                        .with("Subject", subject)
                        .with("ActivityDate", afterBusinessDays(today, FOLLOW_UP_DAYS)),
                me);
    }

    /** A call that took place (pane U-251); its status follows, as every org names it in its own way. */
    static Draft call(Links links, String subject, @Nullable CrmConnection me, LocalDate today) {
        return assigned(
                linked(Draft.of("Task"), links)
                        .titled("task.call")
                        .with("Subject", subject)
                        .with("ActivityDate", today)
                        .always("TaskSubtype", "Call"),
                me);
    }

    private static Draft linked(Draft draft, Links links) {
        Draft linked = draft;
        if (links.who() != null) {
            linked = linked.with("WhoId", links.who().ref(), links.who().name());
        }
        boolean alone = links.who() != null && links.who().ref().type().equals("Lead");
        if (links.what() != null && !alone) {
            linked = linked.with("WhatId", links.what().ref(), links.what().name());
        }
        return linked;
    }

    private static Draft assigned(Draft draft, @Nullable CrmConnection me) {
        return me == null ? draft : draft.with("OwnerId", new RecordRef("User", me.userId()), me.userName());
    }

    /** So many days on, Saturdays and Sundays not counted. */
    static LocalDate afterBusinessDays(LocalDate from, int days) {
        LocalDate day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
