package app.tandem.sandbox.login;

import java.util.List;
import java.util.Set;

/**
 * An application registered with a login server.
 *
 * @param scopes what it may ask of a signed-in user
 * @param roles what it may do by itself, once an administrator agreed
 * @param redirectUris where codes may be sent, compared exactly
 */
record App(String id, String secret, String name, Set<String> scopes, Set<String> roles, List<String> redirectUris) {

    /** The product. */
    static final String PRODUCT = "tandem";

    /** For tools that are not ours. */
    static final String TOOL = "sandbox-tool";
}
