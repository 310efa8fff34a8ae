package dev.tallystick.local.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process uses of the machine's memory, as Linux tells it. */
final class ProcessMemory {

    // What it shares with other processes, such as mapped jars and archives, is left out.
    private static final Pattern OWN = Pattern.compile("(?:RssAnon|RssShmem):\\s+(\\d+) kB");

    private ProcessMemory() {}

    /** Megabytes that are the process's own; 0 where it has ended. */
    static long megabytes(long process) {
        try {
            Matcher own = OWN.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            long kilobytes = 0;
            while (own.find()) {
                kilobytes += Long.parseLong(own.group(1));
            }
            return kilobytes / 1024;
        } catch (IOException _) {
            return 0;
        }
    }
}
