package app.tandem.sandbox.inside;

import app.tandem.sandbox.kernel.Certificates;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.settings.Switches;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;

/** What the endpoints stand on. They are guarded by their secret alone: whoever has it is the control port. */
@Configuration(proxyBeanMethods = false)
class InsideConfiguration {

    @Bean
    SlowOutside slowOutside() {
        return new SlowOutside();
    }

    @Bean
    EmptyStore emptyStore(DataSource database) {
        return new EmptyStore(database);
    }

    @Bean
    InsideSettings insideSettings(Switches switches, TransactionTemplate transactions) {
        return new InsideSettings(switches, transactions);
    }

    /** The product speaks http behind a proxy; the task pane needs https, so this stands in for the proxy. */
    @Bean
    @ConditionalOnProperty(SandboxedTandem.HTTPS_PORT)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> https(
            @Value("${" + SandboxedTandem.HTTPS_PORT + "}") int port,
            @Value("${" + SandboxedTandem.CERTIFICATES + "}") Path certificates) {
        return factory -> factory.addAdditionalConnectors(SandboxServer.https(port, Certificates.kept(certificates)));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain inside(HttpSecurity http) throws Exception {
        return http.securityMatcher("/sandbox-inside/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }
}
