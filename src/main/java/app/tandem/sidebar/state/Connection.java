package app.tandem.sidebar.state;

import app.tandem.account.Account;
import app.tandem.account.Standing;
import app.tandem.account.UserState;
import app.tandem.sidebar.words.Words;
import java.util.Optional;

/**
 * How the person's two sides stand, as far as the pane cares (pane section 2, U-33).
 *
 * @param mailbox the connected mailbox, for people; empty when there is none
 * @param by the administrator who switched it off, for people; empty where nobody did or it is not known
 */
public record Connection(State state, String mailbox, String by) {

    /** One that nobody switched off. */
    public Connection(State state, String mailbox) {
        this(state, mailbox, "");
    }

    /** The same, switched off by somebody (admin A-182). */
    Connection by(String administrator) {
        return new Connection(state, mailbox, administrator);
    }

    /** The one thing that is to be said and, if anything, done about it. */
    public enum State {
        WELL,
        /** Records work; nothing is saved (pane U-19). */
        NO_MAILBOX,
        /** The user's own switch; wishes wait. */
        PAUSED,
        /** Salesforce wants a new sign-in; nothing works without (pane U-27). */
        CRM_LOST,
        /** The mailbox wants a new sign-in, or refused six times (admin A-175); records work (pane U-28). */
        MAILBOX_LOST,
        /** Too many failures in a row; records work, wishes wait (pane U-29). */
        STOPPED,
        /** Switched off by an administrator. */
        SWITCHED_OFF,
        /** Switched off by itself after a long absence; a click ends it (admin A-187). */
        RETIRED,
        /** Outlook shows another mailbox than the connected one (pane U-20). */
        ELSEWHERE
    }

    /** What a control cannot do without. */
    public enum Need {
        /** Salesforce. */
        RECORDS,
        /** The mailbox too: what is saved is read there. */
        SAVING
    }

    /** By what is kept of the account alone; which mailbox Outlook shows is another question. */
    static Connection of(Account account) {
        Standing standing = account.standing();
        return new Connection(
                state(account.user().state(), standing),
                account.user().mailbox().map(mailbox -> mailbox.address()).orElse(""));
    }

    private static State state(UserState user, Standing standing) {
        if (user == UserState.DEACTIVATED) {
            return standing.disabled() ? State.SWITCHED_OFF : State.RETIRED;
        }
        if (!standing.crm()
                || standing.crmSuspension() != null && standing.crmSuspension().dead()) {
            return State.CRM_LOST;
        }
        if (!standing.mailbox()) {
            return State.NO_MAILBOX;
        }
        if (standing.mailboxSuspension() != null && standing.mailboxSuspension().dead()) {
            return State.MAILBOX_LOST;
        }
        if (user == UserState.SUSPENDED) {
            return State.STOPPED;
        }
        if (standing.mailboxAttention()) {
            return State.MAILBOX_LOST;
        }
        return user == UserState.PAUSED ? State.PAUSED : State.WELL;
    }

    /** Whether the pane has nothing to show but this state. */
    public boolean blocks() {
        return !allows(Need.RECORDS);
    }

    /** Whether nothing at all works, whatever is connected. */
    public boolean isOff() {
        return state == State.SWITCHED_OFF || state == State.RETIRED;
    }

    /** Whether what is asked for now is done later only, once somebody ends that (admin A-192). */
    public boolean waits() {
        return state == State.PAUSED || state == State.STOPPED;
    }

    /** Whether a control that needs this works. */
    public boolean allows(Need need) {
        return switch (state) {
            case CRM_LOST, SWITCHED_OFF, RETIRED -> false;
            case NO_MAILBOX, MAILBOX_LOST, ELSEWHERE -> need == Need.RECORDS;
            case WELL, PAUSED, STOPPED -> true;
        };
    }

    /** Why a control that needs this does not work, for its tooltip. */
    public Optional<String> refusal(Need need, Words words) {
        return allows(need) ? Optional.empty() : Optional.of(text(words));
    }

    /** The state in words. */
    public String text(Words words) {
        return words.of("connection." + state.name() + (by.isEmpty() ? "" : ".by"), mailbox, by);
    }
}
