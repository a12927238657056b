package app.tandem.sandbox.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as describe shows it.
 *
 * @param length characters of text; 0 when it has none or nobody knows
 * @param to the object types a reference may point at
 * @param rel name of the parent relationship
 * @param of the compound field it is a part of
 */
record Field(
        String name,
        String type,
        int length,
        int precision,
        int scale,
        String flags,
        List<String> to,
        @Nullable String rel,
        @Nullable String of,
        @Nullable String initial,
        @Nullable String needs,
        List<String> picks) {

    private boolean flag(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    boolean nillable() {
        return flag('n');
    }

    boolean createable() {
        return flag('c');
    }

    boolean updateable() {
        return flag('u');
    }

    /** The same, to be read only. */
    Field locked() {
        String rest = flags.replaceAll("[cu]", "");
        return new Field(name, type, length, precision, scale, rest, to, rel, of, initial, needs, picks);
    }

    boolean defaulted() {
        return flag('d');
    }

    boolean idLookup() {
        return flag('l') || type.equals("id");
    }

    boolean restricted() {
        return flag('r');
    }

    boolean filterable() {
        return !flag('x') && !junction() && !compound() && !type.equals("base64");
    }

    boolean unique() {
        return flag('q');
    }

    boolean externalId() {
        return flag('e');
    }

    boolean custom() {
        return flag('k');
    }

    boolean junction() {
        return type.equals("junctionIdList");
    }

    boolean compound() {
        return type.equals("address") || type.equals("location");
    }

    /** A reference to several types is read as the type Name. */
    boolean polymorphic() {
        return to.size() > 1;
    }

    boolean isReference() {
        return type.equals("reference");
    }

    boolean isText() {
        return switch (type) {
            case "boolean",
                    "int",
                    "long",
                    "double",
                    "currency",
                    "percent",
                    "date",
                    "datetime",
                    "base64",
                    "id",
                    "reference" -> false;
            default -> !compound() && !junction();
        };
    }

    boolean isNumber() {
        return switch (type) {
            case "int", "long", "double", "currency", "percent" -> true;
            default -> false;
        };
    }

    /** What people read: the name in words, without the ending of a reference or the package's prefix. */
    String label() {
        String plain = name.replaceFirst("^tandem__", "").replaceFirst("__c$", "");
        if (isReference() && plain.endsWith("Id") && plain.length() > 2) {
            plain = plain.substring(0, plain.length() - 2) + "ID";
        }
        return plain.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    }

    /** Whether a look-up by this field is worth an index. */
    boolean indexed() {
        return idLookup() || unique() || isReference() || type.equals("email");
    }
}
