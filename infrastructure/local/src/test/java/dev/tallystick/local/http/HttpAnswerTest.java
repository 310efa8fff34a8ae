package dev.tallystick.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {

    private static HttpAnswer answer(String payload) {
        return HttpAnswer.of(payload).orElseThrow();
    }

    private static String body(HttpAnswer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Hello from Lambda!\"                  | Hello from Lambda!",
                "{ \"message\": \"Hello from Lambda!\" } | { \"message\": \"Hello from Lambda!\" }",
                "[1, 2]                                  | [1, 2]",
                "7                                       | 7",
                "true                                    | true"
            })
    void JSON_without_a_status_is_the_body_of_an_answer_200(String payload, String body) {
        assertThat(answer(payload).status()).isEqualTo(200);
        assertThat(answer(payload).headers()).containsEntry("Content-Type", "application/json");
        assertThat(body(answer(payload))).isEqualTo(body);
    }

    @Test
    void a_status_alone_is_enough_and_may_be_a_text() {
        assertThat(answer("{\"statusCode\": 204}").status()).isEqualTo(204);
        assertThat(answer("{\"statusCode\": \"404\"}").status()).isEqualTo(404);
        assertThat(answer("{\"statusCode\": 204}").bytes()).isEmpty();
    }

    @Test
    void headers_may_be_numbers_and_truth_values() {
        Headers out = new Headers();
        answer(
                        "{\"statusCode\": 200, \"headers\": {\"X-Count\": 3, \"X-Last\": true}, \"cookies\": [\"a=1\", \"b=2\"]}")
                .putHeaders(out);
        assertThat(out)
                .containsEntry("X-count", List.of("3"))
                .containsEntry("X-last", List.of("true"))
                .containsEntry("Set-cookie", List.of("a=1", "b=2"));
    }

    @Test
    void a_binary_body_is_decoded() {
        assertThat(answer("{\"statusCode\": 200, \"body\": \"/wA=\", \"isBase64Encoded\": true}")
                        .bytes())
                .containsExactly(0xFF, 0);
        assertThat(body(answer("{\"statusCode\": 200, \"body\": \"/wA=\", \"isBase64Encoded\": false}")))
                .isEqualTo("/wA=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{} {}",
                "",
                "{\"statusCode\": \"maybe\"}",
                "{\"statusCode\": null}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 101}",
                "{\"statusCode\": 600}",
                "{\"statusCode\": 200, \"body\": {\"a\": 1}}",
                "{\"statusCode\": 200, \"body\": 1}",
                "{\"statusCode\": 200, \"body\": \"é\", \"isBase64Encoded\": true}",
                "{\"statusCode\": 200, \"headers\": [\"a\"]}",
                "{\"statusCode\": 200, \"headers\": {\"a\": [\"b\"]}}",
                "{\"statusCode\": 200, \"headers\": {\"a\": \"b\\r\\nc: d\"}}",
                "{\"statusCode\": 200, \"cookies\": \"a=b\"}"
            })
    void an_answer_of_another_form_is_malformed(String payload) {
        assertThat(HttpAnswer.of(payload)).isEmpty();
    }
}
