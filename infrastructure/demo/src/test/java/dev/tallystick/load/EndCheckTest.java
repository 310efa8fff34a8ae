package dev.tallystick.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.demo.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check at the end of a load finds what it is there for. */
class EndCheckTest {

    private static final String ENROLMENT = entry("enrolment", "web:e-1", 0);

    private final Acknowledged acknowledged = new Acknowledged();
    private HttpServer server;
    private String entries = "";
    private long available;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/members/m", exchange -> {
            String body = exchange.getRequestURI().getPath().endsWith("/entries")
                    ? "{\"entries\": [" + entries + "]}"
                    : "{\"balance\": {\"available\": " + available + "}}";
            answer(exchange, body);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void nothingIsWrongWhereEachIsThereOnce() {
        acknowledged.promised("m", "purchase web:1", 7);
        recorded(7, ENROLMENT, entry("purchase", "web:1", 7));

        assertThat(faults()).isEmpty();
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsLost() {
        acknowledged.promised("m", "purchase web:1", 7);
        acknowledged.promised("m", "purchase web:2", 3);
        recorded(7, ENROLMENT, entry("purchase", "web:1", 7));

        assertThat(faults()).containsExactly("m: purchase web:2 is lost");
    }

    @Test
    void whatIsThereTwiceIsFound() {
        acknowledged.promised("m", "purchase web:1", 7);
        recorded(14, entry("purchase", "web:1", 7), entry("purchase", "web:1", 7));

        assertThat(faults()).containsExactly("m: purchase web:1 is there twice, or was never acknowledged");
    }

    @Test
    void whatNobodyKnowsOfMayBeThereOnceAndNotTwice() {
        acknowledged.promised("m", "purchase web:1", 7);
        acknowledged.unknown("purchase web:2");
        recorded(10, entry("purchase", "web:1", 7), entry("purchase", "web:2", 3));
        assertThat(faults()).isEmpty();

        recorded(13, entry("purchase", "web:1", 7), entry("purchase", "web:2", 3), entry("purchase", "web:2", 3));
        assertThat(faults()).containsExactly("m: purchase web:2 is there twice, or was never acknowledged");
    }

    @Test
    void otherPointsThanSaidAndAnotherBalanceAreFound() {
        acknowledged.promised("m", "purchase web:1", 7);
        recorded(9, entry("purchase", "web:1", 8));

        assertThat(faults())
                .containsExactly(
                        "m: purchase web:1 moved 8 points and was said to move 7",
                        "m: 9 points are available, the entries come to 8");
    }

    @Test
    void aLoadOfWhichEverythingWasRefusedIsNoSuccess() {
        recorded(0, ENROLMENT);

        assertThat(faults()).containsExactly("not one operation was acknowledged, so nothing was tried");
    }

    private List<String> faults() {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        return new EndCheck(new Api(base, 1), "key").faults(List.of("m"), acknowledged);
    }

    private void recorded(long balance, String... recorded) {
        available = balance;
        entries = Arrays.stream(recorded).collect(Collectors.joining(","));
    }

    private static String entry(String type, String id, long points) {
        return "{\"points\": %d, \"operation\": {\"type\": \"%s\", \"id\": \"%s\"}}".formatted(points, type, id);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
