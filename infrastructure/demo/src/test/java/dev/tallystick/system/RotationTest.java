package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Phone.cookie;
import static dev.tallystick.system.Phone.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** Every secret gets another current version, as an operator gives it one; what bears the former one goes on. */
@OwnCloud
class RotationTest {

    private static final String PHONE = "+493055512345";

    private final Path data = Cloud.dataDirectory();
    private Cloud cloud = Cloud.start(data);

    @AfterEach
    void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void whatBearsAFormerVersionGoesOnAndWhatIsNewBearsTheNext() throws Exception {
        Shop web = cloud.shop("web");
        Phone phone = new Phone(cloud);
        String member = enrolled(web, "e-1", PHONE);
        web.adjust("a-1", member, 1_000);
        String link = phone.link(member);
        Answer begun = phone.begin(phone.link(member));
        String code = phone.code(member, 1);
        Object presence = web.post("/v1/members/lookup", "{\"member\": {\"memberCode\": \"" + code + "\"}}")
                .at("presence");
        Answer bought = web.buy("p-1", member, 4_250);
        Object seed = phone.wallet(link).at("code.seed");
        cloud.stop();

        for (String secret : List.of("WalletTokenKeys", "MemberCodeKeys", "IdentifierKeys", "RequestKeys")) {
            rotate(data.resolve("secrets").resolve(secret + ".json"));
        }
        cloud = Cloud.start(data);
        Shop later = new Shop(cloud, web.key(), web.happenedAt());
        Phone laterPhone = new Phone(cloud);

        assertThat(laterPhone.wallet(link).status()).as("a link").isEqualTo(200);
        assertThat(laterPhone.wallet(token(begun)).status()).as("a session").isEqualTo(200);
        Answer next = laterPhone.go(cookie(begun));
        assertThat(next.status()).as("a cookie").isEqualTo(201);
        assertThat(header(token(next))).contains("\"kid\":\"2\"");
        assertThat(header(link)).contains("\"kid\":\"1\"");
        assertThat(redeem(later, "\"presence\": \"" + presence + "\"").status())
                .as("a presence")
                .isEqualTo(201);
        assertThat(laterPhone.wallet(token(next)).at("code.seed")).isNotEqualTo(seed);
        assertThat(lookup(later, "memberCode", code).at("memberId"))
                .as("a phone with the former seed")
                .isEqualTo(member);
        assertThat(lookup(later, "memberCode", laterPhone.code(member, 0)).at("memberId"))
                .isEqualTo(member);
        assertThat(later.buy("p-1", member, 4_250).body()).as("a repeat").isEqualTo(bought.body());
        assertThat(later.buy("p-1", member, 4_251).code()).isEqualTo("operation-id-reused");

        assertThat(lookup(later, "phone", PHONE).at("memberId"))
                .as("an identifier")
                .isEqualTo(member);
        assertThat(later.post("/v1/members", "{\"enrolmentId\": \"e-2\", \"phone\": \"%s\"}".formatted(PHONE))
                        .code())
                .isEqualTo("identifier-taken");
        String other = enrolled(later, "e-3", "+493055512346");
        assertThat(later.post(
                                "/v1/members/" + other + "/identifiers",
                                "{\"type\": \"phone\", \"value\": \"%s\"}".formatted(PHONE))
                        .code())
                .isEqualTo("identifier-taken");
        assertThat(lookup(later, "phone", "+493055512346").at("memberId")).isEqualTo(other);
        Object id = later.member(member).list("identifiers").stream()
                .filter(known -> known.get("type").equals("phone"))
                .findFirst()
                .orElseThrow()
                .get("identifierId");
        String path = "/v1/members/" + member + "/identifiers/phone/" + id;
        assertThat(later.post(path + "/block", "{}").status()).isEqualTo(200);
        assertThat(lookup(later, "phone", PHONE).code()).isEqualTo("identifier-blocked");
        assertThat(later.post(path + "/unblock", "{}").status()).isEqualTo(200);
        assertThat(lookup(later, "phone", PHONE).at("memberId")).isEqualTo(member);

        assertThat(cloud.send("DELETE", "/v1/members/" + member, Map.of("Authorization", "Bearer " + web.key()), "")
                        .status())
                .isEqualTo(204);
        assertThat(lookup(later, "phone", PHONE).code()).isEqualTo("member-not-found");
        assertThat(enrolled(later, "e-4", PHONE)).as("free at once").isNotEqualTo(member);
    }

    /** A version that is taken away ends what bears it, and nothing else. */
    @Test
    void withoutItsVersionATokenIsNothing() throws Exception {
        Shop web = cloud.shop("web");
        String member = enrolled(web, "e-1", PHONE);
        Answer begun = new Phone(cloud).begin(new Phone(cloud).link(member));
        cloud.stop();
        Path secret = data.resolve("secrets").resolve("WalletTokenKeys.json");
        rotate(secret);
        change(secret, versions -> versions.remove("1"));

        cloud = Cloud.start(data);
        Phone phone = new Phone(cloud);

        assertThat(phone.wallet(token(begun)).status()).isEqualTo(401);
        assertThat(phone.go(cookie(begun)).status()).isEqualTo(401);
        assertThat(phone.wallet(phone.link(member)).status()).isEqualTo(200);
    }

    private static void rotate(Path secret) throws IOException {
        change(secret, versions -> {
            versions.put("2", freshId() + freshId());
            versions.put("current", "2");
        });
    }

    private interface Change {
        void on(Map<String, Object> versions);
    }

    private static void change(Path secret, Change change) throws IOException {
        Map<String, Object> kept = new HashMap<>(JSON.std.mapFrom(Files.readString(secret)));
        Map<String, Object> versions = new HashMap<>(JSON.std.mapFrom(String.valueOf(kept.get("text"))));
        change.on(versions);
        kept.put("text", JSON.std.asString(versions));
        Files.writeString(secret, JSON.std.asString(kept));
    }

    private static String enrolled(Shop shop, String id, String phone) {
        Answer answer = shop.post("/v1/members", "{\"enrolmentId\": \"%s\", \"phone\": \"%s\"}".formatted(id, phone));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return String.valueOf(answer.at("memberId"));
    }

    private static Answer lookup(Shop shop, String name, String value) {
        return shop.post("/v1/members/lookup", "{\"member\": {\"%s\": \"%s\"}}".formatted(name, value));
    }

    private static Answer redeem(Shop shop, String member) {
        return shop.post(
                "/v1/redemptions", "{\"redemptionId\": \"r-1\", \"member\": {%s}, \"points\": 100}".formatted(member));
    }

    private static String header(String token) {
        return PersonalData.decoded(token.substring(0, token.indexOf('.')));
    }
}
