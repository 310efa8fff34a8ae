package dev.tallystick.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {

    @TempDir
    Path directory;

    @Test
    void a_full_log_becomes_the_older_half_and_nothing_else_is_kept() throws Exception {
        Path path = directory.resolve("F.log");
        LogFile log = new LogFile(path, 20);
        for (int line = 1; line <= 9; line++) {
            log.write("line number " + line);
        }
        assertThat(Files.readAllLines(path)).containsExactly("line number 9");
        assertThat(Files.readAllLines(directory.resolve("F.log.1"))).containsExactly("line number 7", "line number 8");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void what_an_earlier_cloud_wrote_counts() throws Exception {
        Path path = directory.resolve("F.log");
        Files.writeString(path, "written by an earlier cloud\n");
        LogFile log = new LogFile(path, 20);
        log.write("one");
        log.write("two");
        assertThat(Files.readAllLines(path)).containsExactly("two");
    }
}
