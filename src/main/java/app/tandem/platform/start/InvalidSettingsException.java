package app.tandem.platform.start;

import java.util.List;
import java.util.stream.Collectors;

/** The start cannot go on: settings are missing or wrong. */
public final class InvalidSettingsException extends RuntimeException {

    /** A setting and what is wrong with it. */
    public record Problem(Setting setting, String fault) {

        private String text() {
            return """
                      %s %s
                          %s
                          Example: %s=%s
                    """.formatted(setting.name(), fault, setting.purpose(), setting.name(), setting.example());
        }
    }

    private final transient List<Problem> problems;

    InvalidSettingsException(List<Problem> problems) {
        super(problems.size() + " settings are missing or wrong");
        this.problems = List.copyOf(problems);
    }

    /** The whole list for the operator. */
    public String report() {
        String count = problems.size() == 1 ? "1 setting is" : problems.size() + " settings are";
        return "Tandem cannot start: " + count + " missing or wrong.\n\n"
                + problems.stream().map(Problem::text).collect(Collectors.joining("\n"));
    }
}
