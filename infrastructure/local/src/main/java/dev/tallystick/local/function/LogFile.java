package dev.tallystick.local.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log that does not grow for ever: when it is full it becomes the older half, and a new one begins. */
final class LogFile {

    private static final long MOST_BYTES = 5 * 1024 * 1024;

    private final Path path;
    private final long mostBytes;
    private @Nullable Writer writer;
    private long size;

    LogFile(Path path) {
        this(path, MOST_BYTES);
    }

    LogFile(Path path, long mostBytes) {
        this.path = path;
        this.mostBytes = mostBytes;
    }

    /** Writes lines, each to its end. */
    synchronized void write(String lines) {
        try {
            if (size > mostBytes) {
                close();
                Files.move(
                        path,
                        path.resolveSibling(path.getFileName() + ".1"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Writer to = writer == null ? open() : writer;
            to.write(lines + "\n");
            to.flush();
            size += lines.length() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer open() throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Writer opened = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(path);
        writer = opened;
        return opened;
    }

    private void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
        writer = null;
        size = 0;
    }
}
