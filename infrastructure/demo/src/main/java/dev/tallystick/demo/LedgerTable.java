package dev.tallystick.demo;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger's table itself, asked past Tallystick, so that its figures can be held against what is really there. */
public final class LedgerTable {

    /** A local DynamoDB looks at its form only. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=demo/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private final URI endpoint;
    private final String name;
    private final Http http;

    private LedgerTable(URI endpoint, String name, Http http) {
        this.endpoint = endpoint;
        this.name = name;
        this.http = http;
    }

    /** @throws Fault when no table, or more than one, has a name that ends in {@code -ledger} */
    public static LedgerTable find(URI dynamodb) {
        Http http = new Http(Api.USUAL_TRIES);
        Document answer = call(http, dynamodb, "ListTables", Map.of());
        List<String> names = answer.fields().get("TableNames") instanceof List<?> all
                ? all.stream()
                        .map(String::valueOf)
                        .filter(name -> name.endsWith("-ledger"))
                        .toList()
                : List.of();
        if (names.size() != 1) {
            throw new Fault("%s should have one ledger and has %s".formatted(dynamodb, names));
        }
        return new LedgerTable(dynamodb, names.getFirst(), http);
    }

    /** How many entries there are. */
    public long count() {
        long count = 0;
        Map<String, Object> scan = new LinkedHashMap<>(Map.of("TableName", name, "Select", "COUNT"));
        while (true) {
            Document page = call(http, endpoint, "Scan", scan);
            count += page.number("Count");
            if (!page.has("LastEvaluatedKey")) {
                return count;
            }
            scan.put("ExclusiveStartKey", page.object("LastEvaluatedKey").fields());
        }
    }

    private static Document call(Http http, URI endpoint, String operation, Map<String, ?> body) {
        HttpResponse<byte[]> answer = http.send(Http.request(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", AUTHORIZATION)
                .POST(BodyPublishers.ofByteArray(Document.bytes(body)))
                .build());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200) {
            throw new Fault("%s answered %d to %s: %s".formatted(endpoint, answer.statusCode(), operation, text));
        }
        return Document.read(answer.body())
                .orElseThrow(() -> new Fault("%s answered no JSON to %s: %s".formatted(endpoint, operation, text)));
    }
}
