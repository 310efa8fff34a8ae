package dev.tallystick.system;

import dev.tallystick.system.Cloud.Answer;
import dev.tallystick.system.Contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths and queries as the document describes them, with what earlier answers gave: ids of all kinds, cursors. */
final class FuzzedPaths {

    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final int MOST_KEPT = 20;

    private final Random random;
    private final FuzzedBodies bodies;
    private final List<String> lasting;
    private final Map<String, List<String>> given = new HashMap<>();

    /** @param lasting members who must stay as they are known */
    FuzzedPaths(Random random, FuzzedBodies bodies, List<String> lasting) {
        this.random = random;
        this.bodies = bodies;
        this.lasting = lasting;
    }

    /** Remembers what an answer gave. */
    void noteAnswer(Operation operation, String target, Answer answer) {
        if (answer.status() >= 300) {
            return;
        }
        keep("cursor", answer.at("nextCursor"));
        keep("after", answer.at("next"));
        switch (operation.route()) {
            case "POST /v1/members" -> keep("memberId", answer.at("memberId"));
            case "POST /v1/members/{memberId}/identifiers" ->
                keep("identifier", target + "/" + answer.at("type") + "/" + answer.at("identifierId"));
            // The keys that the requests are made with are not revoked.
            case "POST /v1/keys" -> keep("keyId", answer.at("keyId"));
            case "GET /v1/wallet/sessions" ->
                answer.list("sessions").forEach(session -> keep("sessionId", session.get("sessionId")));
            case "POST /v1/batches" ->
                keep("batchId", String.valueOf(answer.at("statusUrl")).replaceFirst(".*/", ""));
            case "GET /docs" ->
                keep("asset", answer.text().replaceFirst("(?s).*docs/(reference[.][0-9a-f]*[.]css).*", "$1"));
            default -> {}
        }
    }

    private void keep(String name, Object value) {
        List<String> values = given.computeIfAbsent(name, any -> new ArrayList<>());
        if (value != null) {
            values.add(String.valueOf(value));
        }
        if (values.size() > MOST_KEPT) {
            values.removeFirst();
        }
    }

    private String given(String name, String otherwise) {
        List<String> values = given.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : bodies.any(values);
    }

    String target(Operation operation) {
        String path = path(operation);
        List<String> query = new ArrayList<>();
        operation.node().path("parameters").forEach(parameter -> {
            String name = parameter.path("name").asString("cursor");
            boolean inQuery = parameter.path("in").asString("").equals("query")
                    || parameter.path("$ref").asString("").endsWith("/Cursor");
            if (inQuery && random.nextInt(3) > 0) {
                query.add(name + "=" + encoded(value(name)));
            }
        });
        if (random.nextInt(15) == 0) {
            query.add(encoded(bodies.nastyText()) + "=" + encoded(bodies.nastyText()));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String path(Operation operation) {
        boolean ends = operation.method().equals("delete");
        if (operation.path().contains("{identifierId}") && random.nextInt(3) > 0) {
            String identifier = given("identifier", "/v1/members/nobody/identifiers/phone/x")
                    .replaceFirst("\\?[^/]*", "");
            if (!ends || lasting.stream().noneMatch(identifier::contains)) {
                return identifier + operation.path().replaceFirst(".*\\{identifierId}", "");
            }
        }
        Matcher parameters = PARAMETER.matcher(operation.path());
        return parameters.replaceAll(found -> Matcher.quoteReplacement(
                encoded(random.nextInt(4) == 0 ? nastySegment() : segment(found.group(1), ends))));
    }

    private String segment(String name, boolean ends) {
        return switch (name) {
            case "memberId" -> ends || random.nextInt(3) == 0 ? given("memberId", "nobody") : bodies.any(lasting);
            case "version" -> bodies.any(List.of("1", "2"));
            case "type" -> bodies.any(List.of("phone", "email", "cardNumber", "externalId"));
            case "source" -> bodies.any(List.of("web", "store-1", "store-7"));
            case "batchId", "keyId", "sessionId", "asset" -> given(name, "x");
            case "id" -> bodies.id();
            default -> "x";
        };
    }

    private String value(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> bodies.nastyText();
            case 1 ->
                bodies.any(List.of("MTA", "MQ", "MjAyNi0xMS0yMiN3ZWI", "AAAA", "OTk5OTk5OTk5OTk5OTk5OTk5", "LTE"));
            case 2 ->
                name.equals("cursor") ? given("cursor", "MQ") : bodies.any(List.of("2026-11-22", "10", "1", "web"));
            default ->
                switch (name) {
                    case "limit" -> "2";
                    case "from", "to" -> "2026-11-22";
                    case "source" -> "web";
                    default -> given(name, "MQ");
                };
        };
    }

    /** Something for a path: empty and dotted segments would be another path. */
    private String nastySegment() {
        String text = bodies.nastyText();
        return text.isBlank() || text.contains("..") ? "%" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
