package dev.tallystick.system;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Bodies as the document describes them, with values that often meet, and such bodies with something wrong. */
final class FuzzedBodies {

    /** The operations of a batch, by what their own calls take, with what those have in their path. */
    private static final Map<String, String> ROWS = Map.of(
            "enrolment", "Enrolment",
            "purchase", "PurchaseRequest",
            "refund", "RefundRequest",
            "redemption", "RedemptionRequest",
            "reversal", "ReversalRequest",
            "void", "PlainStep",
            "activation", "ActivationRequest");

    /** Text that goes into the body as it is. */
    private record Raw(String text) {}

    private static final List<String> IDS = List.of("a", "b", "c", "web:a", "store-1:b", "store-1.till-3:c", "a=b~c@d");
    private static final List<String> DURATIONS = List.of("PT15M", "PT1H", "P1D");
    private static final List<Object> NASTY = List.of(
            new Raw("null"),
            new Raw("true"),
            new Raw("-0"),
            new Raw("-0.0"),
            new Raw("0"),
            new Raw("-1"),
            new Raw("1e400"),
            new Raw("1e-400"),
            new Raw("1E2"),
            new Raw("1.0"),
            new Raw("0.0001"),
            new Raw("1000000000000"),
            new Raw("1000000000001"),
            new Raw("-1000000000000"),
            new Raw("9223372036854775807"),
            new Raw("9223372036854775808"),
            new Raw("-9223372036854775809"),
            new Raw("1" + "0".repeat(60)),
            new Raw("NaN"),
            new Raw("01"),
            new Raw("[]"),
            new Raw("{}"),
            new Raw("[[[[[]]]]]"),
            new Raw("\"\\ud800\""),
            new Raw("\"\\udc00\\ud800\""),
            new Raw("\"\\u0000\""),
            new Raw("\"a\\nSet-Cookie: x=1\""),
            "",
            " ",
            "a b",
            "web:",
            ":a",
            "web::a",
            "web:a:b",
            "../../web",
            "ｗｅｂ:ａ",
            "а", // Cyrillic
            "e\u0301",
            "\u202eabc",
            "\uD83D\uDE00".repeat(40),
            "x".repeat(65),
            "x".repeat(5_000),
            "'; DROP TABLE x; --",
            "${jndi:ldap://localhost/x}",
            "<script>alert(1)</script>",
            "EUR",
            "eur",
            "1900-01-01T00:00:00Z",
            "1899-12-31T23:59:59Z",
            "2199-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "2026-11-22T10:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-22t10:00:00z",
            "2026-11-22T10:00:00+18:00",
            "2026-11-22",
            "PT0S",
            "PT-15M",
            "P99999999999D",
            "P400D",
            "PT0.9S",
            "Z",
            "m-abcdefghijklmnopqrstuvwx",
            "tsk_abc_def",
            "memberCode");

    private final JsonNode document;
    private final RandomGenerator random;
    private final List<Map<String, String>> members;
    private final Supplier<String> tokens;

    /**
     * @param members how the members that there are can be named
     * @param tokens of wallets, good ones and others
     */
    FuzzedBodies(
            JsonNode document, RandomGenerator random, List<Map<String, String>> members, Supplier<String> tokens) {
        this.document = document;
        this.random = random;
        this.members = members;
        this.tokens = tokens;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An id of an operation or a client's own, from a small pool. */
    String id() {
        return any(IDS);
    }

    /** A text that may be anything. */
    String nastyText() {
        Object nasty = any(NASTY);
        return nasty instanceof Raw raw ? raw.text() : (String) nasty;
    }

    /** A body for an operation: often as it should be, else with something wrong, now and then no JSON at all. */
    byte[] body(JsonNode schema) {
        Object value = value("", schema);
        int kind = random.nextInt(20);
        if (kind < 7) {
            return text(value).getBytes(StandardCharsets.UTF_8);
        }
        if (kind < 17) {
            Object mutated = value;
            for (int i = random.nextInt(2); i >= 0; i--) {
                mutated = mutated(mutated);
            }
            return text(mutated).getBytes(StandardCharsets.UTF_8);
        }
        return broken(text(value));
    }

    private byte[] broken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 2 -> noise(new byte[random.nextInt(200)]);
            case 3 -> ("[".repeat(2_000) + "]".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("{\"a\":".repeat(40) + text + "}".repeat(40)).getBytes(StandardCharsets.UTF_8);
            case 5 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 6 -> (text + any(List.of("x", "{}", ",", "\u0000"))).getBytes(StandardCharsets.UTF_8);
            default -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield bytes;
            }
        };
    }

    private byte[] noise(byte[] bytes) {
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same with something else at one place. */
    private Object mutated(Object value) {
        if (value instanceof Map<?, ?> object && !object.isEmpty() && random.nextInt(4) > 0) {
            Map<String, Object> changed = new LinkedHashMap<>();
            object.forEach((name, member) -> changed.put(String.valueOf(name), member));
            String name = any(List.copyOf(changed.keySet()));
            switch (random.nextInt(6)) {
                case 0 -> changed.remove(name);
                case 1 ->
                    changed.put(any(List.of("more", "", "__proto__", "a/b~c", "\u0000", name + "\u200b")), any(NASTY));
                case 2 -> changed.put(name + "\": " + text(any(NASTY)) + ", \"" + name, changed.get(name));
                default -> changed.put(name, mutated(changed.get(name)));
            }
            return changed;
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(3) > 0) {
            List<Object> changed = new ArrayList<>(list);
            int place = random.nextInt(changed.size());
            if (random.nextInt(5) == 0) {
                Object element = changed.get(place);
                for (int i = random.nextInt(1_100); i > 0; i--) {
                    changed.add(element);
                }
            } else {
                changed.set(place, mutated(changed.get(place)));
            }
            return changed;
        }
        return any(NASTY);
    }

    /** A value that a schema describes. */
    private Object value(String name, JsonNode given) {
        JsonNode schema = given;
        if (given.has("$ref")) {
            String reference = given.path("$ref").asString();
            JsonNode target = document.at(reference.substring(1));
            if (reference.endsWith("/MemberName")) {
                return member();
            }
            if (!given.has("properties")) {
                return value(reference.substring(reference.lastIndexOf('/') + 1), target);
            }
            schema = target;
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice) && !schema.has("properties")) {
                return value(name, any(schema.path(choice).valueStream().toList()));
            }
        }
        if (schema.has("enum")) {
            JsonNode chosen = any(schema.path("enum").valueStream().toList());
            return new Raw(chosen.toString());
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asString()
                : schema.path("type").asString("null");
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    elements.add(value("", schema.path("items")));
                }
                yield elements;
            }
            case "integer", "number" -> new Raw(number(schema));
            case "boolean" -> new Raw(random.nextBoolean() ? "true" : "false");
            case "string" -> string(name, schema);
            default -> new Raw("null");
        };
    }

    private Object object(JsonNode schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        boolean money = schema.path("properties").has("currency")
                && schema.path("properties").has("amount");
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                object.put(
                        property.getKey(),
                        switch (property.getKey()) {
                            case "currency" -> money ? "EUR" : value("currency", property.getValue());
                            case "operations" -> rows();
                            case "consents" ->
                                Map.of(any(List.of("newsletter", "sms", "a-" + random.nextInt(99))), new Raw("true"));
                            default -> value(property.getKey(), property.getValue());
                        });
            }
        });
        return object;
    }

    private List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String type = any(ROWS.keySet().stream().sorted().toList());
            Map<String, Object> row = new LinkedHashMap<>(Map.of("type", type));
            if (object(document.at("/components/schemas/" + ROWS.get(type))) instanceof Map<?, ?> fields) {
                fields.forEach((name, value) -> row.put(String.valueOf(name), value));
            }
            switch (type) {
                case "reversal" -> row.put("redemption", id());
                case "activation" -> row.put("purchase", id());
                case "void" -> row.put(any(List.of("purchase", "redemption")), id());
                default -> {}
            }
            rows.add(random.nextInt(4) == 0 ? mutated(row) : row);
        }
        return rows;
    }

    private Object member() {
        Map<String, String> member = any(members);
        String by = any(List.copyOf(member.keySet()));
        return new LinkedHashMap<>(Map.of(by, random.nextInt(12) == 0 ? nastyText() : member.get(by)));
    }

    private String number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(10_000);
        long usual = Math.clamp((long) random.nextInt(60) * 100, least, most);
        return Long.toString(random.nextInt(15) == 0 ? any(List.of(least, most)) : usual);
    }

    private String string(String name, JsonNode schema) {
        return switch (name) {
            case "ClientId" -> any(List.of("a", "b", "c", "n-" + random.nextInt(100_000)));
            case "OperationName" -> id();
            case "GivenInstant" ->
                Instant.now()
                        .minus(random.nextInt(3), ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
            case "Date" -> Instant.now().toString().substring(0, "2026-11-22".length());
            case "Duration", "olderSecretEndsIn" -> any(DURATIONS);
            case "Currency" -> "EUR";
            case "timeZone", "TimeZone" -> any(List.of("UTC", "Europe/Berlin"));
            case "Country" -> any(List.of("DE", "FR"));
            case "SourceId" -> any(List.of("web", "store-1", "store-" + random.nextInt(30)));
            case "token" -> tokens.get();
            case "value" ->
                any(List.of(
                        "+4930" + (1_000_000 + random.nextInt(8_000_000)),
                        "v" + random.nextInt(100_000) + "@example.com",
                        "7700" + random.nextInt(100_000)));
            case "birthday" -> "1990-02-28";
            case "locale" -> "de-DE";
            case "phone" -> "+4930" + (1_000_000 + random.nextInt(8_000_000));
            case "cardNumber", "externalId" -> "C" + random.nextInt(100_000);
            case "email" -> "f" + random.nextInt(100_000) + "@example.com";
            case "color", "logo" ->
                schema.path("pattern").asString().startsWith("^#") ? "#204060" : "https://example.com/x";
            default -> schema.path("examples").path(0).asString("x");
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Raw raw -> raw.text();
            case String text -> quoted(text);
            case List<?> elements -> {
                StringBuilder list = new StringBuilder("[");
                elements.forEach(
                        element -> list.append(list.length() > 1 ? "," : "").append(text(element)));
                yield list.append(']').toString();
            }
            case Map<?, ?> members -> {
                StringBuilder object = new StringBuilder("{");
                members.forEach((name, member) -> object.append(object.length() > 1 ? "," : "")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(text(member)));
                yield object.append('}').toString();
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
