package dev.tallystick.system;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, and in what an exchange differs from it. */
final class Contract {

    /** What the document does not describe: whatever the path is, nothing is there, or not with this method. */
    private static final Map<String, Integer> OF_NO_OPERATION = Map.of("not-found", 404, "method-not-allowed", 405);

    /** Headers that say something, so that none may come unannounced. */
    private static final Set<String> TELLING = Set.of(
            "etag", "idempotency-replayed", "retry-after", "www-authenticate", "allow", "set-cookie", "location");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String NAME = "urn:tallystick:openapi";
    private static final Contract ONLY = new Contract();

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    private Contract() {
        try {
            document = new YAMLMapper()
                    .readTree(Files.readString(Path.of(System.getProperty("tallystick.root"), "openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(NAME, document.toString())));
    }

    static Contract of() {
        return ONLY;
    }

    /** A request and what came back. */
    record Exchange(
            String method, String target, String body, int status, Map<String, List<String>> headers, String answer) {

        private Optional<String> header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
        }

        private String path() {
            return target.split("\\?", -1)[0];
        }

        private Map<String, String> query() {
            Map<String, String> query = new TreeMap<>();
            if (target.contains("?")) {
                for (String pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
                    String[] parts = pair.split("=", 2);
                    query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
            return query;
        }
    }

    /** An operation of the document. */
    record Operation(String path, String method, JsonNode node) {

        String route() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        /** The scopes that it asks for; none where it asks for no credential. */
        List<String> scopes() {
            List<String> scopes = new ArrayList<>();
            node.path("security").forEach(way -> way.path("apiKey").forEach(scope -> scopes.add(scope.asString())));
            return scopes;
        }

        Set<String> problems() {
            Set<String> codes = new TreeSet<>();
            node.path("x-problems").forEach(code -> codes.add(code.asString()));
            return codes;
        }

        private String pointer() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
        }

        private boolean fits(List<String> segments) {
            List<String> own = List.of(path.split("/", -1));
            if (own.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < own.size(); i++) {
                boolean named = own.get(i).startsWith("{") && !segments.get(i).isEmpty();
                if (!named && !own.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                operations.add(new Operation(path.getKey(), member.getKey(), member.getValue()))));
        return operations;
    }

    /** Every problem code, as the document has them. */
    Set<String> codes() {
        return new TreeSet<>(document.at("/info/x-problems").propertyNames());
    }

    /** Examples of schemas, parameters and answers that are not as their schemas say. */
    List<String> faultsOfExamples() {
        List<String> faults = new ArrayList<>();
        collectExamples("", document, faults);
        return faults;
    }

    private void collectExamples(String place, JsonNode node, List<String> faults) {
        boolean schema = place.startsWith("/components/schemas/");
        if (schema && node.isObject() && node.path("examples").isArray()) {
            node.path("examples")
                    .forEach(example -> checkBody(place, example.toString(), "example at " + place, faults));
        }
        if (node.has("schema") && node.has("example")) {
            checkBody(place + "/schema", node.path("example").toString(), "example at " + place, faults);
        }
        node.properties()
                .forEach(member -> collectExamples(
                        place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        member.getValue(),
                        faults));
    }

    /** In what the exchange differs from the document; nothing where it is as it should be. */
    List<String> faults(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        List<String> segments =
                List.of(decoded(exchange.path().replace("+", "%2B")).split("/", -1));
        List<Operation> there = operations().stream()
                .filter(operation -> operation.fits(segments))
                .sorted(Comparator.comparing(
                        (Operation operation) -> operation.path().contains("{")))
                .toList();
        Optional<Operation> asked = there.stream()
                .filter(operation -> operation.method().equals(exchange.method().toLowerCase(Locale.ROOT)))
                .findFirst();
        checkEveryAnswer(exchange, faults);
        if (asked.isPresent()) {
            checkOperation(asked.get(), exchange, faults);
        } else {
            checkNoOperation(there.isEmpty() ? "not-found" : "method-not-allowed", exchange, faults);
        }
        return faults.stream()
                .map(fault -> exchange.method() + " " + exchange.target() + " " + exchange.status() + ": " + fault)
                .toList();
    }

    private static void checkEveryAnswer(Exchange exchange, List<String> faults) {
        if (!exchange.header("x-content-type-options").equals(Optional.of("nosniff"))) {
            faults.add("no X-Content-Type-Options: nosniff");
        }
        if (exchange.header("cache-control").isEmpty()) {
            faults.add("no Cache-Control");
        }
    }

    private void checkNoOperation(String code, Exchange exchange, List<String> faults) {
        if (exchange.status() != OF_NO_OPERATION.get(code)) {
            faults.add("the document has no such operation: " + code + " was expected");
            return;
        }
        if (code.equals("method-not-allowed") == exchange.header("allow").isEmpty()) {
            faults.add("Allow belongs to method-not-allowed");
        }
        checkProblem(Set.of(code), exchange, faults);
        checkBody("/components/schemas/Problem", exchange.answer(), "answer", faults);
    }

    private void checkOperation(Operation operation, Exchange exchange, List<String> faults) {
        String pointer = operation.pointer() + "/responses/" + exchange.status();
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            faults.add("the document has no such status there: " + exchange.answer());
            return;
        }
        if (response.has("$ref")) {
            pointer = response.path("$ref").asString().substring(1);
            response = document.at(pointer);
        }
        checkHeaders(response, exchange, faults);
        checkContent(pointer, response, exchange, faults);
        if (exchange.status() >= 400) {
            checkProblem(operation.problems(), exchange, faults);
        } else {
            checkRequest(operation, exchange, faults);
        }
    }

    private void checkContent(String pointer, JsonNode response, Exchange exchange, List<String> faults) {
        String type = exchange.header("content-type").orElse("");
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            if (response.has("content") || !exchange.answer().isEmpty()) {
                faults.add("its content type is " + type);
            }
        } else if (type.endsWith("json") && content.has("schema")) {
            checkBody(pointer + "/content/" + type.replace("/", "~1") + "/schema", exchange.answer(), "answer", faults);
        }
    }

    private void checkHeaders(JsonNode response, Exchange exchange, List<String> faults) {
        Set<String> documented = new TreeSet<>();
        response.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            JsonNode described = header.getValue().has("$ref")
                    ? document.at(header.getValue().path("$ref").asString().substring(1))
                    : header.getValue();
            documented.add(name);
            Optional<String> value = exchange.header(name);
            if (value.isEmpty() && described.path("required").asBoolean(false)) {
                faults.add("no header " + name);
            }
            if (value.isPresent() && !fits(described.path("schema"), value.get())) {
                faults.add("the header " + name + " is " + value.get());
            }
        });
        TELLING.stream()
                .filter(name -> exchange.header(name).isPresent() && !documented.contains(name))
                .forEach(name -> faults.add("an undocumented header " + name));
    }

    private static boolean fits(JsonNode schema, String value) {
        return (!schema.has("const") || schema.path("const").asString().equals(value))
                && (!schema.has("pattern")
                        || value.matches(".*" + schema.path("pattern").asString() + ".*"));
    }

    private void checkProblem(Set<String> codes, Exchange exchange, List<String> faults) {
        JsonNode problem;
        try {
            problem = new YAMLMapper().readTree(exchange.answer());
        } catch (RuntimeException e) {
            faults.add("no problem: " + exchange.answer());
            return;
        }
        String code = problem.path("code").asString("");
        JsonNode described = document.at("/info/x-problems/" + code);
        if (!codes.contains(code)) {
            faults.add("the code " + code + " is none of " + codes);
        }
        if (described.path("status").asInt(0) != exchange.status()
                || described.path("retryable").asBoolean(false)
                        != problem.path("retryable").asBoolean(true)) {
            faults.add("the document describes " + code + " otherwise");
        }
    }

    private void checkRequest(Operation operation, Exchange exchange, List<String> faults) {
        if (operation.node().has("requestBody")) {
            checkBody(
                    operation.pointer() + "/requestBody/content/application~1json/schema",
                    exchange.body(),
                    "accepted request",
                    faults);
        }
        Set<String> parameters = new TreeSet<>();
        Stream.concat(
                        document.at(operation.pointer() + "/parameters").valueStream(),
                        document.at("/paths/" + operation.path().replace("/", "~1") + "/parameters")
                                .valueStream())
                .map(node -> node.has("$ref")
                        ? document.at(node.path("$ref").asString().substring(1))
                        : node)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .forEach(parameter -> parameters.add(parameter.path("name").asString()));
        if (operation.problems().contains("invalid-request")) {
            exchange.query().keySet().stream()
                    .filter(name ->
                            !parameters.contains(name) && exchange.method().equals("GET"))
                    .forEach(name -> faults.add("an undocumented parameter was accepted: " + name));
        }
    }

    private void checkBody(String pointer, String json, String what, List<String> faults) {
        schema(pointer)
                .validate(json, InputFormat.JSON)
                .forEach(error -> faults.add("the " + what + " is not as described: " + error + " in " + shown(json)));
    }

    private synchronized Schema schema(String pointer) {
        return known.computeIfAbsent(
                pointer,
                place -> schemas.getSchema(
                        SchemaLocation.of(NAME + "#" + place.replace("{", "%7B").replace("}", "%7D"))));
    }

    private static String shown(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
