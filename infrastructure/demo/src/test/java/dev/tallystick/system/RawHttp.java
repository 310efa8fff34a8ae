package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** Requests as bytes on a socket: what a well-bred client would not send. */
final class RawHttp {

    private RawHttp() {}

    /** Sends header lines as they are, with {@code Connection: close}; each answer is held against the document. */
    static Cloud.Answer send(URI api, String method, String target, List<String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: ")
                .append(bytes.length)
                .append("\r\n\r\n");
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            Cloud.Answer answer = parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(Contract.of()
                            .faults(new Contract.Exchange(
                                    method, target, body, answer.status(), answer.headers(), answer.text())))
                    .isEmpty();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cloud.Answer parsed(String response) throws IOException {
        int end = response.indexOf("\r\n\r\n");
        assertThat(end).as(response).isPositive();
        List<String> lines = List.of(response.substring(0, end).split("\r\n", -1));
        Map<String, List<String>> headers = new HashMap<>();
        lines.stream()
                .skip(1)
                .forEach(line -> headers.computeIfAbsent(
                                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1).strip()));
        String text = response.substring(end + 4);
        return new Cloud.Answer(
                Integer.parseInt(lines.getFirst().split(" ", -1)[1]),
                headers,
                text.startsWith("{") ? JSON.std.mapFrom(text) : Map.of(),
                text);
    }
}
