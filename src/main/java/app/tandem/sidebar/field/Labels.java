package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;

/** What fields are called on a screen. */
public final class Labels {

    private static final String ID = " ID";

    private Labels() {}

    /** The label; a reference shows the other record's name, so its label loses the "ID" that Salesforce describes it with. */
    public static String of(Field field) {
        return field.type() == FieldType.REFERENCE
                        && field.label().endsWith(ID)
                        && field.label().length() > ID.length()
                ? field.label().substring(0, field.label().length() - ID.length())
                : field.label();
    }
}
