package app.tandem.platform;

import app.tandem.platform.http.OutboundHosts;
import app.tandem.platform.http.OutboundHttp;
import app.tandem.platform.http.TrustedTls;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the platform. A clock of one's own replaces the system's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Installation.class)
class PlatformConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(InstantSource clock) {
        return new SystemIds(clock);
    }

    @Bean
    Moments moments() {
        return time -> LockSupport.parkNanos(time.toNanos());
    }

    @Bean
    TrustedTls trustedTls(Installation installation) {
        return TrustedTls.with(installation.tls().caFile());
    }

    @Bean
    OutboundHosts outboundHosts(Installation installation) {
        return OutboundHosts.of(installation);
    }

    @Bean
    OutboundHttp outboundHttp(Installation installation, TrustedTls tls, OutboundHosts hosts) {
        return new OutboundHttp(tls, hosts, installation.outbound());
    }
}
