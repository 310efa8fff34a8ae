package dev.tallystick.bench.hot;

import dev.tallystick.bench.run.Effort;
import dev.tallystick.bench.run.Samples;
import dev.tallystick.bench.run.Site;
import dev.tallystick.bench.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the process of {@link HotMain} did to one account.
 *
 * @param writers threads at the same time
 * @param millis of each earn, repetitions included
 * @param attempts transactions that were sent for all of them, as functions count them
 * @param busy answers that said to send the same again
 * @param wrong how many entries there are more, or fewer, than earns that were acknowledged
 */
public record HotAccount(int writers, Samples millis, long attempts, long busy, long wrong) {

    private static final int WRITERS = 32;
    private static final Pattern ATTEMPTS = Pattern.compile("\"Attempts\":(\\d+)");

    /** In a process of its own, on the store. */
    public static HotAccount measure(Site site, Store store, Effort effort) throws IOException {
        int each = Math.max(2, effort.warmCalls() / 100);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Site.java(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        site.classes() + ":" + site.deployable(),
                        HotMain.class.getName(),
                        Integer.toString(WRITERS),
                        Integer.toString(each)))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(store.variables());
        Process process = builder.start();
        List<Double> millis = new ArrayList<>();
        long attempts = 0;
        long busy = 0;
        // The first entry is the enrolment, which takes an attempt as well.
        long entries = -1;
        attempts--;
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                Matcher counted = ATTEMPTS.matcher(line);
                if (words[0].equals("earn")) {
                    millis.add(Double.valueOf(words[1]));
                    busy += Long.parseLong(words[2]);
                } else if (words[0].equals("entries")) {
                    entries += Long.parseLong(words[1]);
                } else if (counted.find()) {
                    attempts += Long.parseLong(counted.group(1));
                }
            }
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the writers failed");
        }
        return new HotAccount(WRITERS, Samples.of(millis), attempts, busy, Math.abs(entries - millis.size()));
    }
}
