package app.tandem.account.notice;

import app.tandem.account.Account;
import app.tandem.account.Side;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of "Action required – Sync suspended" and of the mails that follow it: cause, numbered steps, link to the fix; no
 * content (admin ).
 */
record SuspensionMail(
        Notice.Kind kind, String greeting, String cause, List<String> steps, String action, URI link, String code) {

    private static final String STOPPED =
            "Until then nothing new is saved between the mailbox and Salesforce. Nothing is lost: what changes meanwhile is"
                    + " caught up afterwards.";
    private static final String LAST_WARNING =
            "If nothing happens, Tandem clears up in seven days: its categories and its empty folder are removed from the"
                    + " mailbox, and the settings are reset. A folder that holds anything stays, and no mail is touched. The"
                    + " settings are kept for 90 days and come back with the next connection.";
    private static final String WHY_THIS_MAIL = "You get this mail once. Sync goes on by itself after the last step.";

    static SuspensionMail to(Notice notice, Account account, URI page) {
        boolean admin = notice.audience() == Notice.Audience.ADMIN;
        String who = account.signInName();
        String greeting = admin ? "Tandem stopped the sync of " + who + "." : "Tandem stopped your sync (" + who + ").";
        boolean dead =
                account.standing().suspension().filter(cause -> cause.dead()).isPresent();
        String service = service(notice.side());
        List<String> steps = dead ? signInAgain(service, who, admin) : repair(service, admin);
        String action = dead ? "Connect " + service + " again" : "Open Tandem and try again";
        return new SuspensionMail(notice.kind(), greeting, cause(service, dead), steps, action, page, notice.code());
    }

    String subject() {
        return switch (kind) {
            case SUSPENDED -> "Action required – Sync suspended";
            case REMINDER -> "Reminder – Sync is still suspended";
            case SECOND_REMINDER -> "Second reminder – Sync is still suspended";
            case LAST_WARNING -> "Last warning – Tandem clears up in seven days";
        };
    }

    private String prospect() {
        return kind == Notice.Kind.LAST_WARNING ? LAST_WARNING : STOPPED;
    }

    String text() {
        String numbered = IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                .collect(Collectors.joining("\n"));
        return """
                %s

                Why: %s

                What to do:
                %s

                %s:
                %s

                %s

                %s
                Code for your administrator: %s
                """.formatted(greeting, cause, numbered, action, link, prospect(), WHY_THIS_MAIL, code);
    }

    String html() {
        String numbered = steps.stream()
                .map(step -> "<li style=\"margin:0 0 8px\">" + safe(step) + "</li>")
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="margin:0;padding:24px 16px;background:#f4f6f8;color:#1b1f24;font:16px/1.5 'Segoe UI',Arial,sans-serif">
                <div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:8px;padding:24px 28px">
                <h1 style="font-size:20px;line-height:1.3;margin:0 0 12px">%s</h1>
                <p style="margin:0 0 16px">%s</p>
                <h2 style="font-size:16px;margin:0 0 8px">What to do</h2>
                <ol style="margin:0 0 20px;padding-left:22px">%s</ol>
                <p style="margin:0 0 20px"><a href="%s" style="display:inline-block;background:#0b5cab;color:#ffffff;\
                text-decoration:none;padding:10px 18px;border-radius:6px">%s</a></p>
                <p style="margin:0 0 8px">%s</p>
                <p style="margin:0;color:#59636e;font-size:13px">%s Code for your administrator: %s</p>
                </div></body></html>
                """.formatted(
                        subject(),
                        safe(greeting),
                        safe(cause),
                        numbered,
                        safe(link.toString()),
                        safe(action),
                        prospect(),
                        WHY_THIS_MAIL,
                        safe(code));
    }

    private static String service(@org.jspecify.annotations.Nullable Side side) {
        return side == null ? "Tandem" : side == Side.CRM ? "Salesforce" : "the mailbox";
    }

    private static String cause(String service, boolean dead) {
        if (dead) {
            return "The permission to use " + service
                    + " is no longer valid. This happens after a password change, when"
                    + " the permission was withdrawn or not used for long, or by a rule of your company.";
        }
        return service.equals("Tandem")
                ? "Ten sync runs in a row failed."
                : "Access to " + service + " was refused in ten sync runs in a row.";
    }

    private static List<String> signInAgain(String service, String who, boolean admin) {
        return List.of(
                admin
                        ? "Ask " + who + " to open the page below, or check first that the user is active."
                        : "Open the page below.",
                "Press \"Connect again\" beside " + service + ".",
                "Sign in with the same user as before and accept.");
    }

    private static List<String> repair(String service, boolean admin) {
        return List.of(
                admin
                        ? "Check that this user may still use " + service
                                + ": licence, access by applications, company rules."
                        : "Ask your administrator whether your access to " + service + " was changed.",
                "Open the page below once that is put right.",
                "Press \"Try again\".");
    }

    private static String safe(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
