package dev.tallystick.demo;

import java.net.URI;
import java.util.Map;

/** Issues API keys by Lambda's Invoke, which is how an installation gets its first ones. */
final class KeyIssuer {

    private static final String ZONE = "Europe/Berlin";
    private static final String COUNTRY = "DE";

    private final Lambda lambda;

    KeyIssuer(URI lambda) {
        this.lambda = new Lambda(lambda);
    }

    /** A new key of a source, which is made where it is new. */
    String issue(Source source) {
        return lambda.invoke("IssueKeyFunction", payload(source)).text("key");
    }

    private static Map<String, ?> payload(Source source) {
        return Map.of(
                "source",
                Map.of(
                        "id", source.id(),
                        "channel", source.channel().id(),
                        "name", source.title(),
                        "timeZone", ZONE,
                        "country", COUNTRY),
                "scopes",
                source.scopes());
    }
}
