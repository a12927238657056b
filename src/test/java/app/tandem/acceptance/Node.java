package app.tandem.acceptance;

import app.tandem.sandbox.inside.SandboxedTandem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Tandem in a JVM of its own, beside a stage that has none. It may be killed without warning. */
final class Node implements AutoCloseable {

    private static final Duration STARTS = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;

    private Node(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts with these options of the JVM and answers once it serves. */
    static Node start(Stage stage, String... options) {
        try {
            Path log = Files.createTempFile("tandem-node", ".log");
            File file = log.toFile();
            file.deleteOnExit();
            Process process = new ProcessBuilder(command(stage, options))
                    .redirectErrorStream(true)
                    .redirectOutput(file)
                    .start();
            Node node = new Node(process, log);
            Wire.until("Tandem to start", STARTS, Duration.ofMillis(200), () -> node.isUp(stage));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Stage stage, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(SandboxedTandem.class.getName());
        command.addAll(SandboxedTandem.arguments(stage.settings()));
        return command;
    }

    private boolean isUp(Stage stage) {
        if (!process.isAlive()) {
            throw new AssertionError("Tandem ended by itself:\n" + log());
        }
        try {
            return Wire.send("GET", stage.sandbox.tandemUrl() + "/actuator/health", null)
                            .status()
                    == 200;
        } catch (RuntimeException | AssertionError notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has printed. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without warning. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
