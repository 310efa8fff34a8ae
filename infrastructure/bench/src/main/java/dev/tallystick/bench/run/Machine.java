package dev.tallystick.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** On what was measured, without a name of it. */
public record Machine(int cores, String processor, String jdk, String system, double load) {

    /** This one, with what else it had to do in the last minute. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                firstOf("/proc/cpuinfo", "model name"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    private static String firstOf(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
