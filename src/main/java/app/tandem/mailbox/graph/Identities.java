package app.tandem.mailbox.graph;

import app.tandem.mailbox.Identity;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.microsoft.graph.models.MailboxSettings;
import com.microsoft.graph.models.User;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a mailbox is, for twelve hours. Its addresses are those that receive mail for it: the primary one, the aliases and the
 * sign-in name (sync L-27). Private addresses that a directory may also know ({@code otherMails}) are somebody else's mailbox.
 */
final class Identities {

    private static final Duration KNOWN = Duration.ofHours(12);
    private static final int MAILBOXES = 20_000;
    private static final String SMTP = "smtp:";

    private final Requests requests;
    private final Batches batches;
    private final Cache<String, Identity> known =
            Caffeine.newBuilder().maximumSize(MAILBOXES).expireAfterWrite(KNOWN).build();

    Identities(Requests requests, Batches batches) {
        this.requests = requests;
        this.batches = batches;
    }

    Identity of(Line line) {
        Identity identity = known.getIfPresent(line.key());
        if (identity == null) {
            identity = ask(line);
            known.put(line.key(), identity);
        }
        return identity;
    }

    private Identity ask(Line line) {
        List<Answer> answers = batches.send(line, List.of(requests.addresses(line), requests.settings(line)));
        answers.forEach(ErrorCodes::demand);
        User user = answers.get(0).as(User::createFromDiscriminatorValue);
        MailboxSettings settings = answers.get(1).as(MailboxSettings::createFromDiscriminatorValue);
        return new Identity(Set.copyOf(addresses(user)), WindowsZones.zone(settings.getTimeZone()));
    }

    private static Set<String> addresses(User user) {
        Set<String> addresses = new LinkedHashSet<>();
        add(addresses, user.getMail());
        add(addresses, user.getUserPrincipalName());
        List<String> proxies = user.getProxyAddresses();
        if (proxies != null) {
            proxies.stream()
                    .filter(proxy -> proxy.regionMatches(true, 0, SMTP, 0, SMTP.length()))
                    .forEach(proxy -> add(addresses, proxy.substring(SMTP.length())));
        }
        return addresses;
    }

    private static void add(Set<String> addresses, @Nullable String address) {
        if (address != null && address.contains("@")) {
            addresses.add(address.strip().toLowerCase(Locale.ROOT));
        }
    }
}
