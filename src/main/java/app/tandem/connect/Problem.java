package app.tandem.connect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong when somebody connects, in words that say what to do (admin section 19). */
public enum Problem {
    WRONG_MAILBOX(
            "That is another mailbox",
            "You signed in to Microsoft with a mailbox other than the one that is connected.",
            Action.MAILBOX,
            "Press the button below and pick the mailbox you use Outlook with.",
            "If you moved to a new mailbox for good, choose \"Use another mailbox\" on the overview first."),
    MAILBOX_TAKEN(
            "This mailbox belongs to somebody else's connection",
            "A mailbox is connected with exactly one Salesforce user, and this one already is.",
            Action.MAILBOX,
            "If you have a mailbox of your own, connect that one.",
            "If you changed your Salesforce user, sign in with the old one, disconnect the mailbox there, and come back."),
    OTHER_DIRECTORY(
            "Your colleagues work in another organization",
            "The mailbox belongs to a different Microsoft organization than those of your colleagues in this Salesforce org.",
            Action.MAILBOX,
            "Sign in with your work account.",
            "If your company uses several Microsoft organizations, talk to your administrator."),
    WRONG_ORG(
            "This Salesforce org is not set up here",
            "This installation of Tandem serves certain Salesforce orgs only, and yours is not among them.",
            Action.START,
            "Check whether you meant to sign in to production or to a sandbox.",
            "Otherwise ask your administrator which address of Tandem your company uses."),
    OTHER_PERSON(
            "That is another Salesforce user",
            "You are signed in to Tandem with one Salesforce user and just signed in to Salesforce with another, or in"
                    + " another org.",
            Action.SALESFORCE,
            "Sign in again with the user you see on the overview.",
            "To change over to the other user, sign out of Tandem first."),
    MISSING_SCOPES(
            "A permission is missing",
            "Microsoft did not grant everything that is needed: reading and marking mail, and the list of categories.",
            Action.MAILBOX,
            "Connect again and leave all permissions in place.",
            "If you were not asked, your administrator has limited what may be granted; show them this page."),
    CONSENT_REFUSED(
            "You did not agree",
            "Without your agreement nothing was connected and nothing was stored.",
            Action.START,
            "If that was a slip, start again and choose Accept or Allow."),
    ADMIN_CONSENT(
            "Your administrator has to agree first",
            "Your company lets only administrators agree to applications that read mail.",
            Action.CONSENT_LINK,
            "Send the link below to whoever administers Microsoft 365 in your company.",
            "After they agreed, come back here and connect the mailbox; you will not be asked again."),
    NOT_ASSIGNED(
            "You are not on the list for this application",
            "Your administrator limits who may use Tandem, and your account is not among them.",
            Action.START,
            "Ask your administrator to assign your account to Tandem in Entra ID."),
    USER_DISABLED(
            "This account is switched off",
            "Salesforce or Microsoft does not let this account sign in any more.",
            Action.START,
            "Check with your administrator whether your account is active in both.",
            "Once it is, come back and connect again."),
    EXPIRED(
            "The connection has run out",
            "A password change, a company rule, long disuse or a withdrawn permission ended it.",
            Action.START,
            "Connect again with the same account. Sync then goes on by itself; nothing is lost."),
    POLICY(
            "A company rule stopped the sign-in",
            "Your company allows this sign-in only under certain conditions, such as a managed device or a known network.",
            Action.START,
            "Try again from your work computer or the company network.",
            "If Tandem itself has to be exempted from the rule, your administrator can do that."),
    APP_NOT_INSTALLED(
            "Tandem is not installed in your Salesforce org",
            "Salesforce lets users authorize an application only after an administrator installed it.",
            Action.SALESFORCE,
            "Ask your Salesforce administrator to open Setup, search for \"Connected Apps OAuth Usage\", and choose"
                    + " Install beside Tandem.",
            "If it is installed, ask them whether your profile is permitted to use it, and whether login IP ranges exclude"
                    + " Tandem.",
            "Then connect again."),
    API_DISABLED(
            "Your Salesforce user has no API access",
            "Tandem works through Salesforce's API, which is off for your user or not part of your edition.",
            Action.START,
            "Ask your Salesforce administrator to switch on the permission \"API Enabled\" for your profile.",
            "Professional Edition needs the API as an add-on."),
    TOKEN_KIND(
            "A setting of the app in Salesforce has to change",
            "The app gives out JWT-based access tokens, which Salesforce's own SOAP API refuses.",
            Action.START,
            "Ask your Salesforce administrator to open the app's policies and switch off \"Issue JWT-based access tokens\"."),
    NO_OFFLINE(
            "Salesforce did not allow lasting access",
            "Tandem works while you are away, and the app does not grant that.",
            Action.START,
            "Ask your Salesforce administrator to add \"Perform requests at any time (refresh_token)\" to the app."),
    UNKNOWN_HOST(
            "That is not an address of Salesforce",
            "For your safety Tandem sends you to Salesforce's own addresses only.",
            Action.START,
            "Give your My Domain as in the address bar of Salesforce: name.my.salesforce.com."),
    STALE(
            "This sign-in has run out",
            "It took too long, was answered twice, or began in another browser.",
            Action.START,
            "Start again; it takes a minute."),
    SERVICE_DOWN(
            "The other side does not answer",
            "Salesforce or Microsoft could not be reached, or is busy.",
            Action.START,
            "Try again in a few minutes. Nothing was changed."),
    CONFIGURATION(
            "Tandem is not set up completely",
            "The sign-in data of this installation is not accepted.",
            Action.START,
            "Tell whoever runs Tandem in your company; the log names the code."),
    NOT_FOR_YOU(
            "This page is for administrators",
            "Your Salesforce user is not an administrator of Tandem.",
            Action.START,
            "Go back to the overview, or ask an administrator.");

    /** What the button of the page does. */
    public enum Action {
        START,
        SALESFORCE,
        MAILBOX,
        CONSENT_LINK
    }

    private final String title;
    private final String text;
    private final Action action;
    private final List<String> steps;

    Problem(String title, String text, Action action, String... steps) {
        this.title = title;
        this.text = text;
        this.action = action;
        this.steps = List.of(steps);
    }

    /** The heading. */
    public String title() {
        return title;
    }

    /** What happened. */
    public String text() {
        return text;
    }

    /** The way on. */
    public Action action() {
        return action;
    }

    /** What to do. */
    public List<String> steps() {
        return steps;
    }

    /** Its page. */
    String path() {
        return "/connect/problem/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem of a page's address. */
    static Optional<Problem> of(String name) {
        try {
            return Optional.of(valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
