package app.tandem.sandbox.inside;

import app.tandem.TandemApplication;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tandem as it is shipped, with the sandbox's endpoints and clock beside it; in this JVM, or as a main class in another
 * one that tests may kill.
 */
public final class SandboxedTandem {

    /** The setting with the secret that opens the endpoints. */
    public static final String SECRET = "sandbox.inside.secret";

    /** The setting with the address that tells the sandbox's time. */
    public static final String CLOCK = "sandbox.inside.clock";

    /** The setting with the port on which Tandem answers with https besides; nothing without. */
    public static final String HTTPS_PORT = "sandbox.inside.https-port";

    /** The setting with the file of the certificates for it. */
    public static final String CERTIFICATES = "sandbox.inside.certificates";

    private SandboxedTandem() {}

    /** Starts in a JVM of its own; settings as arguments. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Starts in this JVM with these settings; close it. */
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        return application().run(arguments(settings).toArray(String[]::new));
    }

    /** The settings as arguments of {@link #main}. */
    public static List<String> arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static SpringApplication application() {
        SpringApplication application = TandemApplication.application();
        application.addPrimarySources(List.of(InsideConfiguration.class, InsideController.class));
        application.setRegisterShutdownHook(true);
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("onlyTheProduct", new OnlyTheProduct());
            String sandboxClock = context.getEnvironment().getProperty(CLOCK);
            RootBeanDefinition clock = new RootBeanDefinition(OffsetClock.class, () -> OffsetClock.with(sandboxClock));
            clock.setTargetType(OffsetClock.class);
            ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("sandboxClock", clock);
        });
        return application;
    }

    static OffsetClock clock(InstantSource clock) {
        return (OffsetClock) clock;
    }
}
