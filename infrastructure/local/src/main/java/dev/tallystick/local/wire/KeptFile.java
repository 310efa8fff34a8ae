package dev.tallystick.local.wire;

import dev.tallystick.local.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON file that only its owner reads, replaced whole or not at all. */
public record KeptFile(Path path) {

    /** What is kept, if anything is. */
    public Optional<Map<String, @Nullable Object>> read() {
        try {
            return Optional.of(Json.object(Files.readAllBytes(path))
                    .orElseThrow(() -> new Fault("cannot understand " + path + "; FRESH=1 (--fresh) begins anew")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces what is kept. */
    public void write(Map<String, ?> value) {
        Path directory = Objects.requireNonNull(path.getParent());
        try {
            Files.createDirectories(directory);
            Path next = Files.createTempFile(
                    directory,
                    "next",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(next, Json.bytes(value));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
