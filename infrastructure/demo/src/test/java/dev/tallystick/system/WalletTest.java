package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Phone.cookie;
import static dev.tallystick.system.Phone.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer sees, who gets to see it, and who does not. */
class WalletTest {

    private static final Cloud CLOUD = Cloud.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Shop web = CLOUD.shop("web");
    private final Phone phone = new Phone(CLOUD);
    private final String member = web.enrolWith(1_000);

    @Test
    void aLinkLeadsToTheWallet() {
        Answer link = phone.createLink(member, "{\"expiresIn\": \"PT1H\"}");

        assertThat(link.status()).as(link.text()).isEqualTo(201);
        assertThat(String.valueOf(link.at("url")))
                .matches("http://localhost:[0-9]+/wallet#" + Pattern.quote(token(link)));
        assertThat(Duration.between(Instant.now(), Instant.parse(String.valueOf(link.at("expiresAt")))))
                .isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
        assertThat(phone.wallet(token(link)).status()).isEqualTo(200);
        assertThat(phone.wallet(token(link)).status()).as("any number of times").isEqualTo(200);
    }

    @Test
    void theWalletShowsWhatThereIsAndWhatIsToCome() {
        assertThat(web.hold(freshId(), member, 300, "PT15M").status()).isEqualTo(201);
        assertThat(web.buy(freshId(), member, 90_000, "\"activateOn\": \"pickup\"")
                        .status())
                .isEqualTo(201);
        List<Map<String, Object>> entries = web.entries(member, 4);

        Answer wallet = phone.wallet(phone.link(member));

        assertThat(wallet.status()).as(wallet.text()).isEqualTo(200);
        assertThat(wallet.headers().get("cache-control")).containsExactly("private, no-cache");
        assertThat(String.valueOf(wallet.at("member.cardNumber"))).matches("9[0-9]{15}");
        assertThat(wallet.at("balance")).isEqualTo(Shop.balance(700, 300, 900, 0));
        assertThat(wallet.at("tier"))
                .isEqualTo(Map.of(
                        "id",
                        "bronze",
                        "name",
                        "Bronze",
                        "points",
                        900,
                        "next",
                        Map.of("id", "silver", "name", "Silver", "needed", 100)));
        assertThat(wallet.list("expiring")).hasSize(1).first().satisfies(lot -> {
            assertThat(lot).containsEntry("points", 700);
            assertThat(String.valueOf(lot.get("on"))).matches("20[0-9]{2}-[01][0-9]-(28|29|30|31)");
        });
        assertThat(wallet.list("holds"))
                .hasSize(1)
                .first()
                .satisfies(hold -> assertThat(hold).containsEntry("points", 300).containsKey("expiresAt"));
        assertThat(wallet.list("pending")).containsExactly(Map.of("points", 900, "waitsFor", "pickup"));
        assertThat(wallet.list("recent")).isEqualTo(entries);
        assertThat(wallet.at("program.currency")).isEqualTo("EUR");
        assertThat(wallet.at("program.brand.color")).isNotNull();
        assertThat(wallet.at("code.digits")).isEqualTo(8);
        assertThat(wallet.at("code.period")).isEqualTo(30);
        assertThat(wallet.at("code.next.validFrom")).isEqualTo(wallet.at("code.validUntil"));
    }

    @Test
    void aWalletThatHasNotChangedIsNotSentAgain() {
        String token = phone.link(member);
        web.entries(member, 2);
        String tag = phone.wallet(token).headers().get("etag").getFirst();

        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            Answer same = wallet(token, known);
            assertThat(same.status()).as(known).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.headers().get("etag")).containsExactly(tag);
        }
        web.adjust(freshId(), member, 1);
        assertThat(wallet(token, tag).status()).isEqualTo(200);
    }

    @Test
    void theEntriesComeInPagesOfThisMemberOnly() {
        String token = phone.link(member);
        web.adjust(freshId(), member, 1);
        List<Map<String, Object>> all = web.entries(member, 3);

        List<Map<String, Object>> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = CLOUD.get(token, "/v1/wallet/entries?limit=1" + cursor);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            paged.addAll(page.list("entries"));
            cursor = page.at("nextCursor") == null ? "" : "&cursor=" + page.at("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(paged).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MQ==", "LTE", "MA", "OTk5OTk5OTk5OTk5OTk5OTk5OQ", "JyBvciAxPTE", "%00"})
    void aTamperedCursorIsRefused(String cursor) {
        Answer page = CLOUD.get(phone.link(member), "/v1/wallet/entries?cursor=" + cursor);

        assertThat(page.status()).as(page.text()).isEqualTo(400);
    }

    @Test
    void aCursorOfAnotherMemberShowsOnesOwnEntries() {
        String other = web.enrolWith(50);
        web.entries(other, 2);
        web.entries(member, 2);
        Object theirs =
                CLOUD.get(phone.link(other), "/v1/wallet/entries?limit=1").at("nextCursor");

        Answer page = CLOUD.get(phone.link(member), "/v1/wallet/entries?cursor=" + theirs);

        assertThat(page.list("entries")).isEqualTo(web.entries(member, 2).subList(1, 2));
    }

    @Test
    void aLinkIsChangedForASessionOnceAndIsThenNothingAnywhere() {
        String link = phone.link(member);

        Answer begun = phone.begin(link);

        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.body()).containsOnlyKeys("token", "expiresAt");
        assertThat(Duration.between(Instant.now(), Instant.parse(String.valueOf(begun.at("expiresAt")))))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(phone.wallet(token(begun)).status()).isEqualTo(200);
        assertThat(phone.begin(link).status()).isEqualTo(401);
        assertThat(phone.wallet(link).status()).isEqualTo(401);
        assertThat(CLOUD.get(link, "/v1/wallet/entries").status()).isEqualTo(401);
        assertThat(phone.begin(token(begun)).status())
                .as("a session is no link")
                .isEqualTo(401);
    }

    @Test
    void aDeviceGoesOnByItsCookieWhichChangesEachTime() {
        Answer begun = phone.begin(phone.link(member));
        Answer next = phone.go(cookie(begun));
        Answer afterThat = phone.go(cookie(next));

        assertThat(next.status()).as(next.text()).isEqualTo(201);
        assertThat(cookie(next)).isNotEqualTo(cookie(begun));
        assertThat(phone.wallet(token(next)).status()).isEqualTo(200);
        assertThat(afterThat.status()).isEqualTo(201);
        assertThat(phone.wallet(cookie(next)).status())
                .as("a cookie is no token")
                .isEqualTo(401);
    }

    @Test
    void aGoodCookieBehindBadOnesOfItsNameIsFoundAndFiveAreTried() {
        Answer begun = phone.begin(phone.link(member));
        String bad = "__Host-tallystick=left-behind; ";

        Answer next = phone.go(bad + bad + bad + bad + cookie(begun));

        assertThat(next.status()).as(next.text()).isEqualTo(201);
        assertThat(phone.go(bad.repeat(5) + cookie(next)).status()).isEqualTo(401);
        Answer out = CLOUD.send("DELETE", "/v1/wallet/sessions", Map.of("Cookie", bad + cookie(next)), "");
        assertThat(out.status()).as(out.text()).isEqualTo(204);
        assertThat(phone.go(cookie(next)).status()).isEqualTo(401);
    }

    /** The answer that brought the new cookie was lost, or two tabs asked at once. */
    @Test
    void theFormerCookieIsGoodForAMomentAndBringsTheSameOneAgain() {
        Answer begun = phone.begin(phone.link(member));
        Answer lost = phone.go(cookie(begun));

        Answer again = phone.go(cookie(begun));

        assertThat(again.status()).isEqualTo(201);
        assertThat(cookie(again)).isEqualTo(cookie(lost));
    }

    @Test
    void aStolenFormerCookieEndsTheSession() {
        Answer begun = phone.begin(phone.link(member));
        Answer next = phone.go(cookie(begun));
        Answer afterThat = phone.go(cookie(next));

        Answer thief = phone.go(cookie(begun));

        assertThat(thief.status()).isEqualTo(401);
        assertThat(phone.go(cookie(afterThat)).status()).isEqualTo(401);
        assertThat(phone.wallet(token(afterThat)).status()).isEqualTo(401);
    }

    @Test
    void aStolenCookieIsNothingAfterSignOut() {
        Answer begun = phone.begin(phone.link(member));

        Answer out = CLOUD.send("DELETE", "/v1/wallet/sessions", Map.of("Cookie", cookie(begun)), "");
        Answer again = CLOUD.send("DELETE", "/v1/wallet/sessions", Map.of("Cookie", cookie(begun)), "");

        assertThat(out.status()).as(out.text()).isEqualTo(204);
        assertThat(out.headers().get("set-cookie").getFirst())
                .startsWith("__Host-tallystick=;")
                .endsWith("Max-Age=0");
        assertThat(again.status()).isEqualTo(204);
        assertThat(phone.go(cookie(begun)).status()).isEqualTo(401);
        assertThat(phone.wallet(token(begun)).status()).as("at once").isEqualTo(401);
        assertThat(CLOUD.send("DELETE", "/v1/wallet/sessions", Map.of(), "").status())
                .as("nobody in particular")
                .isEqualTo(401);
    }

    @Test
    void aDeviceSeesTheOthersAndSignsThemOut() {
        Answer here = phone.begin(phone.link(member));
        Answer lost = phone.begin(phone.link(member));
        List<Map<String, Object>> sessions = sessions(token(here));
        Object other = sessions.stream()
                .filter(session -> session.get("current").equals(false))
                .findFirst()
                .orElseThrow()
                .get("sessionId");

        assertThat(sessions)
                .hasSize(2)
                .allSatisfy(session ->
                        assertThat(session).containsOnlyKeys("sessionId", "createdAt", "lastUsedOn", "current"));
        for (int i = 0; i < 2; i++) {
            assertThat(send("DELETE", token(here), "/v1/wallet/sessions/" + other)
                            .status())
                    .isEqualTo(204);
        }
        assertThat(phone.wallet(token(lost)).status()).isEqualTo(401);
        assertThat(phone.go(cookie(lost)).status()).isEqualTo(401);
        assertThat(sessions(token(here))).hasSize(1);
        assertThat(send("GET", phone.link(member), "/v1/wallet/sessions").status())
                .as("a link is no device")
                .isEqualTo(403);
    }

    @Test
    void nobodySignsOutSomebodyElse() {
        Answer mine = phone.begin(phone.link(member));
        Answer theirs = phone.begin(phone.link(web.enrol()));
        Object id = sessions(token(theirs)).getFirst().get("sessionId");

        assertThat(send("DELETE", token(mine), "/v1/wallet/sessions/" + id).status())
                .isEqualTo(204);
        assertThat(phone.wallet(token(theirs)).status()).isEqualTo(200);
    }

    @Test
    void theOldestOfTwentyOneLinksGivesWay() {
        List<String> links = Stream.generate(() -> phone.link(member)).limit(21).toList();

        assertThat(phone.wallet(links.getFirst()).status()).isEqualTo(401);
        assertThat(phone.wallet(links.get(1)).status()).isEqualTo(200);
        assertThat(phone.wallet(links.getLast()).status()).isEqualTo(200);
    }

    @Test
    void anExpiredLinkIsNothing() {
        Answer link = phone.createLink(member, "{\"expiresIn\": \"PT1S\"}");

        Cloud.eventually(() -> phone.wallet(token(link)).status(), status -> status == 401);
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.parse(String.valueOf(link.at("expiresAt"))));
        assertThat(phone.begin(token(link)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"expiresIn\": \"P1DT1S\"}; 400",
                "{\"expiresIn\": \"PT0.5S\"}; 400",
                "{\"expiresIn\": 15}; 400",
                "{\"other\": 15}; 400",
                "{\"expiresIn\": \"P1D\"}; 201",
                "{\"expiresIn\": null}; 201",
            })
    void aLinkLastsASecondToADay(String body, int status) {
        assertThat(phone.createLink(member, body).status()).isEqualTo(status);
    }

    @Test
    void aLinkForNobodyIsNotFound() {
        assertThat(phone.createLink("m-aaaaaaaaaaaaaaaaaaaaaaaa", "{}").code()).isEqualTo("member-not-found");
        assertThat(phone.createLink("anyone", "{}").code()).isEqualTo("member-not-found");
    }

    @Test
    void anExportShowsWhereTheWalletIsOpenAndNothingThatOpensIt() {
        String link = phone.link(member);
        Answer begun = phone.begin(phone.link(member));

        Answer exported = CLOUD.get(CLOUD.key("web"), "/v1/members/" + member + "/export");

        assertThat(exported.status()).as(exported.text()).isEqualTo(200);
        assertThat((List<?>) exported.at("devices.links"))
                .singleElement()
                .satisfies(one -> assertThat(one).isEqualTo(Map.of("expiresAt", ((Map<?, ?>) one).get("expiresAt"))));
        assertThat((List<?>) exported.at("devices.sessions"))
                .singleElement()
                .satisfies(one -> assertThat((Map<?, ?>) one).hasSize(3));
        assertThat(exported.text()).doesNotContain(link, token(begun), "eyJ");
        assertThat(sessions(token(begun)))
                .hasSize(1)
                .allSatisfy(session ->
                        assertThat(exported.text()).doesNotContain(String.valueOf(session.get("sessionId"))));
    }

    /** The host that a caller claims is not where the customer is sent. */
    @Test
    void theLinkDoesNotGoWhereTheCallerSays() {
        Answer link = CLOUD.send(
                "POST",
                "/v1/members/" + member + "/wallet-links",
                Map.of(
                        "Authorization", "Bearer " + CLOUD.key("web"),
                        "X-Forwarded-Host", "evil.example",
                        "Forwarded", "host=evil.example"),
                "{}");

        assertThat(String.valueOf(link.at("url"))).startsWith("http://localhost:");
    }

    static List<String> forgeries() {
        Phone phone = new Phone(CLOUD);
        String good = phone.link(CLOUD.shop("web").enrol());
        String[] parts = good.split("\\.", -1);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String other = CLOUD.shop("web").enrol();
        return List.of(
                "",
                "x",
                "a.b.c",
                resigned(header, payload),
                part(header.replace("HS256", "none")) + "." + parts[1] + ".",
                part(header.replace("HS256", "none")) + "." + parts[1] + "." + parts[2],
                part(header.replace("\"1\"", "\"2\"")) + "." + parts[1] + "." + parts[2],
                parts[0] + "." + part(payload.replaceFirst("m-[a-z2-7]{24}", other)) + "." + parts[2],
                parts[0] + "." + part(payload.replace("wallet", "presence")) + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(1),
                good + "x");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedTokenOpensNothing(String forged) {
        assertThat(phone.wallet(forged).status()).isEqualTo(401);
        assertThat(phone.begin(forged).status()).isIn(400, 401);
        assertThat(phone.go("__Host-tallystick=" + forged).status()).isEqualTo(401);
        assertThat(CLOUD.get(forged, "/v1/program").status()).isEqualTo(401);
    }

    @Test
    void anApiKeyOpensNoWallet() {
        assertThat(phone.wallet(CLOUD.key("web")).status()).isEqualTo(403);
        assertThat(phone.wallet(CLOUD.key("web").replace("_", "_a")).status()).isEqualTo(401);
        assertThat(CLOUD.send("GET", "/v1/wallet", Map.of(), "").status()).isEqualTo(401);
    }

    static List<String> routesForKeys() {
        return Routes.ofTheTemplate().stream()
                .filter(route -> route.contains(" /v1/") && !route.contains(" /v1/wallet"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("routesForKeys")
    void aWalletTokenOpensNothingButTheWallet(String route) {
        String[] methodAndPath = route.split(" ", -1);
        String path = methodAndPath[1].replace("{memberId}", member).replaceAll("\\{[A-Za-z]+}", "1");

        for (String token : List.of(phone.link(member), token(phone.begin(phone.link(member))))) {
            Answer answer = CLOUD.send(methodAndPath[0], path, Map.of("Authorization", "Bearer " + token), "{}");
            assertThat(answer.status()).as(route + " " + answer.text()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("forbidden");
        }
    }

    /** What a page of another site could send. */
    @Test
    void anotherSitesPageGetsNoSession() {
        String body = "{\"token\": \"" + phone.link(member) + "\"}";

        assertThat(phone.begin(body, Map.of("Content-Type", "text/plain")).status())
                .isEqualTo(415);
        assertThat(phone.begin(body, Map.of("Content-Type", "application/x-www-form-urlencoded"))
                        .code())
                .isEqualTo("unsupported-media-type");
        for (String origin :
                List.of("https://evil.example", "null", "http://localhost.evil.example", "http://localhost")) {
            assertThat(phone.begin(body, Map.of("Origin", origin)).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        String own = String.valueOf(phone.createLink(member, "{}").at("url")).replaceFirst("/wallet#.*", "");
        assertThat(phone.begin(body, Map.of("Origin", own)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"token\": 7}", "{\"token\": \"x\", \"more\": 1}", "{\"token\": \"\"}"})
    void aSessionIsAskedForInItsOwnForm(String body) {
        assertThat(phone.begin(body, Map.of()).status()).isEqualTo(400);
    }

    private Answer wallet(String token, String known) {
        return CLOUD.send("GET", "/v1/wallet", Map.of("Authorization", "Bearer " + token, "If-None-Match", known), "");
    }

    private static Answer send(String method, String token, String path) {
        return CLOUD.send(method, path, Map.of("Authorization", "Bearer " + token), "");
    }

    private static List<Map<String, Object>> sessions(String token) {
        return send("GET", token, "/v1/wallet/sessions").list("sessions");
    }

    private static String resigned(String header, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("another key that is long enough to be one".getBytes(UTF_8), "HmacSHA256"));
            String content = part(header) + "." + part(payload);
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
