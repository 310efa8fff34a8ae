package dev.tallystick.pass;

import dev.tallystick.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A pass of Apple's in its package: the files, a manifest with the SHA-1 of each, and a signature of the manifest, all in a ZIP.
 * The same card at the same instant gives the same bytes.
 */
final class ApplePass {

    static final String CONTENT_TYPE = "application/vnd.apple.pkpass";

    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final List<String> SCALES = List.of("", "@2x", "@3x");

    private ApplePass() {}

    /** @param signedAt when it is signed, by the signature */
    static byte[] of(Card card, ApplePassCertificate certificate, Instant signedAt) {
        Map<String, byte[]> files = files(card, certificate);
        byte[] manifest = Json.bytes(manifest(files));
        files.put("manifest.json", manifest);
        files.put("signature", ManifestSignature.of(manifest, certificate, signedAt));
        return zip(files);
    }

    private static Map<String, byte[]> files(Card card, ApplePassCertificate certificate) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("pass.json", Json.bytes(PassJson.of(card, certificate)));
        String logo = BrandColors.of(card.program().brand().color()).isDark() ? "logo-light" : "logo-dark";
        for (String scale : SCALES) {
            files.put("icon" + scale + ".png", PassFiles.read("icon" + scale + ".png"));
            files.put("logo" + scale + ".png", PassFiles.read(logo + scale + ".png"));
        }
        for (String language : PassFiles.LANGUAGES) {
            String texts = PassFiles.textsIn(language);
            files.put(texts, PassFiles.read(texts));
        }
        return files;
    }

    private static Map<String, String> manifest(Map<String, byte[]> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach((name, content) -> hashes.put(name, sha1(content)));
        return hashes;
    }

    /** The format's own hash; what protects the manifest is its signature. */
    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ANY_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
