package dev.tallystick.bench.run;

import java.nio.file.Path;
import java.util.List;

/** Where things lie in a checkout that was built. */
public record Site(Path root) {

    /** The checkout that the system property {@code tallystick.root} names, else the working directory. */
    public static Site here() {
        return new Site(Path.of(System.getProperty("tallystick.root", "")).toAbsolutePath());
    }

    /** The JVM that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the template deploys. */
    public Path deployable() {
        return root.resolve("functions/target/tallystick.jar");
    }

    /** The baselines. */
    public Path plain() {
        return root.resolve("infrastructure/bench/plain/target/plain.jar");
    }

    /** These benchmarks' own classes, without what they use. */
    public Path classes() {
        return root.resolve("infrastructure/bench/target/classes");
    }

    /** The local cloud with its emulators. */
    public List<String> local() {
        Path target = root.resolve("infrastructure/local/target");
        return List.of(target.resolve("local-0.1.0.jar").toString(), target.resolve("lib") + "/*");
    }

    /** The local cloud's libraries; the runtime client is among them. */
    public Path localLibraries() {
        return root.resolve("infrastructure/local/target/lib");
    }
}
