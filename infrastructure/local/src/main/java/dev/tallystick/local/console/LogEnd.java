package dev.tallystick.local.console;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log. */
final class LogEnd {

    private static final int BYTES = 64 * 1024;
    private static final int LINES = 200;

    private LogEnd() {}

    static List<String> of(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - BYTES);
            byte[] end = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            // The first one of a cut is not whole.
            int whole = from == 0 || lines.isEmpty() ? 0 : 1;
            return lines.subList(Math.max(whole, lines.size() - LINES), lines.size()).stream()
                    .map(line -> Cut.to(line, 2_000))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
