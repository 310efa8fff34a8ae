package dev.tallystick.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Lines;
import dev.tallystick.store.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpFunctionTest {

    @Test
    void aStoreThatDoesNotAnswerIsBusyAndMayBeAskedAgain() throws Exception {
        Map<?, ?> answer = serve("", request -> {
            throw new Unavailable(new IOException("secret host"));
        });

        assertThat(answer.get("statusCode")).isEqualTo(503L);
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(body(answer).get("code")).isEqualTo("busy");
        assertThat(body(answer).get("retryable")).isEqualTo(true);
        assertThat(answer.toString()).doesNotContain("secret host");
    }

    @Test
    void aFaultOfOursTellsNothingButTheRequest() throws Exception {
        Map<?, ?> answer = serve("", request -> {
            throw new IllegalArgumentException("table tallystick-prod-ledger");
        });

        assertThat(answer.get("statusCode")).isEqualTo(500L);
        assertThat(body(answer).get("code")).isEqualTo("internal-error");
        assertThat(body(answer).get("detail")).isEqualTo("Request r-1");
        assertThat(answer.toString()).doesNotContain("tallystick-prod", "Exception", "dev.tallystick");
    }

    @Test
    void aBodyInBase64IsRead() throws Exception {
        String base64 = Base64.getEncoder().encodeToString("{\"a\": 7}".getBytes(StandardCharsets.UTF_8));

        Map<?, ?> answer = serve(
                ", \"body\": \"" + base64 + "\", \"isBase64Encoded\": true",
                request -> HttpResponse.of(200, Map.of("a", request.body().integer("a", 0, 9))));

        assertThat(body(answer).get("a")).isEqualTo(7L);
    }

    @Test
    void aCorrelationIdIsTakenOnlyWhereItIsAPlainOne() throws Exception {
        assertThat(correlationId(", \"headers\": {\"x-correlation-id\": \"order-77\"}"))
                .isEqualTo("order-77");
        assertThat(correlationId(", \"headers\": {\"x-correlation-id\": \"a b\\nc\"}"))
                .isEqualTo("r-1");
        assertThat(correlationId("")).isEqualTo("r-1");
    }

    /** A wallet's {@code code} is the seed of member codes. */
    @Test
    void whatASuccessCallsACodeIsNotLogged() {
        Lines lines = lines(request -> HttpResponse.of(200, Map.of("code", Map.of("seed", "GEZDGNBV"))));

        assertThat(lines.one("answered").toString()).doesNotContain("GEZDGNBV");
    }

    @Test
    void whatIsRefusedIsCountedByItsCodeAndWhatFailsAsAFaultOfOurs() {
        assertThat(lines(request -> {
                            CallScope.note("channel", "in_store");
                            return Problem.of(ProblemCode.INSUFFICIENT_POINTS, "x")
                                    .response();
                        })
                        .metrics())
                .isEqualTo(Map.of("Refusals{Channel=in_store, Code=insufficient-points}", 1L));
        assertThat(lines(request -> Problem.of(ProblemCode.UNAUTHENTICATED, "x").response())
                        .metrics())
                .isEqualTo(Map.of("Refusals{Channel=none, Code=unauthenticated}", 1L));
        assertThat(lines(request -> {
                            throw new Unavailable(new IOException());
                        })
                        .metrics())
                .isEqualTo(Map.of("Busy", 1L));
        assertThat(lines(request -> {
                            throw new IllegalArgumentException();
                        })
                        .metrics())
                .isEqualTo(Map.of("ServerFaults", 1L));
        assertThat(lines(request -> HttpResponse.of(200, Map.of())).metrics()).isEmpty();
    }

    @Test
    void aRepeatIsCountedAsOne() {
        assertThat(lines(request -> {
                            CallScope.note("channel", "online");
                            return HttpResponse.of(200, Map.of()).with("Idempotency-Replayed", "true");
                        })
                        .metrics())
                .isEqualTo(Map.of("Replays{Channel=online}", 1L));
    }

    @Test
    void everyLineOfACallSaysWhatItsCallerFollowsItBy() {
        Lines lines = lines(request -> {
            throw new IllegalArgumentException();
        });

        assertThat(lines.one("failed"))
                .containsEntry("correlationId", "order-77")
                .containsEntry("requestId", "r-1")
                .containsEntry("route", "POST /x");
        assertThat(lines.one("answered"))
                .containsEntry("correlationId", "order-77")
                .containsEntry("status", 500L)
                .containsEntry("code", "internal-error");
    }

    @Test
    void anAnswerWithoutABodyHasNoneAndCookiesTravelApart() throws Exception {
        Map<?, ?> answer = serve("", request -> HttpResponse.empty(204).with("Set-Cookie", "a=b"));

        assertThat(answer.get("cookies")).isEqualTo(List.of("a=b"));
        assertThat(answer.containsKey("body")).isFalse();
        assertThat(header(answer, "Content-Type")).isNull();
        assertThat(header(answer, "Set-Cookie")).isNull();
    }

    @Test
    void cookiesOfOneNameAreReadInTheirOrderAndFiveAtMost() throws Exception {
        Map<?, ?> answer = serve(
                ", \"cookies\": [\"a=1\", \"b=2\", \"aa=3\", \"a=\", \"a=4=5\", \"a\", \"a=6\", \"a=7\", \"a=8\"]",
                request -> HttpResponse.of(200, Map.of("a", request.cookies("a"), "c", request.cookies("c"))));

        assertThat(body(answer).get("a")).isEqualTo(List.of("1", "", "4=5", "6", "7"));
        assertThat(body(answer).get("c")).isEqualTo(List.of());
        assertThat(body(serve("", request -> HttpResponse.of(200, Map.of("a", request.cookies("a")))))
                        .get("a"))
                .isEqualTo(List.of());
    }

    private static Lines lines(HttpFunction.Endpoint endpoint) {
        return Lines.of(() -> serve(", \"headers\": {\"x-correlation-id\": \"order-77\"}", endpoint));
    }

    private static String correlationId(String more) throws Exception {
        return String.valueOf(body(serve(more, request -> HttpResponse.of(200, Map.of("id", request.correlationId()))))
                .get("id"));
    }

    private static Map<?, ?> serve(String more, HttpFunction.Endpoint endpoint) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new HttpFunction(endpoint).serve(new ByteArrayInputStream(event(more)), answer);
        return (Map<?, ?>) Json.parse(answer.toByteArray());
    }

    private static byte[] event(String more) {
        return """
                {"requestContext": {"requestId": "r-1", "http": {"method": "POST"}}, "routeKey": "POST /x", "rawPath": "/x"%s}""".formatted(more).getBytes(StandardCharsets.UTF_8);
    }

    private static Object header(Map<?, ?> answer, String name) {
        return ((Map<?, ?>) answer.get("headers")).get(name);
    }

    private static Map<?, ?> body(Map<?, ?> answer) throws Json.Malformed {
        return (Map<?, ?>) Json.parse(String.valueOf(answer.get("body")).getBytes(StandardCharsets.UTF_8));
    }
}
