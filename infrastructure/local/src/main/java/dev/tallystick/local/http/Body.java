package dev.tallystick.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A request's body as functions get it: text where its type says so, otherwise base64. */
record Body(String text, boolean isBase64Encoded) {

    private static final Pattern TEXT =
            Pattern.compile("text/.*|application/(json|javascript|xml|graphql|.*\\+json|.*\\+xml)");

    static Body of(byte[] body, Map<String, String> headers) {
        if (body.length == 0) {
            return new Body("", false);
        }
        String type = headers.getOrDefault("content-type", "text/plain")
                .split(";", -1)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        if (TEXT.matcher(type).matches() && !headers.containsKey("content-encoding")) {
            try {
                return new Body(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(body))
                                .toString(),
                        false);
            } catch (CharacterCodingException _) {
                // says that it is text and is not
            }
        }
        return new Body(Base64.getEncoder().encodeToString(body), true);
    }
}
