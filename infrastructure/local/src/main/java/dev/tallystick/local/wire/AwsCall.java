package dev.tallystick.local.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls an emulator in AWS's JSON protocol. */
public final class AwsCall {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final String targetPrefix;
    private final String authorization;

    /** Calls to the service whose operations have that prefix, such as {@code AmazonSQS}. */
    public AwsCall(String endpoint, String targetPrefix, String region) {
        this.endpoint = URI.create(endpoint + "/");
        this.targetPrefix = targetPrefix;
        // Emulators look only at whether there is a key.
        this.authorization = "AWS4-HMAC-SHA256 Credential=local/20260101/" + region + "/" + targetPrefix
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    /** The answer of one operation. */
    public Map<String, @Nullable Object> call(String operation, Map<String, ?> request) {
        HttpRequest post = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", targetPrefix + "." + operation)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(request)))
                .build();
        try {
            HttpResponse<byte[]> response = CLIENT.send(post, HttpResponse.BodyHandlers.ofByteArray());
            Map<String, @Nullable Object> answer = Json.object(response.body()).orElse(Map.of());
            if (response.statusCode() != 200) {
                throw Refused.of(operation, response.statusCode(), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(operation + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(e);
        }
    }

    /** The service refused. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        private Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        static Refused of(String operation, int status, Map<String, @Nullable Object> answer) {
            String type = Json.string(answer, "__type").orElse("HTTP " + status);
            String code = type.substring(type.lastIndexOf('#') + 1);
            Object message = answer.containsKey("message") ? answer.get("message") : answer.get("Message");
            return new Refused(code, operation + ": " + code + ": " + message);
        }

        /** The error's name, such as {@code ResourceNotFoundException}. */
        public String code() {
            return code;
        }
    }

    /** The cloud is being stopped. */
    public static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Stopped by that interruption. */
        public Stopped(InterruptedException cause) {
            super(cause);
        }
    }
}
