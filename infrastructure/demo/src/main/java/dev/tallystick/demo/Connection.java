package dev.tallystick.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code demo.json} holds: where a running Tallystick is and how to get in.
 *
 * @param api base of the HTTP interface
 * @param keys API keys, by {@link Source#keyName}
 * @param walletUrl the demo customer's wallet, for a day; empty where there is none
 * @param tillUrl the page of a till of the first store, with its key; empty where there is none
 * @param endpoints of the cloud below: {@code dynamodb}, {@code sqs}, {@code lambda}
 */
public record Connection(
        URI api, Map<String, String> keys, String walletUrl, String tillUrl, Map<String, String> endpoints) {

    /** Where {@code make run} leaves it. */
    public static final Path USUAL = Path.of(".local", "demo.json");

    /** @throws Fault when it is not there */
    public static Connection read(Path file) {
        return find(file)
                .orElseThrow(() -> new Fault(file + " is not there or damaged: start Tallystick with make run"));
    }

    /** The one in the file, if there is one. */
    static Optional<Connection> find(Path file) {
        try {
            return Files.exists(file) ? Document.read(Files.readAllBytes(file)).map(Connection::of) : Optional.empty();
        } catch (IOException e) {
            throw new Fault("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** The API key of a source. */
    public String key(Source source) {
        return named(keys, source.keyName());
    }

    /** Where a part of the cloud is, such as {@code dynamodb}. */
    public URI endpoint(String name) {
        return URI.create(named(endpoints, name));
    }

    /** Writes it for its owner's eyes only: a file that is made as a temporary one is readable by nobody else. */
    void write(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, "demo", ".json");
            Files.writeString(whole, text(), StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Fault("cannot write " + file + ": " + e.getMessage());
        }
    }

    private String text() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("api", api.toString());
        fields.put("keys", keys);
        fields.put("walletUrl", walletUrl);
        fields.put("tillUrl", tillUrl);
        fields.put("endpoints", endpoints);
        return Document.text(fields) + "\n";
    }

    private static Connection of(Document document) {
        return new Connection(
                URI.create(document.text("api")),
                document.object("keys").texts(),
                document.fields().get("walletUrl") instanceof String url ? url : "",
                document.fields().get("tillUrl") instanceof String url ? url : "",
                document.has("endpoints") ? document.object("endpoints").texts() : Map.of());
    }

    private static String named(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new Fault("demo.json has no " + name + ": start Tallystick anew with make run");
        }
        return value;
    }
}
