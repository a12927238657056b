package app.tandem.mailbox.graph;

import app.tandem.account.User;
import app.tandem.credentials.AccessTokens;
import app.tandem.platform.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Hands out tokens one after the other: the same until it is refused. */
final class FakeTokens implements AccessTokens {

    private final IntFunction<String> source;
    private int number;

    final List<String> refused = new ArrayList<>();
    final List<String> challenges = new ArrayList<>();

    FakeTokens(IntFunction<String> source) {
        this.source = source;
    }

    @Override
    public synchronized SecretText forMailbox(User user) {
        return SecretText.of(source.apply(number));
    }

    @Override
    public CrmSession forCrm(User user) {
        throw new AssertionError("nobody asked for Salesforce");
    }

    @Override
    public synchronized void refused(User user, SecretText token) {
        refused.add(token.reveal());
        number++;
    }

    @Override
    public synchronized void challenged(User user, SecretText token, String claims) {
        challenges.add(claims);
        number++;
    }
}
