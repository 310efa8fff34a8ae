package dev.tallystick.local.function;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.tallystick.local.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The official runtime client: the jars that it needs and its native library, unpacked once for all processes. */
record RuntimeClient(List<Path> jars, Path nativeLibrary) {

    static final String MAIN = AWSLambda.class.getName();
    static final String NATIVE_LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** Left to itself each process would unpack the library to one and the same file, while others run from it. */
    static RuntimeClient unpack(Path directory) {
        String processor = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> throw new Fault("Lambda's runtime client has no library for this processor");
        };
        String name = "/jni/libaws-lambda-jni.linux-" + processor + ".so";
        Path library = directory.resolve("runtime-client.so");
        try (InputStream in = Objects.requireNonNull(AWSLambda.class.getResourceAsStream(name), name)) {
            Files.createDirectories(directory);
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RuntimeClient(
                Stream.of(AWSLambda.class, PojoSerializer.class, LambdaLogger.class, SdkInternalThreadLocal.class)
                        .map(RuntimeClient::jarOf)
                        .distinct()
                        .toList(),
                library.toAbsolutePath());
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
