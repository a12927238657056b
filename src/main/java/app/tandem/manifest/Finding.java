package app.tandem.manifest;

/**
 * Why a manifest must not be served.
 *
 * @param where the element, by name and id or by its place among its siblings
 * @param what what stands there that must not
 */
record Finding(Rule rule, String where, String what) {

    @Override
    public String toString() {
        return rule + " at " + where + ": " + what;
    }
}
