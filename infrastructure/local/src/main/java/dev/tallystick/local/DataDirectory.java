package dev.tallystick.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory with everything that a cloud keeps; one cloud at a time has it. */
record DataDirectory(Path path, FileChannel lock) implements AutoCloseable {

    private static final String LOCK = "lock";

    static DataDirectory open(Path path, boolean fresh) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new Fault("another running cloud has the data in " + path
                        + "; stop it, or give this one another place (--data) or another port (set PORT=…)");
            }
            if (fresh) {
                empty(path);
            }
            return new DataDirectory(path.toAbsolutePath(), channel);
        } catch (IOException e) {
            throw new Fault("cannot write to " + path + ": " + e.getMessage());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static void empty(Path directory) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(directory)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : inside) {
            if (!each.equals(directory) && !each.equals(directory.resolve(LOCK))) {
                Files.delete(each);
            }
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
