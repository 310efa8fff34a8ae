package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    private static final Connection CONNECTION = new Connection(
            URI.create("http://localhost:3000"),
            Map.of("web", "tsk_w", "store-1", "tsk_1", "store-2", "tsk_2", "admin", "tsk_a"),
            "http://localhost:3000/wallet#a.b.c",
            "http://localhost:3000/till#tsk_t",
            Map.of("dynamodb", "http://localhost:1", "sqs", "http://localhost:2", "lambda", "http://localhost:3"));

    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWritten() {
        CONNECTION.write(file());
        assertThat(Connection.read(file())).isEqualTo(CONNECTION);
    }

    @Test
    void hasTheFieldsThatOthersRelyOn() throws IOException {
        CONNECTION.write(file());
        Document document = Document.read(Files.readAllBytes(file())).orElseThrow();
        assertThat(document.fields().keySet().stream().map(String::valueOf))
                .containsExactly("api", "keys", "walletUrl", "tillUrl", "endpoints");
        assertThat(document.text("api")).isEqualTo("http://localhost:3000");
        assertThat(document.text("tillUrl")).isEqualTo("http://localhost:3000/till#tsk_t");
        assertThat(document.object("keys").texts()).containsOnlyKeys("web", "store-1", "store-2", "admin");
        assertThat(document.object("endpoints").texts()).containsOnlyKeys("dynamodb", "sqs", "lambda");
    }

    @Test
    void isForItsOwnersEyesOnlyAndReplacesWhatWasThere() throws IOException {
        Files.createDirectories(directory.resolve("new"));
        Files.writeString(file(), "something else");
        CONNECTION.write(file());
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Connection.read(file())).isEqualTo(CONNECTION);
    }

    @Test
    void saysHowToStartWhereThereIsNone() {
        assertThatThrownBy(() -> Connection.read(file()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("make run")
                .message()
                .hasLineCount(1);
    }

    private Path file() {
        return directory.resolve("new").resolve("demo.json");
    }
}
