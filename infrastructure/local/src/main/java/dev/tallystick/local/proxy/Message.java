package dev.tallystick.local.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An HTTP message byte for byte, with what has to be known of it: headers by their names in small letters. */
final class Message {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BODY_BYTES = 32 * 1024 * 1024;

    private final byte[] bytes;
    private final String firstLine;
    private final Map<String, String> headers;
    private final byte[] body;

    private Message(byte[] bytes, String firstLine, Map<String, String> headers, byte[] body) {
        this.bytes = bytes;
        this.firstLine = firstLine;
        this.headers = headers;
        this.body = body;
    }

    /** The next request of a connection; nothing where the connection ends. Who waits to be told to go on is told so. */
    static Optional<Message> request(InputStream in, OutputStream back) throws IOException {
        Recorder recorder = new Recorder(in);
        Optional<Message> head = head(recorder);
        if (head.isEmpty()) {
            return head;
        }
        if (head.get().header("expect").equalsIgnoreCase("100-continue")) {
            back.write(CONTINUE);
            back.flush();
        }
        return Optional.of(head.get().withBody(recorder, head.get().hasLength()));
    }

    /** The next answer of a connection; one to a HEAD has no body. */
    static Optional<Message> answer(InputStream in, boolean toHead) throws IOException {
        while (true) {
            Recorder recorder = new Recorder(in);
            Optional<Message> head = head(recorder);
            if (head.isEmpty() || !head.get().status().startsWith("1")) {
                return head.isEmpty()
                        ? head
                        : Optional.of(head.get()
                                .withBody(
                                        recorder,
                                        !toHead && mayHaveBody(head.get().status())));
            }
        }
    }

    /** All of it, as it came. */
    byte[] bytes() {
        return bytes;
    }

    /** What its body comes to. */
    byte[] body() {
        return body;
    }

    /** The method of a request. */
    String method() {
        return firstLine.split(" ", 2)[0];
    }

    /** What a request is for, with its query. */
    String target() {
        String[] parts = firstLine.split(" ", 3);
        return parts.length > 1 ? parts[1] : "";
    }

    /** A header's value, or an empty text. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether nothing comes after it on its connection. */
    boolean isLast() {
        String connection = header("connection").toLowerCase(Locale.ROOT);
        boolean old = firstLine.contains("HTTP/1.0");
        boolean endless = firstLine.startsWith("HTTP/") && !hasLength() && mayHaveBody(status());
        return connection.contains("close") || (old && !connection.contains("keep-alive")) || endless;
    }

    private String status() {
        String[] parts = firstLine.split(" ", 3);
        return parts.length > 1 ? parts[1] : "";
    }

    private boolean hasLength() {
        return headers.containsKey("content-length") || isChunked();
    }

    private static boolean mayHaveBody(String status) {
        return !status.startsWith("1") && !status.equals("204") && !status.equals("304");
    }

    private boolean isChunked() {
        return header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    private static Optional<Message> head(Recorder recorder) throws IOException {
        String first = recorder.line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = recorder.line(); !line.isEmpty(); line = recorder.line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return Optional.of(new Message(new byte[0], first, headers, new byte[0]));
    }

    private Message withBody(Recorder recorder, boolean hasBody) throws IOException {
        byte[] read = hasBody ? body(recorder) : new byte[0];
        return new Message(recorder.bytes(), firstLine, headers, read);
    }

    private byte[] body(Recorder recorder) throws IOException {
        if (isChunked()) {
            return chunks(recorder);
        }
        return headers.containsKey("content-length")
                ? recorder.exactly(length(header("content-length"), 10))
                : recorder.rest();
    }

    private static byte[] chunks(Recorder recorder) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = length(recorder.line().split(";", 2)[0].strip(), 16);
            if (length == 0) {
                break;
            }
            if (body.size() + length > MOST_BODY_BYTES) {
                throw new IOException("a body is too long");
            }
            body.write(recorder.exactly(length));
            recorder.line();
        }
        String trailer = recorder.line();
        while (!trailer.isEmpty()) {
            trailer = recorder.line();
        }
        return body.toByteArray();
    }

    private static int length(String text, int radix) throws IOException {
        try {
            int length = Integer.parseInt(text, radix);
            if (length >= 0 && length <= MOST_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException _) {
            // the exception below says all that there is to say
        }
        throw new IOException("not a length: " + text);
    }
}
