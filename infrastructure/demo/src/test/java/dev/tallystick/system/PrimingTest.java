package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions that rehearse before their snapshot, with their own permissions: other clouds of tests leave it out. */
@OwnCloud
class PrimingTest {

    private static Path data;
    private static Cloud cloud;

    @BeforeAll
    static void start() {
        data = Cloud.dataDirectory();
        cloud = Cloud.startPrimed(data, 3);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void whatIsRehearsedIsAllowedAndLeavesNothingBehind() throws IOException {
        Shop web = cloud.shop("web");
        Phone phone = new Phone(cloud);
        String member = web.enrolWith(1_000);
        assertThat(web.buy(freshId(), member, 5_000).status()).isEqualTo(201);
        assertThat(web.redeem(freshId(), member, 300).status()).isEqualTo(201);
        assertThat(phone.wallet(phone.link(member)).status()).isEqualTo(200);

        List<String> log = log();

        assertThat(log).anyMatch(line -> line.contains("\"event\":\"answered\""));
        assertThat(log).noneMatch(line -> line.contains("| denied: ") || line.contains("\"level\":\"ERROR\""));
        assertThat(log).noneMatch(line -> line.contains("made-up"));
        assertThat(eventually(() -> cloud.feed(500), events -> events.size() >= 4))
                .hasSize(4);
    }

    private static List<String> log() throws IOException {
        try (Stream<Path> functions = Files.list(data.resolve("logs"))) {
            return Stream.concat(Stream.of(data.resolve("cloud.log")), functions)
                    .flatMap(PrimingTest::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
