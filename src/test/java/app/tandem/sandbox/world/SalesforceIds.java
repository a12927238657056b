package app.tandem.sandbox.world;

/** Salesforce record ids: 15 case-sensitive characters and the three that make them safe where case is lost. */
public final class SalesforceIds {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int GROUP = 5;

    private SalesforceIds() {}

    /**
     * The id of the n-th record of a kind on an instance.
     *
     * @param keyPrefix three characters, {@code 005} for users
     * @param instance two characters that tell instances apart
     */
    public static String of(String keyPrefix, String instance, long number) {
        StringBuilder digits = new StringBuilder();
        long rest = number;
        for (int i = 0; i < 9; i++) {
            digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return withSuffix(keyPrefix + instance + "0" + digits);
    }

    /** The 18-character form of a 15-character id: one suffix character tells the upper-case letters of each group of five. */
    public static String withSuffix(String id15) {
        if (id15.length() != 15) {
            throw new IllegalArgumentException("not 15 characters: " + id15);
        }
        StringBuilder id = new StringBuilder(id15);
        for (int group = 0; group < 15; group += GROUP) {
            int upper = 0;
            for (int i = 0; i < GROUP; i++) {
                if (Character.isUpperCase(id15.charAt(group + i))) {
                    upper |= 1 << i;
                }
            }
            id.append(SUFFIXES.charAt(upper));
        }
        return id.toString();
    }
}
