package dev.tallystick.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.plan.FunctionOptions;
import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTableTest {

    private static final FunctionSpec FUNCTION = new FunctionSpec(
            "F",
            "F",
            "arn",
            Path.of("x.jar"),
            "x",
            128,
            Duration.ofSeconds(3),
            "Text",
            "logs",
            Map.of(),
            FunctionOptions.none());

    private static Route route(String key) {
        String[] parts = key.split(" ", 2);
        return parts.length == 1
                ? new Route(key, "ANY", "", FUNCTION, Duration.ofSeconds(30))
                : new Route(key, parts[0], parts[1], FUNCTION, Duration.ofSeconds(30));
    }

    private static RouteTable table(String... keys) {
        return new RouteTable(Stream.of(keys).map(RouteTableTest::route).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /pets/dog/1,   GET /pets/dog/1",
        "GET,  /pets/dog/2,   GET /pets/dog/{id}",
        "GET,  /pets/cat/2,   GET /pets/{proxy+}",
        "GET,  /pets/cat,     GET /pets/{proxy+}",
        "POST, /pets/cat,     ANY /{proxy+}",
        "POST, /pets/dog/1,   ANY /pets/dog/1",
        "POST, /pets/cat/1,   POST /pets/{kind}/1",
        "PUT,  /pets/dog/1,   ANY /pets/dog/1",
        "GET,  /,             $default"
    })
    void the_most_exact_route_takes_a_request(String method, String path, String key) {
        RouteTable routes = table(
                "$default",
                "ANY /{proxy+}",
                "GET /pets/{proxy+}",
                "GET /pets/dog/{id}",
                "POST /pets/{kind}/1",
                "GET /pets/dog/1",
                "PUT /pets/{kind}/1",
                "ANY /pets/dog/1");
        assertThat(routes.find(method, path).map(match -> match.route().key())).contains(key);
    }

    @Test
    void parameters_have_the_names_of_the_route() {
        assertThat(table("GET /a/{b}/{rest+}")
                        .find("GET", "/a/1/2/3")
                        .orElseThrow()
                        .parameters())
                .isEqualTo(Map.of("b", "1", "rest", "2/3"));
    }

    // API Gateway's order: full matches, greedy ones, $default.
    @ParameterizedTest
    @CsvSource({
        "GET,  /pets/1,     GET /{kind}/1",
        "GET,  /pets/2,     GET /pets/{proxy+}",
        "GET,  /pets/dog/1, GET /pets/dog/{proxy+}",
        "POST, /pets/dog/1, ANY /pets/{proxy+}",
        "GET,  /other/2,    GET /{proxy+}",
        "POST, /other/2,    $default"
    })
    void a_full_match_goes_before_greedy_ones_and_of_these_the_longest_before_the_others(
            String method, String path, String key) {
        RouteTable routes = table(
                "$default",
                "GET /{proxy+}",
                "GET /pets/{proxy+}",
                "ANY /pets/{proxy+}",
                "GET /pets/dog/{proxy+}",
                "GET /{kind}/1");
        assertThat(routes.find(method, path).map(match -> match.route().key())).contains(key);
    }

    @Test
    void a_named_method_goes_before_any() {
        assertThat(table("ANY /a", "GET /a")
                        .find("GET", "/a")
                        .orElseThrow()
                        .route()
                        .key())
                .isEqualTo("GET /a");
    }

    @Test
    void without_a_default_what_fits_nothing_has_no_route() {
        RouteTable routes = table("GET /a/{b}");
        for (String path : List.of("/", "/a", "/a/", "/a/b/", "/a/b/c")) {
            assertThat(routes.find("GET", path)).as(path).isEmpty();
        }
        assertThat(routes.find("POST", "/a/b")).isEmpty();
    }
}
