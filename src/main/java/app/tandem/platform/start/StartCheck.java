package app.tandem.platform.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at all settings before anything starts, and stops the start with the whole list of what is missing or wrong. */
public final class StartCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String SECRET = "tandem.entra.client-secret";
    private static final String CERTIFICATE = "tandem.entra.certificate-file";
    private static final String KEY = "tandem.entra.key-file";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        List<InvalidSettingsException.Problem> problems = problems(event.getEnvironment());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    /** What is missing or wrong, in the order of the table. */
    static List<InvalidSettingsException.Problem> problems(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        List<InvalidSettingsException.Problem> problems = new ArrayList<>();
        for (Setting setting : SettingsCatalogue.all()) {
            String value = value(binder, setting.name());
            String fault = value.isBlank()
                    ? missing(binder, setting)
                    : setting.fault().apply(value).orElse("");
            if (!fault.isEmpty()) {
                problems.add(new InvalidSettingsException.Problem(setting, fault));
            }
        }
        return problems;
    }

    private static String missing(Binder binder, Setting setting) {
        return switch (setting.name()) {
            case SECRET -> value(binder, CERTIFICATE).isBlank() ? "is missing (or a certificate)" : "";
            case KEY -> value(binder, CERTIFICATE).isBlank() ? "" : "is missing";
            default -> setting.required() ? "is missing" : "";
        };
    }

    /** A list may be given in one value or by index. */
    private static String value(Binder binder, String name) {
        Optional<List<String>> list = Optional.ofNullable(
                binder.bind(name, Bindable.listOf(String.class)).orElse(null));
        return list.map(items -> String.join(",", items)).orElse("").strip();
    }
}
