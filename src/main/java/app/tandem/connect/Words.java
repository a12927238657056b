package app.tandem.connect;

import app.tandem.account.ActivityCode;
import app.tandem.account.Actor;
import app.tandem.account.UserState;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Codes of the activity log in words. */
public final class Words {

    /** What happened. */
    public String of(ActivityCode code) {
        return switch (code) {
            case USER_ADDED -> "User added";
            case USER_REMOVED -> "User removed";
            case ADMIN_APPOINTED -> "Made an administrator";
            case CRM_CONNECTED -> "Salesforce connected";
            case CRM_DISCONNECTED -> "Salesforce disconnected";
            case MAILBOX_CONNECTED -> "Mailbox connected";
            case MAILBOX_DISCONNECTED -> "Mailbox disconnected";
            case SYNC_ENABLED -> "Sync started";
            case SYNC_PAUSED -> "Sync paused";
            case SYNC_DISABLED_MANUAL -> "Sync switched off";
            case SYNC_DISABLED_AUTHORISATION -> "Sync suspended: access refused";
            case SYNC_DISABLED_THROTTLING -> "Sync suspended: too many calls";
            case SYNC_DISABLED_OTHER -> "Sync suspended";
            case SYNC_DISABLED_UNUSED -> "Switched off: not used";
            case REMINDED -> "Reminded by mail";
            case MAILBOX_CLEANED -> "Folders and categories removed from the mailbox";
            case SETTINGS_RESET -> "Settings reset";
            case SETTINGS_RESTORED -> "Settings restored";
            case DIRECTORY_GRANTED -> "Mailbox access granted for the organization";
            case CRM_GRANTED -> "Salesforce access granted for the organization";
            case ACTIVATION_STARTED -> "Activation of users started";
            case NOTICES_CHANGED -> "Notices changed";
        };
    }

    /** Who did it. */
    public String of(Actor.Kind kind) {
        return switch (kind) {
            case USER -> "User";
            case ADMIN -> "Administrator";
            case SYSTEM -> "Tandem";
        };
    }

    /** How somebody stands. */
    public String of(UserState state) {
        return switch (state) {
            case REGISTERED -> "Not set up";
            case RUNNING -> "Running";
            case PAUSED -> "Paused";
            case SUSPENDED -> "Suspended";
            case DEACTIVATED -> "Switched off";
        };
    }

    @ControllerAdvice
    static class Everywhere {

        @ModelAttribute("words")
        Words words() {
            return new Words();
        }

        /** Who is signed in, for the bar on top of every page. */
        @ModelAttribute("person")
        @Nullable
        SignedInPerson person(@AuthenticationPrincipal @Nullable SignedInPerson person) {
            return person;
        }
    }
}
