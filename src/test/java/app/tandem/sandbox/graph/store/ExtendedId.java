package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of an extended property in one spelling: the GUID lower case, the name as written (it is case-sensitive). */
public record ExtendedId(String value) implements Comparable<ExtendedId> {

    private static final String TYPE =
            "(?<type>String|Integer|Boolean|SystemTime|Double|Float|Short|Long|Binary|CLSID|Currency"
                    + "|ApplicationTime|Object|Null|Error)(?<array>Array)?";
    private static final Pattern FORM = Pattern.compile("(?i)" + TYPE
            + "\\s+(?:(?<tag>0x[0-9a-f]{1,4})|\\{?(?<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\}?\\s+"
            + "(?:(?<kind>Name)\\s+(?<name>.+)|Id\\s+(?<id>0x[0-9a-f]+)))");

    /** The id as written by a client; 400 when it is not of a documented form. */
    public static ExtendedId of(String written) {
        Matcher form = FORM.matcher(written.strip());
        if (!form.matches()) {
            throw Problem.bad("ErrorInvalidProperty", "Property id '" + written + "' is invalid.");
        }
        String type = form.group("type") + (form.group("array") == null ? "" : "Array");
        if (form.group("tag") != null) {
            return new ExtendedId(type + " " + form.group("tag").toLowerCase(Locale.ROOT));
        }
        String guid = type + " {" + form.group("guid").toLowerCase(Locale.ROOT) + "} ";
        String id = form.group("id");
        return new ExtendedId(guid + (id == null ? "Name " + form.group("name") : "Id " + id.toLowerCase(Locale.ROOT)));
    }

    @Override
    public int compareTo(ExtendedId other) {
        return value.compareTo(other.value);
    }
}
