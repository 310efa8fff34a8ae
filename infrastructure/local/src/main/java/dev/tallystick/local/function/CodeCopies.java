package dev.tallystick.local.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Copies of jars and of directories with classes and {@code lib/*.jar}, so that a build that writes them anew disturbs no
 * process. Beside each copy lie the jars of the runtime client: an archive of classes then fits wherever the copies are.
 */
final class CodeCopies {

    // What is still being written changes again within that time.
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Path directory;
    private final List<Path> runtime;
    private final Map<Path, Code> latest = new HashMap<>();
    private final Map<Path, Code> previous = new HashMap<>();

    CodeCopies(Path directory, List<Path> runtime) {
        this.directory = directory;
        this.runtime = runtime;
        delete(directory);
    }

    /** A copy of what is there now; of what was there before while a build is writing. */
    synchronized Code of(Path source) {
        @Nullable Code known = latest.get(source);
        try {
            State state = State.of(source);
            if (known != null && (known.key().equals(state.key()) || !state.isQuiet() || !isWhole(source))) {
                return known;
            }
            Code code = copy(source, state);
            if (known != null && !State.of(source).equals(state)) {
                delete(directory.resolve(code.key()));
                return known;
            }
            keep(source, code);
            return code;
        } catch (IOException | UncheckedIOException e) {
            if (known != null) {
                return known;
            }
            throw new UncheckedIOException(new IOException(source + " cannot be copied", e));
        }
    }

    // A process that has just been started may still have to open the one before.
    private void keep(Path source, Code code) {
        Code before = latest.put(source, code);
        Code oldest = before == null ? null : previous.put(source, before);
        if (oldest != null && !oldest.key().equals(code.key())) {
            delete(directory.resolve(oldest.key()));
        }
    }

    private Code copy(Path source, State state) throws IOException {
        Path to = Files.createDirectories(directory.resolve(state.key()));
        List<Path> classPath = new ArrayList<>();
        for (Path jar : runtime) {
            classPath.add(copyFile(jar, to.resolve(jar.getFileName())));
        }
        Path copy = to.resolve(source.getFileName());
        for (Path file : state.files()) {
            Path target = copy.resolve(source.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            copyFile(file, target);
        }
        classPath.add(copy);
        classPath.addAll(jars(copy.resolve("lib")));
        return new Code(source, state.key(), List.copyOf(classPath), Files.isRegularFile(source));
    }

    // With its time, by which the JVM knows a jar in its archive again.
    private static Path copyFile(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> jars(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWhole(Path source) {
        if (Files.isDirectory(source)) {
            return true;
        }
        try (ZipFile jar = new ZipFile(source.toFile())) {
            return jar.size() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException _) {
            // it is not there, or stays and does no harm
        }
    }

    /** What can be seen of a build without reading it. */
    private record State(List<Path> files, String key, Instant changedAt) {

        static State of(Path source) throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(source)) {
                files = walk.filter(Files::isRegularFile).sorted().toList();
            }
            CRC32 sum = new CRC32();
            sum.update(source.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            Instant changedAt = Instant.EPOCH;
            for (Path file : files) {
                FileTime time = Files.getLastModifiedTime(file);
                changedAt = time.toInstant().isAfter(changedAt) ? time.toInstant() : changedAt;
                sum.update((source.relativize(file) + " " + Files.size(file) + " " + time.toInstant())
                        .getBytes(StandardCharsets.UTF_8));
            }
            String name = String.valueOf(source.getFileName());
            return new State(files, String.format(Locale.ROOT, "%s-%08x", name, sum.getValue()), changedAt);
        }

        boolean isQuiet() {
            return changedAt.isBefore(Instant.now().minus(QUIET));
        }
    }
}
