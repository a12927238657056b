package app.tandem.sidebar.record;

import app.tandem.account.User;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.RecordCard;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import app.tandem.settings.RefusedSetting;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.ItemText;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Troubles;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** People of the item whom nobody in Salesforce is yet, and what can be done about it (pane U-113 … U-117). */
final class Suggestions extends Section {

    private static final int FIRST = 5;
    private static final List<String> OBJECTS = List.of("Contact", "Lead", "Account");

    private final Pane pane;
    private final OfficeItem item;
    private final Words words;
    private final RecordScreens screens;
    private final Blocklist blocklist;
    private final Function<Address, Optional<RecordCard>> account;
    private final Consumer<RecordCard> created;
    private final Div rows = Parts.box("people");
    private Set<String> createable = Set.of();

    /**
     * @param account the Account that somebody with this address belongs to, if one is known
     * @param created gets a new record
     */
    Suggestions(
            Pane pane,
            OfficeItem item,
            RecordScreens screens,
            Blocklist blocklist,
            List<Address> unknown,
            Function<Address, Optional<RecordCard>> account,
            Consumer<RecordCard> created) {
        this.pane = pane;
        this.item = item;
        this.words = pane.words();
        this.screens = screens;
        this.blocklist = blocklist;
        this.account = account;
        this.created = created;
        addClassNames("group", "suggestions");
        add(new H2(words.of("suggest.title")), rows);
        pane.ask(
                "objects",
                () -> screens.records(pane).objects(),
                objects -> {
                    createable = objects.stream()
                            .filter(ObjectHead::createable)
                            .map(ObjectHead::name)
                            .collect(Collectors.toSet());
                    list(unknown);
                },
                trouble -> {
                    createable = Set.copyOf(OBJECTS);
                    list(unknown);
                });
    }

    private void list(List<Address> unknown) {
        unknown.stream().limit(FIRST).forEach(person -> rows.add(row(person)));
        if (unknown.size() > FIRST) {
            NativeButton more = Parts.button(words.of("more"), () -> {});
            more.addClassName("plain");
            more.addClickListener(event -> {
                rows.remove(more);
                unknown.stream().skip(FIRST).forEach(person -> rows.add(row(person)));
            });
            rows.add(more);
        }
    }

    private Div row(Address person) {
        String name = person.name() == null || person.name().isBlank() ? person.address() : person.name();
        Div text = Parts.box("text", Parts.text(name, "name"));
        if (!name.equals(person.address())) {
            text.add(Parts.text(person.address(), "line", "soft"));
        }
        Div row = Parts.box("person", text);
        row.getElement().setAttribute("data-address", person.address());
        offer(row, person, name);
        return row;
    }

    private void offer(Div row, Address person, String name) {
        Div buttons = Parts.box("buttons");
        OBJECTS.stream().filter(createable::contains).forEach(object -> {
            NativeButton button = Parts.button(words.of("suggest." + object), () -> create(object, person));
            button.getElement().setAttribute("aria-label", words.of("suggest.as." + object, name));
            buttons.add(button);
        });
        NativeButton never = Parts.button(words.of("suggest.never"), () -> askWhat(row, buttons, person, name));
        never.addClassName("plain");
        buttons.add(never);
        row.add(buttons);
    }

    /** Only the address, or the whole domain (pane U-116); an administrator may have decided already. */
    private void askWhat(Div row, Div buttons, Address person, String name) {
        User user = pane.user();
        pane.ask(
                "blocklist",
                () -> blocklist.isFree(user),
                free -> {
                    if (!free) {
                        pane.toast(Toast.INFO, words.of("suggest.forced"));
                    } else if (buttons.getParent().isPresent()) {
                        row.remove(buttons);
                        question(row, person, name);
                    }
                },
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private void question(Div row, Address person, String name) {
        Div question = Parts.box("buttons");
        question.getElement().setAttribute("role", "group").setAttribute("aria-label", words.of("suggest.never-what"));
        question.add(Parts.text(words.of("suggest.never-what"), "line"));
        for (String entry : List.of(person.address(), person.domain())) {
            question.add(Parts.button(entry, () -> {
                row.remove(question);
                block(row, person, name, entry);
            }));
        }
        NativeButton cancel = Parts.button(words.of("cancel"), () -> {
            row.remove(question);
            offer(row, person, name);
        });
        cancel.addClassName("plain");
        question.add(cancel);
        row.add(question);
    }

    private void block(Div row, Address person, String name, String entry) {
        User user = pane.user();
        change(
                () -> blocklist.add(user, entry),
                () -> row.add(blocked(row, person, name, entry)),
                () -> offer(row, person, name));
    }

    private Div blocked(Div row, Address person, String name, String entry) {
        User user = pane.user();
        Div done = Parts.box("buttons", Parts.text(words.of("suggest.blocked", entry), "line", "soft"));
        done.getElement().setAttribute("role", "status");
        done.add(Parts.button(
                words.of("undo"),
                () -> change(
                        () -> blocklist.remove(user, entry),
                        () -> {
                            if (done.getParent().isPresent()) {
                                row.remove(done);
                                offer(row, person, name);
                            }
                        },
                        () -> {})));
        return done;
    }

    /** Changes the list of those who are left out; it stands in our own database, so not in the UI's thread. */
    private void change(Supplier<Optional<RefusedSetting>> change, Runnable done, Runnable failed) {
        pane.ask(
                "blocklist",
                change,
                refused -> refused.ifPresentOrElse(why -> fail(Troubles.of(why, words), failed), done),
                trouble -> fail(pane.trouble(trouble), failed));
    }

    private void fail(String why, Runnable failed) {
        pane.toast(Toast.ERROR, why);
        failed.run();
    }

    private void create(String object, Address person) {
        Draft first = PersonDrafts.of(object, person, account.apply(person));
        CreateScreen form = screens.form(pane, first, created);
        pane.open(form);
        if (isWriter(person)) {
            readSignature(object, person, form);
        }
        if (account.apply(person).isEmpty() && object.equals("Contact")) {
            accountByWebsite(person, form);
        }
    }

    /** The last lines of a mail tell of nobody but its writer (pane U-115). */
    private boolean isWriter(Address person) {
        Address from = item.from();
        return from != null && from.address().equalsIgnoreCase(person.address());
    }

    private void readSignature(String object, Address person, CreateScreen form) {
        ItemText.read(form, item, text -> {
            if (!text.isBlank()) {
                pane.ask(
                        "signature",
                        () -> PersonDrafts.of(object, Signature.in(text, person)),
                        form::propose,
                        trouble -> {});
            }
        });
    }

    /** The Account whose web site is at the person's domain (pane U-141). */
    private void accountByWebsite(Address person, CreateScreen form) {
        pane.ask(
                "account",
                () -> screens.accountOf(pane, person),
                found -> found.ifPresent(card -> form.propose(Draft.of("Contact")
                        .with("AccountId", new RecordRef("Account", card.ref().id()), card.name()))),
                trouble -> {});
    }
}
