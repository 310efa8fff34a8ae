package dev.tallystick.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadReferenceTest {

    private static final ReadReference FUNCTION = new ReadReference();

    /** Bytes are kept as text in Latin 1. */
    private record Answer(int status, Map<?, ?> headers, String bytes) {

        byte[] body() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theDocumentIsServedAsJson() throws Exception {
        Answer answer = get("/openapi.json", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat((Map<?, ?>) Json.parse(answer.body())).extracting("openapi").isEqualTo("3.1.1");
    }

    @Test
    void thePageNamesOnlyFilesThatAreServedAndMayBeKept() throws Exception {
        Answer page = get("/docs", Map.of());
        Matcher names = Pattern.compile("\"docs/([^\"]+)\"").matcher(page.text());

        int found = 0;
        while (names.find()) {
            Answer asset = get("/docs/" + names.group(1), Map.of());
            assertThat(asset.status()).as(names.group(1)).isEqualTo(200);
            assertThat(asset.headers().get("Cache-Control").toString()).contains("immutable");
            assertThat(asset.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
            found++;
        }
        assertThat(found).isEqualTo(6);
    }

    @Test
    void thePageForbidsInlineScriptsAndOtherHosts() throws Exception {
        Answer page = get("/docs", Map.of());

        assertThat(page.headers().get("Content-Security-Policy").toString())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        assertThat(page.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.text())
                .doesNotContain("<script>")
                .doesNotContain("<style")
                .doesNotContain("http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | gzip",
                "br;q=1.0, gzip;q=0.8 | gzip",
                "gzip;q=0 | ",
                "br | ",
            })
    void whoTakesGzipGetsIt(String accepted, String encoding) throws Exception {
        Answer plain = get("/openapi.json", Map.of());
        Answer answer = get("/openapi.json", Map.of("accept-encoding", accepted));

        assertThat(answer.headers().get("Content-Encoding")).isEqualTo(encoding);
        assertThat(answer.headers().get("Vary")).isEqualTo("Accept-Encoding");
        byte[] body = encoding == null
                ? answer.body()
                : new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(body).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip"})
    void whoHasItIsNotSentItAgain(String accepted) throws Exception {
        for (String path : new String[] {"/openapi.json", "/docs"}) {
            Object etag =
                    get(path, Map.of("accept-encoding", accepted)).headers().get("ETag");
            Answer again = get(path, Map.of("accept-encoding", accepted, "if-none-match", "\"old\", W/" + etag));

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().get("ETag")).isEqualTo(etag);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "openapi.json",
                "reference.js",
                "../openapi.json",
                "..%2Fopenapi.json",
                "x.000000000000.js",
                "\u0000",
                ""
            })
    void nothingElseIsServed(String name) throws Exception {
        assertThat(get("/docs/" + name, Map.of()).status()).isEqualTo(404);
    }

    private static Answer get(String path, Map<String, Object> headers) throws IOException, Json.Malformed {
        boolean asset = path.startsWith("/docs/");
        Map<String, Object> event = Map.of(
                "routeKey",
                asset ? "GET /docs/{asset}" : "GET " + path,
                "rawPath",
                path,
                "headers",
                headers,
                "requestContext",
                Map.of("requestId", "r-1"),
                "pathParameters",
                asset ? Map.of("asset", path.substring("/docs/".length())) : Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FUNCTION.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, null);
        Map<?, ?> answer = (Map<?, ?>) Json.parse(out.toByteArray());
        String body = String.valueOf(answer.get("body"));
        byte[] bytes = Boolean.TRUE.equals(answer.get("isBase64Encoded"))
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
        return new Answer(
                ((Number) answer.get("statusCode")).intValue(),
                (Map<?, ?>) answer.get("headers"),
                new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
