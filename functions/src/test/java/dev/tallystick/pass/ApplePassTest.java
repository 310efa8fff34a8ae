package dev.tallystick.pass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The package for Apple's wallet. That its signature is one is shown by OpenSSL, in the system's tests. */
class ApplePassTest {

    private static final Pattern TEXT = Pattern.compile("\"([A-Za-z]+)\" = \"[^\"]+\";");

    private final Map<String, byte[]> files = unpacked(pass(Given.card()));

    private static byte[] pass(Card card) {
        return ApplePass.of(card, Given.apple(), Given.NOW);
    }

    @Test
    void thePassShowsWhoseItIsWhatThereIsAndOfWhen() throws Exception {
        assertThat(Json.parse(files.get("pass.json")))
                .isEqualTo(Json.parse("""
                {"formatVersion": 1, "passTypeIdentifier": "pass.dev.tallystick.test", "teamIdentifier": "ABCDE12345",
                 "serialNumber": "%s", "organizationName": "Corner Shop", "description": "description",
                 "logoText": "Corner Shop", "backgroundColor": "rgb(47, 111, 79)",
                 "foregroundColor": "rgb(255, 255, 255)", "labelColor": "rgb(255, 255, 255)", "sharingProhibited": true,
                 "barcodes": [
                   {"format": "PKBarcodeFormatQR", "message": "9123456789012345", "messageEncoding": "iso-8859-1",
                    "altText": "9123456789012345"},
                   {"format": "PKBarcodeFormatCode128", "message": "9123456789012345", "messageEncoding": "iso-8859-1",
                    "altText": "9123456789012345"}],
                 "storeCard": {
                   "primaryFields": [
                     {"key": "points", "label": "points", "value": 12345, "numberStyle": "PKNumberStyleDecimal"}],
                   "secondaryFields": [
                     {"key": "worth", "label": "worth", "value": 123.45, "currencyCode": "EUR"},
                     {"key": "tier", "label": "tier", "value": "Gold"}],
                   "auxiliaryFields": [
                     {"key": "asOf", "label": "asOf", "value": "2026-11-22T10:15:30Z",
                      "dateStyle": "PKDateStyleMedium", "timeStyle": "PKDateStyleShort"}],
                   "backFields": [
                     {"key": "member", "label": "member", "value": "Ada"},
                     {"key": "card", "label": "card", "value": "9123456789012345"},
                     {"key": "renewal", "label": "renewal", "value": "renewalText"}]}}""".formatted(Given.card().serial()).getBytes(UTF_8)));
        assertThat(new BigDecimal("123.45"))
                .as("exactly")
                .isEqualTo(((Map<?, ?>) ((List<?>)
                                        ((Map<?, ?>) ((Map<?, ?>) Json.parse(files.get("pass.json"))).get("storeCard"))
                                                .get("secondaryFields"))
                                .getFirst())
                        .get("value"));
    }

    @Test
    void theSerialNumberIsTheMembersForGoodAndDoesNotTellTheId() {
        assertThat(Given.card().serial())
                .matches("[A-Z2-7]{24}")
                .isEqualTo(Given.card("#000000", null).serial());
        assertThat(new String(files.get("pass.json"), UTF_8))
                .doesNotContain(Given.card().member().value().substring(2));
    }

    @Test
    void theManifestHasTheHashOfEveryOtherFile() throws Exception {
        Map<String, Object> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().equals("manifest.json") && !file.getKey().equals("signature")) {
                hashes.put(
                        file.getKey(),
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-1").digest(file.getValue())));
            }
        }

        assertThat(Json.parse(files.get("manifest.json"))).isEqualTo(hashes);
        assertThat(hashes.keySet())
                .contains("pass.json", "icon.png", "icon@2x.png", "icon@3x.png", "logo.png")
                .hasSize(10);
    }

    @Test
    void theSameCardAtTheSameInstantIsTheSamePass() {
        assertThat(pass(Given.card())).isEqualTo(pass(Given.card()));
        System.out.println("a pass for Apple: " + pass(Given.card()).length + " bytes");
    }

    @Test
    void everyTextIsThereInEveryLanguage() {
        TreeSet<String> named = new TreeSet<>(List.of("description", "renewalText"));
        Pattern.compile("\"label\":\"([A-Za-z]+)\"")
                .matcher(new String(files.get("pass.json"), UTF_8))
                .results()
                .forEach(label -> named.add(label.group(1)));

        for (String language : List.of("en", "de", "ar")) {
            List<String> lines = new String(files.get(language + ".lproj/pass.strings"), UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).allMatch(line -> TEXT.matcher(line).matches());
            TreeSet<String> texts = new TreeSet<>(lines.stream()
                    .map(line -> TEXT.matcher(line).replaceAll("$1"))
                    .toList());
            assertThat(texts).as(language).isEqualTo(named);
        }
    }

    @ParameterizedTest
    @CsvSource({"de, Punkte", "de-AT, Punkte", "AR-eg, النقاط", "en-GB, Points", "fr, Points", "not one, Points"})
    void aTextIsInTheLanguageOfTheLocale(String locale, String text) {
        assertThat(PassFiles.text("points", Optional.of(locale))).isEqualTo(text);
        assertThat(PassFiles.text("points", Optional.empty())).isEqualTo("Points");
    }

    @ParameterizedTest
    @CsvSource({
        "icon.png,     29",
        "icon@2x.png,  58",
        "icon@3x.png,  87",
        "logo.png,     50",
        "logo@2x.png, 100",
        "logo@3x.png, 150",
    })
    void picturesHaveTheSizesThatApplesPhonesTake(String name, int size) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(files.get(name)));

        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"#2f6f4f, ffffff", "#ffcc00, 0"})
    void theLogoStandsOutFromTheBrandsColour(String color, String ink) throws IOException {
        byte[] logo = unpacked(pass(Given.card(color, null))).get("logo.png");

        int inked = ImageIO.read(new ByteArrayInputStream(logo)).getRGB(22, 25);

        assertThat(Integer.toHexString(inked & 0xffffff)).isEqualTo(ink);
    }

    static Map<String, byte[]> unpacked(byte[] pass) {
        Map<String, byte[]> files = new TreeMap<>();
        List<String> order = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pass))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                order.add(entry.getName());
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(order).hasSameSizeAs(files.keySet());
        return files;
    }
}
