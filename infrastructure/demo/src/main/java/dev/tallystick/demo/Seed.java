package dev.tallystick.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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
        Map<String, String> keys = keys(api, kept);
        String web = Objects.requireNonNull(keys.get(Source.WEB.keyName()));
        String member = api.post(web, "/v1/members", SeededCustomer.enrolment())
                .success()
                .text("memberId");
        Connection connection = new Connection(base, keys, walletUrl(api, web, member), endpoints());
        connection.write(kept);
        connection.write(Connection.USUAL);
        return Welcome.text(connection, member, Instant.now());
    }

    private static String walletUrl(Api api, String key, String member) {
        return api.post(key, "/v1/members/" + member + "/wallet-links", Map.of("expiresIn", "P1D"))
                .success()
                .text("url");
    }

    private Map<String, String> keys(Api api, Path kept) {
        Map<String, String> keptKeys =
                Connection.find(kept).map(Connection::keys).orElse(Map.of());
        KeyIssuer issuer = new KeyIssuer(URI.create(variable("LOCAL_LAMBDA")));
        Map<String, String> keys = new LinkedHashMap<>();
        for (Source source : Source.values()) {
            String key = keptKeys.get(source.keyName());
            keys.put(source.keyName(), key != null && works(api, key) ? key : issuer.issue(source));
        }
        String till = keptKeys.get(Connection.TILL);
        keys.put(Connection.TILL, till != null && works(api, till) ? till : issuer.issueForTill());
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
