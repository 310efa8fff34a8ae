package dev.tallystick.local.function;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a log from near its end on, also when another file takes its place. */
public final class LogTail {

    private static final int FIRST_BYTES = 8 * 1024;

    private final Path path;
    private @Nullable RandomAccessFile open;
    private @Nullable Object key;
    private String half = "";
    private boolean begun;

    /** The tail of that file, which may not be there yet. */
    public LogTail(Path path) {
        this.path = path;
    }

    /** The lines that were written since the last time; the first time the last ones of the file. */
    public List<String> next() {
        try {
            List<String> lines = new ArrayList<>(readOn());
            if (!Objects.equals(key, keyOf(path))) {
                reopen();
                lines.addAll(readOn());
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> readOn() throws IOException {
        if (open == null) {
            return List.of();
        }
        byte[] bytes = new byte[Math.toIntExact(open.length() - open.getFilePointer())];
        open.readFully(bytes);
        String text = half + new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        half = text.substring(end);
        return text.substring(0, end).lines().toList();
    }

    private void reopen() throws IOException {
        if (open != null) {
            open.close();
        }
        key = keyOf(path);
        open = key == null ? null : new RandomAccessFile(path.toFile(), "r");
        if (open != null && !begun && open.length() > FIRST_BYTES) {
            open.seek(open.length() - FIRST_BYTES);
            // The rest of a line whose beginning is not shown.
            open.readLine();
        }
        begun = true;
        half = "";
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.exists(path)
                ? Files.readAttributes(path, BasicFileAttributes.class).fileKey()
                : null;
    }
}
