package dev.tallystick.local.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether there is code to run: a jar, or a directory as {@code sam build} makes it, with classes and {@code lib/*.jar}. */
public final class CodeCheck {

    private CodeCheck() {}

    /** Why there is nothing to run there, if there is not. */
    public static Optional<String> problem(Path code) {
        if (!Files.exists(code)) {
            return Optional.of("there is no " + code + "; build it first");
        }
        if (Files.isDirectory(code) && !has(code, ".class") && !has(code.resolve("lib"), ".jar")) {
            return Optional.of("in " + code + " there are neither classes nor lib/*.jar; build it first"
                    + " (after sam build, run .aws-sam/build/template.yaml)");
        }
        return Optional.empty();
    }

    private static boolean has(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
