package dev.tallystick.local.proxy;

import dev.tallystick.local.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An answer that the proxy gives itself. */
record Reply(int status, Map<String, String> headers, String body) {

    /** An error in one of AWS's JSON protocols. */
    static Reply json(int status, String version, Map<String, Object> body) {
        return new Reply(status, Map.of("Content-Type", "application/x-amz-json-" + version), Json.text(body));
    }

    /** An error in SQS's older protocol. */
    static Reply xml(int status, String code, String fault, String message) {
        String body = "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                + "<Error><Type>" + fault + "</Type><Code>" + code + "</Code><Message>" + escaped(message)
                + "</Message><Detail/></Error><RequestId>" + UUID.randomUUID() + "</RequestId></ErrorResponse>";
        return new Reply(status, Map.of("Content-Type", "text/xml"), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    byte[] bytes() {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        with("x-amzn-RequestId", UUID.randomUUID().toString())
                .with("Content-Length", Integer.toString(length))
                .headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
