import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes what the function serves of the interface's description: {@code openapi.json} of {@code openapi.yaml}, and the page that
 * shows it with the viewer's files. All are compressed; those that the page needs carry a hash of their content in their name, so
 * that browsers may keep them for ever. Run by the build of functions.
 */
final class Publish {

    private static final int HASH_LENGTH = 12;

    private Publish() {}

    /** Arguments: the document, the directory of the page, the viewer's directory, where to put the result. */
    public static void main(String[] arguments) throws IOException {
        Path document = Path.of(arguments[0]);
        Path page = Path.of(arguments[1]);
        Path viewer = Path.of(arguments[2]);
        Path out = Path.of(arguments[3]);
        clear(out);

        write(out.resolve("openapi.json"), json(new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(document))));

        String html = Files.readString(page.resolve("index.html"));
        for (Path asset : assets(page, viewer)) {
            byte[] content = Files.readAllBytes(asset);
            String name = asset.getFileName().toString();
            String published = name.replaceFirst("\\.([a-z]+)$", "." + hash(content) + ".$1");
            write(out.resolve(published), content);
            html = html.replace("{{" + name + "}}", published);
        }
        if (html.contains("{{")) {
            throw new IllegalStateException("the page names a file that there is not");
        }
        write(out.resolve("index.html"), html.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> assets(Path page, Path viewer) throws IOException {
        try (Stream<Path> own = Files.list(page); Stream<Path> theirs = Files.walk(viewer)) {
            return Stream.concat(own, theirs)
                    .filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[A-Za-z.-]+\\.(js|css|svg|txt)"))
                    .sorted()
                    .toList();
        }
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
    }

    private static void write(Path file, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        Files.write(file.resolveSibling(file.getFileName() + ".gz"), packed.toByteArray());
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Object document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            write(document, generator);
        }
        return out.toByteArray();
    }

    private static void write(Object value, JsonGenerator generator) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach((name, member) -> {
                    generator.writeName(String.valueOf(name));
                    write(member, generator);
                });
                generator.writeEndObject();
            }
            case List<?> array -> {
                generator.writeStartArray();
                array.forEach(element -> write(element, generator));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            case Object other -> throw new IllegalArgumentException("no JSON for " + other.getClass());
        }
    }
}
