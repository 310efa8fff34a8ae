package dev.tallystick.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Fills a local cloud that has just come up: API keys, a customer, {@code demo.json}. It may run on data that it has
 * filled before.
 */
public final class Seed {

    private static final String KEPT_FILE = "demo.json";

    private final Map<String, String> environment;

    private Seed(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Takes no arguments; the endpoints are in {@code LOCAL_HTTP}, {@code LOCAL_LAMBDA} and so on. */
    public static void main(String[] arguments) {
        try {
            System.out.println(new Seed(System.getenv()).run());
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(1);
        }
    }

    /** What to tell the person who started it. */
    private String run() {
        URI base = URI.create(variable("LOCAL_HTTP"));
        Path kept = Path.of(variable("LOCAL_DATA"), KEPT_FILE);
        Api api = new Api(base);
        Optional<Connection> before = Connection.find(kept);
        KeyIssuer issuer = new KeyIssuer(URI.create(variable("LOCAL_LAMBDA")));
        Map<String, String> keys = keys(api, issuer, before);
        String web = Objects.requireNonNull(keys.get(Source.WEB.keyName()));
        String member = api.post(web, "/v1/members", SeededCustomer.enrolment())
                .success()
                .text("memberId");
        Connection connection = new Connection(
                base, keys, walletUrl(api, web, member), tillUrl(base, api, issuer, before), endpoints());
        connection.write(kept);
        connection.write(Connection.USUAL);
        return Welcome.text(connection, member, Instant.now());
    }

    private static String walletUrl(Api api, String key, String member) {
        return api.post(key, "/v1/members/" + member + "/wallet-links", Map.of("expiresIn", "P1D"))
                .success()
                .text("url");
    }

    /** With the key that its till had before, where that is still good. */
    private static String tillUrl(URI base, Api api, KeyIssuer issuer, Optional<Connection> before) {
        return base + "/till#"
                + before.map(Connection::tillUrl)
                        .map(url -> url.substring(url.indexOf('#') + 1))
                        .filter(key -> works(api, key))
                        .orElseGet(issuer::issueForTill);
    }

    private static Map<String, String> keys(Api api, KeyIssuer issuer, Optional<Connection> before) {
        Map<String, String> keptKeys = before.map(Connection::keys).orElse(Map.of());
        Map<String, String> keys = new LinkedHashMap<>();
        for (Source source : Source.values()) {
            String key = keptKeys.get(source.keyName());
            keys.put(source.keyName(), key != null && works(api, key) ? key : issuer.issue(source));
        }
        return keys;
    }

    /** Whom the key names does not matter, only that the key itself is taken. */
    private static boolean works(Api api, String key) {
        Answer answer = api.post(key, "/v1/members/lookup", Map.of("member", SeededCustomer.name()));
        return answer.status() == 200 || answer.status() == 404;
    }

    private Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("dynamodb", variable("LOCAL_DYNAMODB"));
        endpoints.put("sqs", variable("LOCAL_SQS"));
        endpoints.put("lambda", variable("LOCAL_LAMBDA"));
        return endpoints;
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new Fault(name + " is not set: the seed is run by the local cloud");
        }
        return value;
    }
}
