package app.tandem.mailbox.graph;

import app.tandem.credentials.AccessTokens;
import app.tandem.mailbox.Mailboxes;
import app.tandem.mailbox.Subscriptions;
import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.platform.http.OutboundHosts;
import app.tandem.platform.http.OutboundHttp;
import app.tandem.platform.http.TrustedTls;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The adapter's beans: one client for all mailboxes of this installation's Graph. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    /** Messages per page of a feed: fewer, larger answers; metadata of a hundred stay well under a megabyte. */
    private static final int PAGE = 100;

    @Bean
    GraphSite graphSite(Installation installation, OutboundHosts hosts) {
        String base = installation.graph().baseUrl().toString().replaceAll("/+$", "");
        return new GraphSite(URI.create(base), hosts::allows, PAGE);
    }

    @Bean
    GraphParts graphParts(
            GraphSite site, AccessTokens tokens, InstantSource clock, Ids ids, TrustedTls tls, OutboundHttp outbound) {
        return GraphParts.of(
                site,
                tokens,
                clock,
                ids,
                client -> client.sslSocketFactory(tls.context().getSocketFactory(), tls.trustManager())
                        .proxySelector(outbound.proxies()));
    }

    @Bean
    Mailboxes mailboxes(GraphParts parts) {
        return new GraphMailboxes(parts);
    }

    @Bean
    Subscriptions subscriptions(GraphParts parts) {
        return new GraphSubscriptions(parts);
    }
}
