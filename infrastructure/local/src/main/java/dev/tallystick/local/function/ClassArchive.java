package dev.tallystick.local.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An archive of loaded classes for a jar, which makes processes start in about half the time. One process records what it
 * loads and writes it when it ends; the file takes its name only when it is whole, so no process ever sees half of one.
 */
final class ClassArchive {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path file;
    private final String jarName;
    private boolean recording;

    ClassArchive(Code code) {
        this.jarName = String.valueOf(code.source().getFileName());
        this.file = Objects.requireNonNull(code.source().toAbsolutePath().getParent())
                .resolve("cds")
                .resolve(name(code));
    }

    // The JVM checks jars by time and size as well; the name only keeps archives of different builds apart.
    private static String name(Code code) {
        List<Object> parts = new ArrayList<>();
        parts.add(Runtime.version().toString());
        try {
            for (Path jar : code.classPath()) {
                parts.add(Files.size(jar));
                parts.add(Files.getLastModifiedTime(jar).toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.format(Locale.ROOT, "%s-%08x.jsa", code.key(), Objects.hash(parts) & 0xffff_ffffL);
    }

    /** The flags for the next process. */
    synchronized Flags next() {
        if (Files.isReadable(file)) {
            return new Flags(List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto"), List.of());
        }
        if (recording) {
            return Flags.none();
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
        } catch (IOException _) {
            return Flags.none();
        }
        recording = true;
        Path next = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
        return new Flags(List.of("-XX:ArchiveClassesAtExit=" + next), List.of(next));
    }

    /** The recording process has ended; its file takes the archive's name if it was ended in order. */
    synchronized void recorded(Path written, boolean whole) {
        recording = false;
        try {
            if (whole && Files.exists(written)) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                deleteOthers();
            } else {
                Files.deleteIfExists(written);
            }
        } catch (IOException _) {
            // processes start without an archive then
        }
    }

    // Those of earlier builds; a process that still runs from one keeps it open.
    private void deleteOthers() throws IOException {
        String jar = jarName + "-";
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(file.getParent()))) {
            for (Path other : siblings.toList()) {
                String name = String.valueOf(other.getFileName());
                if (name.startsWith(jar) && name.endsWith(".jsa") && !other.equals(file)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    /** Flags for a JVM, and the file it writes at its end where it records. */
    record Flags(List<String> flags, List<Path> writes) {

        static Flags none() {
            return new Flags(List.of("-Xshare:auto"), List.of());
        }
    }
}
