package app.tandem.sandbox;

/** Starts everything for a person to try: what {@code ./mvnw} does. */
public final class Demonstration {

    private Demonstration() {}

    /** Runs until it is stopped. */
    public static void main(String[] arguments) {
        long started = System.nanoTime();
        Sandbox sandbox = Sandbox.start(SandboxOptions.usual());
        System.out.println("started in " + (System.nanoTime() - started) / 1_000_000 + " ms: " + sandbox.outlookUrl());
    }
}
