package dev.tallystick.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of a page. An HTTP API does not compress, so those that the build has put into the jar lie there compressed, and go out so
 * to whoever takes gzip. A cache in front keeps both forms apart by {@code Vary}.
 */
public final class PublishedFile {

    /** Names that change with their content; nothing else in the jar has one like it. */
    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9.-]{1,64}\\.[0-9a-f]{12}\\.(js|css|svg|png|txt)");

    private final FileType type;
    private final byte[] packed;

    private PublishedFile(FileType type, byte[] packed) {
        this.type = type;
        this.packed = packed;
    }

    /** The file of that name in a folder of the jar. */
    public static PublishedFile of(String folder, String name) {
        return find(folder, name).orElseThrow(() -> new IllegalStateException("the build left out " + name));
    }

    /** A file that is made of what only a request's time knows. */
    public static PublishedFile made(FileType type, String content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PublishedFile(type, packed.toByteArray());
    }

    /** The answer to a request for a file whose name changes with its content: for ever, or not at all. */
    public static HttpResponse asset(String folder, String name, HttpRequest request) {
        return (ASSET.matcher(name).matches() ? find(folder, name) : Optional.<PublishedFile>empty())
                .map(file -> file.answer(request, "public, max-age=31536000, immutable")
                        .with("Content-Security-Policy", "default-src 'none'"))
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND, "The page has no such file")
                        .response());
    }

    private static Optional<PublishedFile> find(String folder, String name) {
        try (InputStream found = PublishedFile.class.getResourceAsStream("/" + folder + "/" + name + ".gz")) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new PublishedFile(FileType.of(name), found.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its text, to fill in what only a request's time knows. */
    public String text() {
        return new String(unpacked(), StandardCharsets.UTF_8);
    }

    /** For a file that is asked for each time: 200, or 304 where the caller has it (RFC 9110, section 13.1.2). */
    public HttpResponse answer(HttpRequest request) {
        return answer(request, "no-cache");
    }

    private HttpResponse answer(HttpRequest request, String cacheControl) {
        boolean gzip = request.header("accept-encoding")
                .filter(PublishedFile::takesGzip)
                .isPresent();
        String etag = ETag.of(packed, gzip ? "-gzip" : "");
        boolean known = ETag.isKnown(request, etag);
        HttpResponse answer = HttpResponse.ofFile(
                        known ? 304 : 200, type.contentType(), known ? new byte[0] : gzip ? packed : unpacked())
                .with("ETag", etag)
                .with("Vary", "Accept-Encoding")
                .with("Cache-Control", cacheControl)
                .with("Referrer-Policy", "no-referrer");
        return gzip && !known ? answer.with("Content-Encoding", "gzip") : answer;
    }

    private static boolean takesGzip(String accepted) {
        return Arrays.stream(accepted.split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;q=(1|0\\.0*[1-9]).*"));
    }

    private byte[] unpacked() {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
