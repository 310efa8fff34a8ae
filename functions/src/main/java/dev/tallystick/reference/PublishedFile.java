package dev.tallystick.reference;

import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file that the build has put into the jar, compressed. An HTTP API does not compress, so it goes out as it lies there to whoever
 * takes gzip.
 */
final class PublishedFile {

    private static final int ETAG_BYTES = 12;

    private final FileType type;
    private final byte[] packed;
    private final String hash;

    private PublishedFile(FileType type, byte[] packed) {
        this.type = type;
        this.packed = packed;
        this.hash = hash(packed);
    }

    /** The file of that name; nothing where there is none. */
    static Optional<PublishedFile> find(String name) {
        try (InputStream found = PublishedFile.class.getResourceAsStream("/reference/" + name + ".gz")) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new PublishedFile(FileType.of(name), found.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 200 with the file, or 304 where the caller has it (RFC 9110, section 13.1.2). */
    HttpResponse answer(HttpRequest request, String cacheControl) {
        boolean gzip = request.header("accept-encoding")
                .filter(PublishedFile::takesGzip)
                .isPresent();
        String etag = "\"" + hash + (gzip ? "-gzip\"" : "\"");
        boolean known = request.header("if-none-match")
                .filter(tags -> names(tags, etag))
                .isPresent();
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

    private static boolean names(String tags, String etag) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    private byte[] unpacked() {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ETAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
