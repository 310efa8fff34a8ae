package dev.tallystick.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.control.Control;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.Json;
import dev.tallystick.local.wire.KeptFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockPartTest {

    @TempDir
    Path directory;

    private LocalClock clock;
    private HttpPart server;

    @BeforeEach
    void start() {
        clock = new LocalClock(
                new KeptFile(directory.resolve("clock.json")),
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
        Control control = new Control();
        control.add("clock", new ClockPart(clock));
        server = HttpPart.start(control::handle);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/_local/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void it_tells_the_time_and_how_far_it_is_ahead() throws Exception {
        HttpResponse<String> told = send("GET", "clock", "");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(Json.object(told.body())).contains(Map.of("now", "2026-03-01T12:00:00Z", "offset", "PT0S"));
    }

    @Test
    void it_is_moved_forward_and_answers_with_its_new_state() throws Exception {
        HttpResponse<String> moved = send("POST", "clock", "{\"forward\": \"P30D\"}");
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(Json.object(moved.body())).contains(Map.of("now", "2026-03-31T12:00:00Z", "offset", "PT720H"));
        assertThat(send("GET", "clock", "").body()).isEqualTo(moved.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"forward\": 30}",
                "{\"forward\": \"30 days\"}",
                "{\"forward\": \"PT0S\"}",
                "{\"forward\": \"-P1D\"}",
                "{\"forward\": \"P99999D\"}",
                "{\"forward\": \"PT9223372036854775807S\"}"
            })
    void what_is_no_way_forward_is_refused_by_the_fields_name(String body) throws Exception {
        HttpResponse<String> refused = send("POST", "clock", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("forward must be");
        assertThat(clock.offset()).isZero();
    }

    @Test
    void other_methods_and_what_lies_below_it_are_refused() throws Exception {
        assertThat(send("DELETE", "clock", "").statusCode()).isEqualTo(405);
        assertThat(send("GET", "clock/hands", "").statusCode()).isEqualTo(404);
    }
}
