package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.tallystick.system.Cloud.Answer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** The card for the phone's own wallet, of a retailer who has filled in what Apple and Google gave, and of one who has not. */
@OwnCloud
class PassTest {

    private static final String PASS_TYPE = "pass.dev.tallystick.system";
    private static final String LOGO = "https://shop.example.com/logo.png";
    private static final Path DATA = Cloud.dataDirectory();
    private static final OpenSsl OPENSSL = new OpenSsl(DATA);
    private static Cloud cloud;
    private static Shop web;
    private static Phone phone;

    @BeforeAll
    static void fillInTheSecrets() throws Exception {
        OPENSSL.makeCertificates(PASS_TYPE, "ABCDE12345");
        cloud = Cloud.startWithPasses(
                DATA,
                JSON.std.asString(Map.of(
                        "passTypeIdentifier", PASS_TYPE,
                        "teamIdentifier", "ABCDE12345",
                        "certificate", OPENSSL.file("certificate.pem"),
                        "intermediate", OPENSSL.file("intermediate.pem"),
                        "privateKey", OPENSSL.file("certificate.key"))),
                JSON.std.asString(Map.of(
                        "issuerId", "3388000000022345678",
                        "serviceAccountEmail", "passes@corner-shop.iam.gserviceaccount.com",
                        "privateKey", OPENSSL.file("certificate.key"))));
        web = cloud.shop("web");
        phone = new Phone(cloud);
        cloud.changeProgram(program -> program.replace("\"brand\":{", "\"brand\":{\"logo\":\"" + LOGO + "\","));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    private final String member = web.enrolWith(1_234);
    private final String token = phone.link(member);

    @Test
    void bothPassesAreOfferedWhereBothAreFilledIn() {
        assertThat(cloud.get(token, "/v1/wallet/passes").body())
                .isEqualTo(Map.of("passes", List.of("apple", "google")));
    }

    @Test
    void applesPassComesAsAFileOfItsTypeAndIsSignedAsOpensslSees() throws Exception {
        HttpResponse<byte[]> answer = applePass();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.apple.pkpass");
        assertThat(answer.headers().firstValue("content-disposition")).contains("attachment; filename=\"card.pkpass\"");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        Map<String, byte[]> files = unpacked(answer.body());
        Files.write(DATA.resolve("manifest.json"), files.get("manifest.json"));
        Files.write(DATA.resolve("signature"), files.get("signature"));
        assertThat(OPENSSL.verifies("smime", "signature", "manifest.json"))
                .as(OPENSSL.file("openssl.log"))
                .isTrue();
        assertThat(OPENSSL.verifies("cms", "signature", "manifest.json")).isTrue();

        String printed = OPENSSL.printed("signature");
        assertThat(printed)
                .contains("contentType", "messageDigest", "signingTime", "sha256")
                .contains("CN=Pass of a test", "subject: CN=Intermediate of a test");
    }

    @Test
    void thePageHandsBothOver() throws Exception {
        try (Browser browser = Browser.phone()) {
            browser.context().route("https://pay.google.com/**", route -> route.fulfill());
            Page page =
                    browser.open(String.valueOf(phone.createLink(member, "{}").at("url")));
            page.locator("button.menu").click();
            browser.isAccessible(page);
            Browser.picture(page, "wallet-passes");

            Download download = page.waitForDownload(
                    () -> page.getByText("Add to Apple Wallet").click());
            assertThat(download.suggestedFilename()).isEqualTo("card.pkpass");
            assertThat(unpacked(Files.readAllBytes(download.path()))).containsKeys("pass.json", "signature");

            page.getByText("Save to Google Wallet").click();
            page.waitForURL("https://pay.google.com/gp/v/save/**");
            browser.hasNothingToComplainOf();
        }
    }

    @Test
    void aManifestThatWasChangedIsNotSigned() throws Exception {
        Map<String, byte[]> files = unpacked(applePass().body());
        Files.write(DATA.resolve("signature-of-another"), files.get("signature"));
        Files.writeString(
                DATA.resolve("changed.json"),
                new String(files.get("manifest.json"), UTF_8).replaceFirst("[0-9a-f]{40}", "0".repeat(40)));

        assertThat(OPENSSL.verifies("smime", "signature-of-another", "changed.json"))
                .isFalse();
        assertThat(OPENSSL.verifies("cms", "signature-of-another", "changed.json"))
                .isFalse();
    }

    @Test
    void applesPassShowsTheCardAndTheBalance() throws Exception {
        Map<String, Object> pass = JSON.std.mapFrom(unpacked(applePass().body()).get("pass.json"));

        Map<?, ?> barcode = (Map<?, ?>) ((List<?>) pass.get("barcodes")).getFirst();
        assertThat(barcode.get("message")).isEqualTo(phone.wallet(token).at("member.cardNumber"));
        assertThat(pass.get("storeCard").toString()).contains("key=points, label=points, value=1234,");
        assertThat(pass).containsEntry("passTypeIdentifier", PASS_TYPE).containsEntry("sharingProhibited", true);
        assertThat(pass.toString()).doesNotContain(member);
    }

    @Test
    void googlesPassIsSignedAndMakesTheCodesThatTheTillTakes() throws Exception {
        Answer answer = cloud.get(token, "/v1/wallet/passes/google");
        Answer wallet = phone.wallet(token);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("validUntil")).isEqualTo(wallet.at("code.validUntil"));
        Map<?, ?> claims = verified(String.valueOf(answer.at("url")).replaceFirst(".*/save/", ""));
        assertThat(claims.get("origins")).isEqualTo(List.of(cloud.api().toString()));
        Map<?, ?> card = (Map<?, ?>) at(claims, "payload", "loyaltyObjects");
        Map<?, ?> loyaltyClass = (Map<?, ?>) at(claims, "payload", "loyaltyClasses");
        assertThat(card.get("classId"))
                .isEqualTo(loyaltyClass.get("id"))
                .isEqualTo("3388000000022345678.tallystick-prod");
        String pattern = String.valueOf(at(card, "rotatingBarcode", "valuePattern"));
        Map<?, ?> parameters = (Map<?, ?>) at(card, "rotatingBarcode", "totpDetails", "parameters");
        byte[] seed = HexFormat.of().parseHex(String.valueOf(parameters.get("key")));
        String code = pattern.replace(
                "{totp_value_0}", Phone.digits(seed, Instant.now().getEpochSecond() / 30));

        assertThat(code).isIn(phone.code(member, -1), phone.code(member, 0));
        assertThat(web.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + code + "\"}}")
                        .at("memberId"))
                .isEqualTo(member);
    }

    @Test
    void onlyAWalletTokenThatIsOpenGetsAPass() {
        String session = Phone.token(phone.begin(phone.link(member)));
        String erased = web.enrol();
        String ofErased = phone.link(erased);
        cloud.send("DELETE", "/v1/members/" + erased, Map.of("Authorization", "Bearer " + web.key()), "");
        String changed = phone.link(member);
        phone.begin(changed);

        for (String path : List.of("/v1/wallet/passes", "/v1/wallet/passes/google")) {
            assertThat(cloud.get(session, path).status()).isEqualTo(200);
            assertThat(cloud.get(token + "x", path).code()).isEqualTo("unauthenticated");
            assertThat(cloud.send("GET", path, Map.of(), "").code()).isEqualTo("unauthenticated");
            assertThat(cloud.get(ofErased, path).code()).isEqualTo("unauthenticated");
            assertThat(cloud.get(changed, path).code()).isEqualTo("unauthenticated");
            assertThat(cloud.get(web.key(), path).code()).isEqualTo("forbidden");
        }
        assertThat(cloud.get(token + "x", "/v1/wallet/passes/apple").status()).isEqualTo(401);
        assertThat(cloud.get(ofErased, "/v1/wallet/passes/apple").status()).isEqualTo(401);
        assertThat(cloud.get(web.key(), "/v1/wallet/passes/apple").status()).isEqualTo(403);
        assertThat(cloud.get(session, "/v1/wallet/passes/apple").status()).isEqualTo(200);
    }

    @Test
    void whereNothingIsFilledInThereAreNone() {
        Cloud plain = Cloud.shared();
        String link = new Phone(plain).link(plain.shop("web").enrol());

        assertThat(plain.get(link, "/v1/wallet/passes").body()).isEqualTo(Map.of("passes", List.of()));
        assertThat(plain.get(link, "/v1/wallet/passes/apple").code()).isEqualTo("not-found");
        assertThat(plain.get(link, "/v1/wallet/passes/google").code()).isEqualTo("not-found");
    }

    @Test
    void aSecretThatIsWrongIsToldInTheLogAndGivesNothingAway() throws Exception {
        Path data = Cloud.dataDirectory();
        Cloud wrong = Cloud.startWithPasses(
                data, "{\"passTypeIdentifier\": \"pass.dev.tallystick.system\"}", "a word that nobody may read");
        String link = new Phone(wrong).link(wrong.shop("web").enrol());

        assertThat(wrong.get(link, "/v1/wallet/passes/apple").code()).isEqualTo("internal-error");
        assertThat(wrong.get(link, "/v1/wallet/passes").code()).isEqualTo("internal-error");

        String log = Cloud.eventually(
                () -> Files.readString(data.resolve("logs/IssuePassesFunction.log")),
                text -> text.contains("the secret ApplePassCertificate: teamIdentifier is missing"));
        assertThat(log).doesNotContain("a word that nobody may read", "pass.dev.tallystick.system");
        wrong.stop();
    }

    private HttpResponse<byte[]> applePass() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(cloud.api() + "/v1/wallet/passes/apple"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static Map<String, byte[]> unpacked(byte[] pass) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pass))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Map<?, ?> verified(String token) throws Exception {
        String[] parts = token.split("\\.", -1);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return JSON.std.mapFrom(Base64.getUrlDecoder().decode(parts[1]));
    }

    private static PublicKey publicKey() throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(OPENSSL.file("certificate.pem").getBytes(UTF_8)))
                .getPublicKey();
    }

    /** The value at a path; of a list its first. */
    private static Object at(Object value, String... path) {
        Object found = value;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
            found = found instanceof List<?> list ? list.getFirst() : found;
        }
        return found;
    }
}
