package dev.tallystick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.access.Scope;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.http.Routes;
import dev.tallystick.ledger.ProgramJson;
import dev.tallystick.points.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The document against the code: neither knows a route, a scope or a problem that the other does not. */
class OpenApiTest {

    private static final Map<?, ?> DOCUMENT = load();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Set<String> OF_EVERY_KEYED_CALL =
            Set.of("unauthenticated", "forbidden", "body-too-large", "internal-error", "busy");

    private record Operation(String path, String method, Map<?, ?> fields) {

        String route() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        Set<String> problems() {
            return texts(fields.get("x-problems"));
        }

        /** The scopes of the API key that it asks for. */
        Set<String> scopes() {
            return list(fields.get("security")).stream()
                    .flatMap(way -> texts(map(way).get("apiKey")).stream())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyRouteIsInTheDocumentAndTheReverse() {
        assertThat(operations().map(Operation::route)).containsExactlyInAnyOrderElementsOf(Routes.ALL);
    }

    @Test
    void everyProblemCodeIsInTheDocumentWithItsStatusAndTheReverse() {
        Map<String, String> described = new TreeMap<>();
        map(map(DOCUMENT.get("info")).get("x-problems"))
                .forEach((code, problem) -> described.put(
                        String.valueOf(code),
                        map(problem).get("status") + " " + map(problem).get("retryable")));
        Map<String, String> coded = new TreeMap<>();
        Arrays.stream(ProblemCode.values())
                .forEach(code -> coded.put(code.code(), code.status() + " " + code.retryable()));

        assertThat(described).isEqualTo(coded);
    }

    @Test
    void everyOperationAnswersExactlyTheStatusesOfItsProblems() {
        Map<String, Integer> statuses =
                Arrays.stream(ProblemCode.values()).collect(Collectors.toMap(ProblemCode::code, ProblemCode::status));

        assertThat(operations()).allSatisfy(operation -> {
            Set<Integer> ofProblems = operation.problems().stream()
                    .map(code -> statuses.getOrDefault(code, 0))
                    .collect(Collectors.toSet());
            Set<Integer> ofAnswers = texts(
                            map(operation.fields.get("responses")).keySet())
                    .stream()
                    .map(Integer::valueOf)
                    .filter(status -> status >= 400)
                    .collect(Collectors.toSet());
            assertThat(ofAnswers).as(operation.route()).isEqualTo(ofProblems);
        });
    }

    @Test
    void everyProblemCodeIsOneThatAnOperationAnswers() {
        Set<String> answered = operations()
                .flatMap(operation -> operation.problems().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        answered.add("method-not-allowed");

        assertThat(answered)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .toList());
    }

    @Test
    void everyCallWithAKeyNamesItsScopeAndWhatAnyKeyCanBeTold() {
        Set<String> scopes = Arrays.stream(Scope.values()).map(Scope::id).collect(Collectors.toSet());

        assertThat(operations().filter(operation -> !operation.scopes().isEmpty()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(scopes).containsAll(operation.scopes());
                    assertThat(operation.problems()).containsAll(OF_EVERY_KEYED_CALL);
                });
    }

    @Test
    void everyOperationIsDescribedUnderAnIdOfItsOwnWithAnExample() {
        assertThat(operations().map(operation -> operation.fields.get("operationId")))
                .doesNotHaveDuplicates();
        Set<String> tags = list(DOCUMENT.get("tags")).stream()
                .map(tag -> String.valueOf(map(tag).get("name")))
                .collect(Collectors.toSet());
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.fields.get("summary")).isNotNull();
            assertThat(tags).containsAll(texts(operation.fields.get("tags")));
            assertThat(String.valueOf(operation.fields.get("description")))
                    .as(operation.route())
                    .contains("curl -s");
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> referred = new TreeSet<>();
        walk("", DOCUMENT, (place, node) -> {
            if (node instanceof Map<?, ?> fields && fields.get("$ref") instanceof String reference) {
                assertThat(at(reference)).as(place + " refers to " + reference).isNotNull();
                referred.add(reference);
            }
        });
        Set<String> components = new TreeSet<>();
        map(DOCUMENT.get("components"))
                .forEach((kind, members) ->
                        map(members).keySet().forEach(name -> components.add("#/components/" + kind + "/" + name)));
        components.removeIf(component -> component.startsWith("#/components/securitySchemes/"));

        assertThat(referred).containsExactlyElementsOf(components);
    }

    /** A field that nobody described must not pass unnoticed. Those named …Fields are closed by the schemas that take them in; one that is open on purpose says so. */
    @Test
    void everyObjectIsClosed() {
        List<String> open = new ArrayList<>();
        walk("", DOCUMENT.get("components"), (place, node) -> {
            if (node instanceof Map<?, ?> schema
                    && schema.get("properties") instanceof Map<?, ?>
                    && !place.contains("/oneOf/")
                    && !place.endsWith("Fields")
                    && !schema.containsKey("additionalProperties")
                    && !Boolean.FALSE.equals(schema.get("unevaluatedProperties"))) {
                open.add(place);
            }
        });

        assertThat(open).isEmpty();
    }

    @Test
    void theProgramHasTheFieldsThatTheDocumentNames() {
        assertThat(texts(map(map(at("#/components/schemas/ProgramFields")).get("properties"))
                        .keySet()))
                .containsAll(texts(ProgramJson.write(Program.shipped()).keySet()));
    }

    private static Stream<Operation> operations() {
        return map(DOCUMENT.get("paths")).entrySet().stream()
                .flatMap(path -> map(path.getValue()).entrySet().stream()
                        .filter(member -> METHODS.contains(String.valueOf(member.getKey())))
                        .map(member -> new Operation(
                                String.valueOf(path.getKey()),
                                String.valueOf(member.getKey()),
                                map(member.getValue()))));
    }

    private static Object at(String reference) {
        Object node = DOCUMENT;
        for (String name : reference.substring("#/".length()).split("/", -1)) {
            node = map(node).get(name);
        }
        return node;
    }

    private static void walk(String place, Object node, BiConsumer<String, Object> visit) {
        visit.accept(place, node);
        if (node instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> walk(place + "/" + name, value, visit));
        } else if (node instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                walk(place + "/" + i, elements.get(i), visit);
            }
        }
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> fields ? fields : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> elements ? elements : List.of();
    }

    private static Set<String> texts(Object value) {
        return value instanceof Iterable<?> elements
                ? Stream.of(elements)
                        .flatMap(all -> {
                            List<String> texts = new ArrayList<>();
                            all.forEach(element -> texts.add(String.valueOf(element)));
                            return texts.stream();
                        })
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    private static Map<?, ?> load() {
        try {
            return (Map<?, ?>) new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Path.of(System.getProperty("tallystick.root"), "openapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
