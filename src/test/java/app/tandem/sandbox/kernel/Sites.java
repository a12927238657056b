package app.tandem.sandbox.kernel;

/**
 * The names under which the outside speaks of Tandem, and where it really listens: in a browser that was told so it may
 * stand at a site of its own, whose name leads nowhere else.
 *
 * @param named what browsers and Tandem itself call it, such as {@code https://tandem.example}
 * @param plain where it listens on this machine
 * @param secure where it listens with https
 */
public record Sites(String named, String plain, String secure) {

    /** The address to call on this machine for one that Tandem gave out. */
    public String plain(String url) {
        return url.startsWith(named) ? plain + url.substring(named.length()) : url;
    }

    /** The same on https, for callers with cookies that go nowhere else. */
    public String secure(String url) {
        return url.startsWith(named) && named.startsWith("https:") ? secure + url.substring(named.length()) : url;
    }
}
