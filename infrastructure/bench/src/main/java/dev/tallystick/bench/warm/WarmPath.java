package dev.tallystick.bench.warm;

import dev.tallystick.bench.run.Effort;
import dev.tallystick.bench.run.Samples;
import dev.tallystick.bench.run.Site;
import dev.tallystick.bench.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the process of {@link WarmMain} measured.
 *
 * @param millis by operation and by whose calls: {@code earn ours}, {@code earn bare} …
 * @param bytes allocated, by the same
 * @param profiles sums of each operation's profile, by {@code cpu} or {@code alloc}, {@code package} or {@code frame}, and its name
 */
public record WarmPath(
        Map<String, Samples> millis, Map<String, Samples> bytes, Map<String, Map<String, Long>> profiles) {

    /** The operations, in their order. */
    public static final List<String> OPERATIONS = List.of("earn", "redeem", "wallet");

    /** In a process of its own, on the store. */
    public static WarmPath measure(Site site, Store store, Effort effort) throws IOException {
        List<String> command = List.of(
                Site.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                site.classes() + ":" + site.deployable(),
                WarmMain.class.getName(),
                Integer.toString(effort.warmUp()),
                Integer.toString(effort.warmCalls()),
                Integer.toString(effort.profiled()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(store.variables());
        Process process = builder.start();
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Map<String, List<Double>> bytes = new LinkedHashMap<>();
        Map<String, Map<String, Long>> profiles = new LinkedHashMap<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("call")) {
                    String what = words[1] + " " + words[2];
                    millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(Double.valueOf(words[3]));
                    bytes.computeIfAbsent(what, _ -> new ArrayList<>()).add(Double.valueOf(words[4]));
                } else if (words[0].equals("profile")) {
                    profiles.computeIfAbsent(words[1], _ -> new LinkedHashMap<>())
                            .put(words[2] + " " + words[3] + " " + words[4], Long.valueOf(words[5]));
                }
            }
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the warm calls failed");
        }
        return new WarmPath(samples(millis), samples(bytes), profiles);
    }

    private static Map<String, Samples> samples(Map<String, List<Double>> values) {
        Map<String, Samples> samples = new LinkedHashMap<>();
        values.forEach((name, each) -> samples.put(name, Samples.of(each)));
        return samples;
    }
}
