package dev.tallystick.system;

import static dev.tallystick.system.Cloud.freshId;
import static dev.tallystick.system.Shop.balance;
import static dev.tallystick.system.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redemptions and what follows them: held online, captured at a till, extended, released, reversed, voided. */
class HoldTest {

    private static final Cloud CLOUD = Cloud.shared();

    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");
    private final String member = web.enrolWith(1_000);
    private final String id = freshId();

    @Test
    void pointsHeldOnlineAreCapturedAtATill() {
        Answer held = web.hold(id, member, 300, "PT15M");
        Answer shown = store.redemption("web:" + id);
        Answer captured = store.redemption("web:" + id, "capture", "{}");

        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(held.body())
                .isEqualTo(Map.of(
                        "id",
                        "web:" + id,
                        "status",
                        "held",
                        "points",
                        300,
                        "value",
                        euros(300),
                        "expiresAt",
                        held.at("expiresAt"),
                        "balance",
                        balance(700, 300, 0, 0)));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body())
                .isEqualTo(Map.of(
                        "id",
                        "web:" + id,
                        "memberId",
                        member,
                        "status",
                        "held",
                        "points",
                        300,
                        "capturedPoints",
                        0,
                        "reversedPoints",
                        0,
                        "value",
                        euros(300),
                        "expiresAt",
                        held.at("expiresAt")));
        assertThat(captured.status()).as(captured.text()).isEqualTo(200);
        assertThat(captured.replayed()).isFalse();
        assertThat(captured.body())
                .isEqualTo(Map.of(
                        "id",
                        "web:" + id,
                        "memberId",
                        member,
                        "status",
                        "captured",
                        "points",
                        300,
                        "capturedPoints",
                        300,
                        "reversedPoints",
                        0,
                        "value",
                        euros(300),
                        "balance",
                        balance(700, 0, 0, 0)));
        List<Map<String, Object>> entries = web.entries(member, 4);
        assertThat(entries.getFirst())
                .containsEntry("kind", "captured")
                .containsEntry("source", "store-1")
                .containsEntry("channel", "in_store")
                .containsEntry("points", -300)
                .containsEntry("postings", Map.of("held", -300, "redeemed", 300))
                .containsEntry("operation", Map.of("type", "redemption", "id", "web:" + id, "step", 1));
        assertThat(entries.get(1))
                .containsEntry("kind", "held")
                .containsEntry("source", "web")
                .containsEntry("points", 0)
                .containsEntry("postings", Map.of("available", -300, "held", 300));
    }

    @Test
    void aHoldLastsFifteenMinutesUnlessTheRequestSaysOtherwise() {
        Answer usual = web.redeem(id, member, 100, "\"hold\": {}");
        Answer longer = web.hold(freshId(), member, 100, "P7D");

        List<Map<String, Object>> entries = web.entries(member, 4);
        assertThat(lasting(usual, entries.get(1))).isEqualTo(Duration.ofMinutes(15));
        assertThat(lasting(longer, entries.get(0))).isEqualTo(Duration.ofDays(7));
    }

    private static Duration lasting(Answer held, Map<String, Object> entry) {
        return Duration.between(
                Instant.parse(String.valueOf(entry.get("at"))), Instant.parse(String.valueOf(held.at("expiresAt"))));
    }

    /** What a redemption has become, a step, and the status with what it then is, or with the code. */
    @ParameterizedTest
    @CsvSource({
        "held,               extend,    200, held",
        "held,               capture,   200, captured",
        "held,               release,   200, released",
        "held,               reversals, 422, reversal-exceeds-redemption",
        "held,               void,      200, voided",
        "captured,           extend,    409, redemption-not-held",
        "captured,           capture,   200, captured",
        "captured,           release,   409, redemption-not-held",
        "captured,           reversals, 201, reversed",
        "captured,           void,      200, voided",
        "redeemed,           extend,    409, redemption-not-held",
        "redeemed,           capture,   409, redemption-not-held",
        "redeemed,           release,   409, redemption-not-held",
        "redeemed,           reversals, 201, reversed",
        "redeemed,           void,      200, voided",
        "released,           extend,    409, redemption-not-held",
        "released,           capture,   409, redemption-not-held",
        "released,           release,   200, released",
        "released,           reversals, 422, reversal-exceeds-redemption",
        "released,           void,      200, voided",
        "expired,            extend,    409, redemption-not-held",
        "expired,            capture,   409, redemption-not-held",
        "expired,            release,   409, redemption-not-held",
        "expired,            reversals, 422, reversal-exceeds-redemption",
        "expired,            void,      200, voided",
        "voided,             extend,    409, redemption-not-held",
        "voided,             capture,   409, redemption-not-held",
        "voided,             release,   409, redemption-not-held",
        "voided,             reversals, 409, operation-voided",
        "voided,             void,      200, voided",
        "partially_reversed, extend,    409, redemption-not-held",
        "partially_reversed, capture,   200, captured",
        "partially_reversed, release,   409, redemption-not-held",
        "partially_reversed, reversals, 201, reversed",
        "partially_reversed, void,      409, redemption-reversed",
        "reversed,           extend,    409, redemption-not-held",
        "reversed,           capture,   200, captured",
        "reversed,           release,   409, redemption-not-held",
        "reversed,           reversals, 422, reversal-exceeds-redemption",
        "reversed,           void,      409, redemption-reversed",
    })
    void whatCanBeDoneWithARedemptionFollowsFromWhatItIs(String is, String step, int status, String outcome) {
        become(is);
        assertThat(web.redemption(id).at("status")).isEqualTo(is);

        Answer answer = web.redemption(
                id,
                step,
                switch (step) {
                    case "extend" -> "{\"expiresIn\": \"PT30M\"}";
                    case "reversals" -> "{\"reversalId\": \"last\"}";
                    default -> "{}";
                });

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(status < 300 ? answer.at("status") : answer.code()).isEqualTo(outcome);
        if (status < 300) {
            assertThat(answer.body()).containsKeys("id", "memberId", "points", "balance");
        } else {
            assertThat(web.redemption(id).at("status"))
                    .as("what was refused changes nothing")
                    .isEqualTo(is);
        }
    }

    private void become(String status) {
        switch (status) {
            case "redeemed" -> web.redeem(id, member, 200);
            case "expired" -> web.holdInVain(id, member, 200);
            default -> web.hold(id, member, 200, "PT15M");
        }
        switch (status) {
            case "captured" -> web.redemption(id, "capture", "{}");
            case "released" -> web.redemption(id, "release", "{}");
            case "voided" -> web.redemption(id, "void", "{}");
            case "reversed" -> {
                web.redemption(id, "capture", "{}");
                web.redemption(id, "reversals", "{\"reversalId\": \"all\"}");
            }
            case "partially_reversed" -> {
                web.redemption(id, "capture", "{}");
                web.redemption(id, "reversals", "{\"reversalId\": \"some\", \"points\": 50}");
            }
            default -> {
                // it is already
            }
        }
    }

    @Test
    void whoeverRepeatsARedemptionGetsItsFirstOutcomeWhateverBecameOfIt() {
        Answer held = web.hold(id, member, 1_000, "PT15M");
        web.redemption(id, "capture", "{}");

        Answer again = web.hold(id, member, 1_000, "PT15M");
        Answer otherwise = web.hold(id, member, 1_000, "PT16M");
        Answer atOnce = web.redeem(id, member, 1_000);
        Answer fewer = web.hold(id, member, 999, "PT15M");

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(held.body());
        for (Answer other : List.of(otherwise, atOnce, fewer)) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.code()).isEqualTo("operation-id-reused");
            assertThat(other.at("first.at")).isNotNull();
        }
    }

    @Test
    void aPartIsCapturedAndTheRestIsFreed() {
        web.hold(id, member, 300, "PT15M");

        Answer more = store.redemption("web:" + id, "capture", "{\"points\": 301}");
        Answer part = store.redemption("web:" + id, "capture", "{\"points\": 180}");
        Answer again = store.redemption("web:" + id, "capture", "{\"points\": 180}");
        Answer other = store.redemption("web:" + id, "capture", "{\"points\": 181}");
        Answer bySomeoneElse = web.redemption(id, "capture", "{\"points\": 180}");

        assertThat(more.status()).isEqualTo(422);
        assertThat(more.code()).isEqualTo("capture-exceeds-hold");
        assertThat(part.status()).as(part.text()).isEqualTo(200);
        assertThat(part.body())
                .containsEntry("status", "captured")
                .containsEntry("points", 300)
                .containsEntry("capturedPoints", 180)
                .containsEntry("value", euros(180))
                .containsEntry("balance", balance(820, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(part.body());
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(bySomeoneElse.status()).isEqualTo(409);
        assertThat(bySomeoneElse.code())
                .as("two tills do not give the same goods")
                .isEqualTo("redemption-not-held");
        assertThat(web.entries(member, 4).getFirst())
                .containsEntry("postings", Map.of("available", 120, "held", -300, "redeemed", 180))
                .containsEntry("points", -180)
                .containsEntry("value", euros(180));
    }

    @Test
    void aHoldIsExtendedFromNowAndNeverShortened() {
        Object first = web.hold(id, member, 100, "PT15M").at("expiresAt");

        Answer extended = store.redemption("web:" + id, "extend", "{\"expiresIn\": \"PT2H\"}");
        Answer shorter = web.redemption(id, "extend", "{\"expiresIn\": \"PT1M\"}");
        Answer tooLong = web.redemption(id, "extend", "{\"expiresIn\": \"P7DT1S\"}");

        assertThat(extended.status()).as(extended.text()).isEqualTo(200);
        assertThat(extended.body()).containsEntry("status", "held").containsEntry("balance", balance(900, 100, 0, 0));
        assertThat(Instant.parse(String.valueOf(extended.at("expiresAt"))))
                .isAfter(Instant.parse(String.valueOf(first)).plus(Duration.ofMinutes(90)));
        assertThat(shorter.status()).isEqualTo(200);
        assertThat(shorter.at("expiresAt")).isEqualTo(extended.at("expiresAt"));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.list("errors").getFirst()).containsEntry("pointer", "/expiresIn");
        assertThat(web.redemption(id).at("expiresAt")).isEqualTo(extended.at("expiresAt"));
        assertThat(web.entries(member, 4).getFirst())
                .containsEntry("kind", "extended")
                .containsEntry("postings", Map.of());
    }

    @Test
    void aHoldThatEndsWhileNobodyLooksIsOverToTheSecond() {
        Answer held = web.hold(id, member, 400, "PT1S");
        Cloud.eventually(
                () -> web.redemption(id),
                shown -> String.valueOf(shown.at("status")).equals("expired"));
        Answer shown = web.redemption(id);
        Answer balance = web.member(member);
        int entriesBefore = web.entries(member, 3).size();

        Answer captured = store.redemption("web:" + id, "capture", "{}");
        Answer spent = store.redeem(freshId(), member, 1_000);

        assertThat(shown.body()).doesNotContainKey("expiresAt").containsEntry("capturedPoints", 0);
        assertThat(balance.at("balance")).isEqualTo(balance(1_000, 0, 0, 0));
        assertThat(entriesBefore).as("seen before it was written").isEqualTo(3);
        assertThat(captured.code()).isEqualTo("redemption-not-held");
        assertThat(spent.status()).as(spent.text()).isEqualTo(201);
        assertThat(web.entries(member, 5).get(1))
                .containsEntry("kind", "released")
                .containsEntry("at", held.at("expiresAt"))
                .containsEntry("source", "time")
                .containsEntry("postings", Map.of("available", 400, "held", -400))
                .containsEntry("operation", Map.of("type", "redemption", "id", "web:" + id, "step", 1));
        assertThat(web.redemption(id).body()).isEqualTo(shown.body());
    }

    @Test
    void aHoldIsReleasedOnceAndForAll() {
        web.hold(id, member, 400, "PT15M");

        Answer released = store.redemption("web:" + id, "release", "{\"operator\": \"c-7\"}");
        Answer again = web.redemption(id, "release", "{}");
        web.redeem(freshId(), member, 100);
        Answer laterBySame = store.redemption("web:" + id, "release", "{\"operator\": \"c-7\"}");

        assertThat(laterBySame.status()).isEqualTo(200);
        assertThat(laterBySame.replayed()).isTrue();
        assertThat(laterBySame.body()).as("the first outcome").isEqualTo(released.body());
        assertThat(released.status()).as(released.text()).isEqualTo(200);
        assertThat(released.body())
                .containsEntry("status", "released")
                .containsEntry("balance", balance(1_000, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(released.body());
        assertThat(web.entries(member, 5).get(1))
                .containsEntry("kind", "released")
                .containsEntry("operator", "c-7");
    }

    @Test
    void pointsSpentAreGivenBackInPartsAndNeverMoreThanWereSpent() {
        web.redeem(id, member, 600);

        Answer some = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"r\", \"points\": 250}");
        Answer tooMany = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"s\", \"points\": 351}");
        Answer sameIdElsewhere = web.redemption(id, "reversals", "{\"reversalId\": \"r\", \"points\": 100}");
        Answer rest = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"rest\"}");
        Answer again = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"r\", \"points\": 250}");
        Answer other = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"r\", \"points\": 251}");
        Answer restAgain = store.redemption("web:" + id, "reversals", "{\"reversalId\": \"rest\"}");

        assertThat(some.status()).as(some.text()).isEqualTo(201);
        assertThat(some.body())
                .isEqualTo(Map.of(
                        "id",
                        "web:" + id,
                        "memberId",
                        member,
                        "status",
                        "partially_reversed",
                        "points",
                        600,
                        "capturedPoints",
                        600,
                        "reversedPoints",
                        250,
                        "value",
                        euros(600),
                        "balance",
                        balance(650, 0, 0, 0)));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.code()).isEqualTo("reversal-exceeds-redemption");
        assertThat(sameIdElsewhere.status())
                .as("a reversal's id is its source's")
                .isEqualTo(201);
        assertThat(rest.body())
                .containsEntry("status", "reversed")
                .containsEntry("reversedPoints", 600)
                .containsEntry("balance", balance(1_000, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(some.body());
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(restAgain.status()).isEqualTo(200);
        assertThat(restAgain.body()).isEqualTo(rest.body());
        assertThat(web.entries(member, 6).getFirst())
                .containsEntry("kind", "reversed")
                .containsEntry("postings", Map.of("available", 250, "redeemed", -250));
    }

    @Test
    void aRedemptionThatNeverHappenedGivesAllBack() {
        web.redeem(id, member, 600);

        Answer voided = store.redemption("web:" + id, "void", "{}");
        Answer again = store.redemption("web:" + id, "void", "{}");
        Answer original = web.redeem(id, member, 600);

        assertThat(voided.status()).as(voided.text()).isEqualTo(200);
        assertThat(voided.body()).containsEntry("status", "voided").containsEntry("balance", balance(1_000, 0, 0, 0));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(voided.body());
        assertThat(original.status()).as("its first outcome").isEqualTo(200);
        assertThat(original.at("status")).isEqualTo("redeemed");
        assertThat(web.member(member).number("balance.available")).isEqualTo(1_000);
    }

    @Test
    void aRedemptionThatHasNotComeIsClosedByItsVoid() {
        Answer closed = store.redemption("web:" + id, "void", "{}");
        Answer again = web.redemption(id, "void", "{}");
        Answer late = web.redeem(id, member, 600);
        Answer lateHold = web.hold(id, member, 600, "PT15M");

        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(closed.replayed()).isFalse();
        assertThat(closed.body()).isEqualTo(Map.of("id", "web:" + id, "status", "voided"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(closed.body());
        assertThat(web.redemption(id).body()).isEqualTo(closed.body());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("operation-voided");
        assertThat(lateHold.code()).isEqualTo("operation-voided");
        for (String step : List.of("capture", "release", "reversals", "extend")) {
            Answer refused = web.redemption(
                    id,
                    step,
                    switch (step) {
                        case "extend" -> "{\"expiresIn\": \"PT30M\"}";
                        case "reversals" -> "{\"reversalId\": \"r\"}";
                        default -> "{}";
                    });
            assertThat(refused.status()).as(step + refused.text()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("operation-voided");
        }
        assertThat(web.member(member).number("balance.available")).isEqualTo(1_000);
        CLOUD.booksThatCountEverything();
    }

    @Test
    void theProgramAndTheBalanceSayWhatCanBeHeld() {
        Answer tooFew = web.hold(id, member, 99, "PT15M");
        Answer tooMany = web.hold(id, member, 1_001, "PT15M");
        Answer tooLong = web.hold(id, member, 100, "P7DT1S");

        assertThat(tooFew.status()).isEqualTo(422);
        assertThat(tooFew.code()).isEqualTo("redemption-not-allowed");
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.code()).isEqualTo("insufficient-points");
        assertThat(tooMany.at("balance")).isEqualTo(balance(1_000, 0, 0, 0));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.list("errors").getFirst()).containsEntry("pointer", "/hold/expiresIn");
        assertThat(web.hold(id, member, 1_000, "PT15M").status())
                .as("a refused operation does not use up its id")
                .isEqualTo(201);
    }

    @Test
    void anEleventhHoldIsRefusedUntilOneIsReleased() {
        String rich = web.enrolWith(1_100);
        for (int i = 0; i < 10; i++) {
            assertThat(web.hold(id + i, rich, 100, "PT15M").status()).isEqualTo(201);
        }

        Answer eleventh = web.hold(id, rich, 100, "PT15M");
        web.redemption(id + 0, "release", "{}");

        assertThat(eleventh.status()).isEqualTo(422);
        assertThat(eleventh.code()).isEqualTo("redemption-not-allowed");
        assertThat(web.hold(id, rich, 100, "PT15M").status()).isEqualTo(201);
    }

    /** A call, and what a source without any-source is answered, whether or not the operation is there. */
    @ParameterizedTest
    @CsvSource({"extend", "capture", "release", "reversals", "void", "GET"})
    void anotherSourcesRedemptionNeedsAnySourceBeforeAnythingIsLookedUp(String step) {
        Shop alone = CLOUD.shopByItself("store-2");
        web.hold(id, member, 100, "PT15M");

        for (String operation : List.of("web:" + id, "web:" + freshId(), "nowhere:1")) {
            Answer refused = step.equals("GET") ? alone.redemption(operation) : alone.redemption(operation, step, "x");
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
        }
        Answer unknown = step.equals("GET")
                ? alone.redemption(freshId())
                : alone.redemption(freshId(), step, "{\"expiresIn\": \"PT1M\"}");
        if (step.equals("GET")) {
            assertThat(unknown.code()).as("of its own it may").isEqualTo("redemption-not-found");
        } else {
            assertThat(unknown.status()).isNotEqualTo(403);
        }
    }

    @Test
    void aTillNamesItsOwnOperationsAloneAndThoseOfOthersInFull() {
        Shop third = CLOUD.till("store-1", "till-3");
        Shop fourth = CLOUD.till("store-1", "till-4");

        Answer atThree = third.hold(id, member, 100, "PT15M");
        Answer atFour = fourth.hold(id, member, 200, "PT15M");
        Answer ofTheStore = store.hold(id, member, 300, "PT15M");

        assertThat(atThree.at("id")).isEqualTo("store-1.till-3:" + id);
        assertThat(atFour.at("id")).isEqualTo("store-1.till-4:" + id);
        assertThat(ofTheStore.at("id")).isEqualTo("store-1:" + id);
        assertThat(third.redemption(id).number("points")).isEqualTo(100);
        assertThat(fourth.redemption(id).number("points")).isEqualTo(200);
        assertThat(store.redemption(id).number("points")).isEqualTo(300);
        assertThat(fourth.redemption("store-1.till-3:" + id).number("points")).isEqualTo(100);
        assertThat(fourth.redemption("store-1:" + id).number("points")).isEqualTo(300);
        Answer captured = CLOUD.shopByItself("store-1").redemption("store-1.till-3:" + id, "capture", "{}");
        assertThat(captured.status())
                .as("a till of the same source is no other source")
                .isEqualTo(200);
        assertThat(web.entries(member, 6).getFirst())
                .containsEntry("operation", Map.of("type", "redemption", "id", "store-1.till-3:" + id, "step", 1))
                .doesNotContainKey("terminal");
        assertThat(web.entries(member, 6).get(3)).containsEntry("terminal", "till-3");
    }

    @Test
    void anIdMayHoldEveryCharacterThatIdsMay() {
        String odd = "aB9._~@+=:-" + freshId();

        Answer held = web.hold(odd, member, 100, "PT15M");

        assertThat(held.at("id")).isEqualTo("web:" + odd);
        assertThat(store.redemption("web:" + odd).at("id")).isEqualTo("web:" + odd);
        assertThat(web.redemption("web:" + odd, "release", "{}").at("status")).isEqualTo("released");
    }
}
