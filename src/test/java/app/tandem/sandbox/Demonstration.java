package app.tandem.sandbox;

import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import ch.qos.logback.classic.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts everything for a person to try: what {@code ./mvnw} does. */
public final class Demonstration {

    private Demonstration() {}

    /** Runs until it is stopped (Ctrl-C); ends with 1 when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        beQuiet();
        long began = System.nanoTime();
        System.out.println("Starting PostgreSQL, the sandbox and Tandem ...");
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Running running = start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                running.stop();
                                stopped.countDown();
                            },
                            "stop"));
            System.out.println(welcome(running.sandbox(), (System.nanoTime() - began) / 1_000_000_000));
        } catch (PortTakenException e) {
            System.err.println("\n" + e.getMessage() + "\n");
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println("\nThe demonstration could not be started: " + e + "\n");
            System.exit(1);
        }
        stopped.await();
    }

    private record Running(Sandbox sandbox, ConfigurableApplicationContext tandem) {
        void stop() {
            tandem.close();
            sandbox.close();
        }
    }

    private static Running start() {
        Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        try {
            Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
            settings.put("logging.level.root", "WARN");
            settings.put("logging.level.app.tandem", "INFO");
            settings.put("logging.level.org.apache.tomcat.util.modeler", "ERROR");
            settings.put("spring.main.log-startup-info", "false");
            ConfigurableApplicationContext tandem = SandboxedTandem.start(settings);
            sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
            return new Running(sandbox, tandem);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private static String welcome(Sandbox sandbox, long seconds) {
        Person first = sandbox.world().people().getFirst();
        return """

                ------------------------------------------------------------------------
                 Tandem runs (%d s). Open this page and follow its steps:

                     %s

                 1  Let your browser accept the sandbox's certificate, once
                 2  Connect Tandem as %s, password: sandbox
                 3  Open the mailbox: a folder "Salesforce Emails" appears
                 4  Drag a mail onto it; it comes back with the category "Salesforce"
                 5  Look into Salesforce: a completed task, with the mail's files
                 6  Press "Open Tandem" above a mail: the pane beside it

                 Tandem  %s    Control port  %s
                 Nothing leaves this machine. Ctrl-C stops everything.
                ------------------------------------------------------------------------
                """.formatted(seconds, sandbox.outlookUrl(), first.mail(), sandbox.publicUrl(), sandbox.controlUrl());
    }

    /** Until Tandem's own logging is set up, only what goes wrong is of interest. */
    private static void beQuiet() {
        LogManager.getLogManager().reset();
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
