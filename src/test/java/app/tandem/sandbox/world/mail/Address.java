package app.tandem.sandbox.world.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A name and an address in a header. */
public record Address(String name, String address) {

    /** As a header writes it, the name in encoded words where it must. */
    String written() {
        if (name.isEmpty()) {
            return address;
        }
        if (!Encodings.ascii(name)) {
            return Encodings.words(name, StandardCharsets.UTF_8, true) + " <" + address + ">";
        }
        boolean plain = name.matches("[A-Za-z0-9 '&-]+");
        return (plain ? name : "\"" + name.replace("\"", "\\\"") + "\"") + " <" + address + ">";
    }

    /** As a person reads it. */
    String shown() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }

    static String list(List<Address> addresses) {
        return String.join(", ", addresses.stream().map(Address::written).toList());
    }

    static String shown(List<Address> addresses) {
        return String.join("; ", addresses.stream().map(Address::shown).toList());
    }
}
