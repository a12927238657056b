package app.tandem.sidebar.command;

import app.tandem.account.User;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.Mail;
import app.tandem.item.SaveWish;
import app.tandem.settings.Settings;
import app.tandem.sidebar.home.Related;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.office.Snapshot;
import app.tandem.sidebar.save.Items;
import app.tandem.sidebar.save.StatusText;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.words.Words;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Saves the open mail with the records that are found for it, as folder and category would (pane U-167). */
@Service
class QuickSave {

    private final Items items;
    private final Related related;
    private final Settings settings;
    private final Connections connections;

    QuickSave(Items items, Related related, Settings settings, Connections connections) {
        this.items = items;
        this.related = related;
        this.settings = settings;
        this.connections = connections;
    }

    /** Saves it, or says why not. */
    Said save(User user, Snapshot snapshot) {
        return of(user, snapshot, true);
    }

    /** How it stands, without asking for anything. */
    Said look(User user, Snapshot snapshot) {
        return of(user, snapshot, false);
    }

    private Said of(User user, Snapshot snapshot, boolean save) {
        OfficeItem item = snapshot.item();
        Words words = new Words(snapshot.client().locale(), snapshot.client().zone());
        if (item.isService() || item.kind() != OfficeItem.Kind.MESSAGE && item.kind() != OfficeItem.Kind.INVITATION) {
            return refused(words, item.isService() ? "home.service" : "quick.not-mail");
        }
        Connection connection = connections.of(user);
        if (!connection.allows(Connection.Need.SAVING)) {
            return new Said(Said.State.REFUSED, why(connection, words));
        }
        Optional<Mail> mail = items.find(user, item);
        if (mail.isEmpty()) {
            return refused(words, item.mode() == OfficeItem.Mode.COMPOSE ? "quick.draft" : "why.elsewhere");
        }
        ItemAnswer answer = items.answer(user, mail.get());
        boolean open = answer.state() == ItemAnswer.State.NOT_SAVED || answer.state() == ItemAnswer.State.FAILED;
        if (save && open && connection.waits() && mail.get().draft()) {
            return refused(words, "quick.draft-waits");
        }
        Said said = save && open ? saved(user, snapshot, mail.get(), words) : said(answer, words);
        return said.state() == Said.State.SOON && connection.waits()
                ? new Said(Said.State.LATER, why(connection, words))
                : said;
    }

    /** For who sees no pane: what to do about it stands in it. */
    private static String why(Connection connection, Words words) {
        return words.find("quick." + connection.state()).orElseGet(() -> connection.text(words));
    }

    private Said saved(User user, Snapshot snapshot, Mail mail, Words words) {
        if (!settings.mail(user.tenant(), user.id()).links().saveWithoutRecords() && findsNothing(user, snapshot)) {
            return refused(words, "quick.no-records");
        }
        items.save(user, mail, SaveWish.automatic());
        return mail.draft()
                ? new Said(Said.State.LATER, words.of("quick.after-sending"))
                : new Said(Said.State.SOON, words.of("quick.soon"));
    }

    private boolean findsNothing(User user, Snapshot snapshot) {
        return !related.isAnything(user, snapshot.client().mailbox(), snapshot.item());
    }

    private static Said said(ItemAnswer answer, Words words) {
        return switch (answer.state()) {
            case SAVED ->
                new Said(Said.State.DONE, words.of("saved", answer.records().size()));
            case WILL_BE_SAVED -> new Said(Said.State.SOON, words.of("quick.soon"));
            case NOT_SAVED -> new Said(Said.State.REFUSED, StatusText.why(answer, words));
            case CANNOT_BE_SAVED, FAILED -> new Said(Said.State.REFUSED, StatusText.why(answer, words));
        };
    }

    private static Said refused(Words words, String key) {
        return new Said(Said.State.REFUSED, words.of(key));
    }
}
