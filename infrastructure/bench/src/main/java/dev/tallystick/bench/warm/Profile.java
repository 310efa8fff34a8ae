package dev.tallystick.bench.warm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** What the flight recorder saw while something ran: samples and allocated bytes by package and by top frame. */
final class Profile {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";

    private final Map<String, Long> sums = new TreeMap<>();
    private final Set<Long> allocating = new HashSet<>();

    private Profile() {}

    /** Prints a line for each sum: {@code profile <operation> <cpu or alloc> <package or frame> <what> <sum>}. */
    static void of(String operation, Pair.Work work, int calls) throws IOException {
        Path file = Files.createTempFile("tallystick-", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(Duration.ofMillis(1));
            recording.enable(ALLOCATION).with("throttle", "2000/s");
            recording.start();
            for (int i = 0; i < calls; i++) {
                work.prepare().run();
            }
            recording.stop();
            recording.dump(file);
        }
        Profile profile = new Profile();
        RecordingFile.readAllEvents(file).forEach(profile::add);
        Files.delete(file);
        profile.sums.forEach((what, sum) -> System.out.println("profile " + operation + " " + what + " " + sum));
    }

    private void add(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null || stack.getFrames().isEmpty()) {
            return;
        }
        boolean sample = event.getEventType().getName().equals(SAMPLE);
        RecordedThread thread = event.getThread();
        if (!sample && !thread.isVirtual() && allocating.add(thread.getId())) {
            // A thread's first sample weighs all that it has allocated since it began.
            return;
        }
        long weight = sample ? 1 : event.getLong("weight");
        String kind = sample ? "cpu" : "alloc";
        RecordedFrame top = stack.getFrames().getFirst();
        String type = top.getMethod().getType().getName();
        // What the JVM adds to a lambda's name differs from run to run.
        String stable = type.replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda");
        sums.merge(kind + " frame " + stable + "." + top.getMethod().getName(), weight, Long::sum);
        // The JDK's own work is that of whoever asked for it.
        String owner = stack.getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName())
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun."))
                .findFirst()
                .orElse(type);
        sums.merge(kind + " package " + packageOf(owner), weight, Long::sum);
    }

    private static String packageOf(String type) {
        String[] parts = type.split("\\.", -1);
        int depth = type.startsWith("software.amazon.awssdk.") ? 4 : 3;
        return String.join(".", java.util.Arrays.copyOf(parts, Math.min(depth, parts.length - 1)));
    }
}
