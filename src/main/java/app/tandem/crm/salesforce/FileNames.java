package app.tandem.crm.salesforce;

/** File names within the lengths that Salesforce keeps. */
final class FileNames {

    private static final int LONGEST_EXTENSION = 16;

    private FileNames() {}

    /** At most so many characters; what goes is the middle, so that the extension stays. Never half a pair. */
    static String cut(String name, int most) {
        String clean = XmlText.clean(name.isBlank() ? "file" : name);
        if (clean.length() <= most) {
            return clean;
        }
        int dot = clean.lastIndexOf('.');
        String extension = dot > 0 && clean.length() - dot <= LONGEST_EXTENSION ? clean.substring(dot) : "";
        int keep = most - extension.length();
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(keep - 1)) ? keep - 1 : keep) + extension;
    }
}
