package app.tandem.platform.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows {@link InvalidSettingsException} as a list instead of a stack trace. */
final class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

    private static final String ACTION = "Give them as environment variables (TANDEM_JDBC_URL=…), as arguments"
            + " (--tandem.jdbc.url=…) or in a file application.properties beside the jar. All settings: docs/settings.md";

    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidSettingsException cause) {
        return new FailureAnalysis(cause.report(), ACTION, cause);
    }
}
