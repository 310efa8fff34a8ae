package dev.tallystick.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the call of a service that its event describes, under the key that it was given, and answers with the status and
 * the body in base64; the status is 0 where no answer came. Services look at who has signed, not at the signature.
 */
public final class ServiceCaller implements RequestStreamHandler {

    private static final Pattern EVENT = Pattern.compile(
            "\\{\"endpoint\":\"(\\w+)\",\"target\":\"([\\w.]*)\",\"type\":\"([\\w./-]+)\",\"body\":\"(.*)\"}");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher call = EVENT.matcher(event);
        if (!call.matches()) {
            throw new IllegalArgumentException(event);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv(call.group(1))))
                .header("Content-Type", call.group(3))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + System.getenv("AWS_ACCESS_KEY_ID")
                                + "/20260101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Base64.getDecoder().decode(call.group(4))));
        if (!call.group(2).isEmpty()) {
            request.header("X-Amz-Target", call.group(2));
        }
        out.write(answer(request.build()).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return "{\"status\":" + response.statusCode() + ",\"body\":\""
                    + Base64.getEncoder().encodeToString(response.body()) + "\"}";
        } catch (IOException _) {
            return "{\"status\":0,\"body\":\"\"}";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
