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
        return issue(Map.of("source", described(source), "scopes", source.scopes()));
    }

    /** A new key of a till of the first store, which acts on its own store's operations only. */
    String issueForTill() {
        return issue(Map.of(
                "source", described(Source.STORE_1),
                "terminal", "till-1",
                "scopes", Source.WEB.scopes()));
    }

    private String issue(Map<String, ?> payload) {
        return lambda.invoke("IssueKeyFunction", payload).text("key");
    }

    private static Map<String, ?> described(Source source) {
        return Map.of(
                "id", source.id(),
                "channel", source.channel().id(),
                "name", source.title(),
                "timeZone", ZONE,
                "country", COUNTRY);
    }
}
