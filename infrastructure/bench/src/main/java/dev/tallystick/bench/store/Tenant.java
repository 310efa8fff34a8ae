package dev.tallystick.bench.store;

import dev.tallystick.bench.run.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shop on a store, as processes that call need it.
 *
 * @param variables what functions find in their environment
 * @param key the shop's API key
 * @param member who buys there
 */
public record Tenant(Map<String, String> variables, String key, String member) {

    /** A new one, made by the functions in a process of their own. */
    public static Tenant open(Site site, Store store) throws IOException {
        Map<String, String> made = run(site, store.variables(), Shop.class, List.of());
        return new Tenant(store.variables(), String.valueOf(made.get("key")), String.valueOf(made.get("member")));
    }

    /** What a program printed as {@code name=value}, run on the deployable jar with that environment. */
    public static Map<String, String> run(
            Site site, Map<String, String> variables, Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Site.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                site.classes() + ":" + site.deployable(),
                program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(program.getSimpleName() + " failed:\n" + output);
        }
        Map<String, String> printed = new HashMap<>();
        output.lines()
                .filter(line -> !line.startsWith("{") && line.contains("="))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    printed.put(line.substring(0, equals), line.substring(equals + 1));
                });
        return printed;
    }
}
