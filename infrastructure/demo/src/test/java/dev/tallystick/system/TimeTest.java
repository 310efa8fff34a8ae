package dev.tallystick.system;

import static dev.tallystick.system.Shop.balance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tallystick.system.Cloud.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What time does by itself, seen by moving the functions' clocks: all stories live through the same years, on the same data, so
 * that the clock is moved twice and no more.
 */
@OwnCloud
class TimeTest {

    private static final Path DATA = Cloud.dataDirectory();
    private static final List<Cloud> STARTED = new ArrayList<>();

    private static Shop shop(String source) {
        return STARTED.getLast().shop(source);
    }

    /** What a story does and sees in each of the years. */
    private interface Story {

        default void now(Shop web, Shop store) {}

        default void afterTwentySixMonths(Shop web, Shop store) {}

        default void afterThreeYears(Shop web, Shop store) {}
    }

    @AfterAll
    static void stop() throws InterruptedException {
        STARTED.getLast().stop();
    }

    @TestFactory
    Stream<DynamicContainer> theYears() {
        List<Story> stories = List.of(
                new PointsEndByThemselves(),
                new ARefundAfterTheLotHasEnded(),
                new WhatIsGivenBackLandsInAGraceLot(),
                new PointsLastThreeYearsFromHereOn(),
                new PendingPointsBecomeActive(),
                new AHoldEndsWhereNobodyAsks(),
                new TheTierLastsTwelveMonths(),
                new ARefundWaitsForThirtyDays(),
                new EveryRetryGetsTheFirstOutcome());
        return Stream.of(
                year("now", () -> Cloud.startInAHurry(DATA), stories, Story::now),
                year(
                        "after twenty-six months",
                        () -> Cloud.startLater(DATA, "P800D"),
                        stories,
                        Story::afterTwentySixMonths),
                year("after three years", () -> Cloud.startLater(DATA, "P1100D"), stories, Story::afterThreeYears));
    }

    private interface Start {
        Cloud cloud();
    }

    private interface Chapter {
        void of(Story story, Shop web, Shop store);
    }

    private static DynamicContainer year(String name, Start start, List<Story> stories, Chapter chapter) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("the clocks are moved", () -> {
            if (!STARTED.isEmpty()) {
                STARTED.getLast().stop();
            }
            STARTED.add(start.cloud());
        }));
        stories.forEach(story -> tests.add(
                dynamicTest(story.getClass().getSimpleName(), () -> chapter.of(story, shop("web"), shop("store-1")))));
        tests.add(dynamicTest("the books agree", TimeTest::theBooksAgree));
        return dynamicContainer(name, tests);
    }

    private static void theBooksAgree() {
        Cloud cloud = STARTED.getLast();
        cloud.booksThatCountEverything();
        Answer audit = cloud.invoke("AuditLedgerFunction", "{\"walk\": \"manual\", \"restart\": true}");
        assertThat(audit.body()).as(audit.text()).containsEntry("differing", 0).containsEntry("done", true);
        assertThat(audit.number("members")).isPositive();
    }

    private static final class PointsEndByThemselves implements Story {

        private String member = "";
        private Answer bought = new Answer(0, Map.of(), Map.of(), "");

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrol();
            bought = web.buy("ends-1", member, 12_000);
            assertThat(bought.number("balance.available")).isEqualTo(120);
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            assertThat(web.member(member).number("balance.available"))
                    .as("right before anything is written")
                    .isZero();
            assertThat(web.redeem("ends", member, 100).code()).isEqualTo("insufficient-points");
            assertThat(web.buy("ends-2", member, 500).number("balance.available"))
                    .isEqualTo(5);
            assertThat(web.entries(member, 4).stream().map(entry -> entry.get("kind")))
                    .containsExactly("earned", "expired", "earned", "enrolled");
            assertThat(web.entries(member, 4).get(1))
                    .containsEntry("source", "time")
                    .containsEntry("postings", Map.of("available", -120, "expired", 120));
        }
    }

    /** The program's longest, so that what the next stories earn is there when they come back to it. */
    private static final class PointsLastThreeYearsFromHereOn implements Story {

        @Override
        public void now(Shop web, Shop store) {
            web.cloud().changeProgram(program -> program.replace("\"months\":24", "\"months\":36"));
        }
    }

    private static final class PendingPointsBecomeActive implements Story {

        private String member = "";
        private String onPickup = "";
        private Object activatesAt = "";

        @Override
        public void now(Shop web, Shop store) {
            web.cloud().changeProgram(program -> program.replace("\"online\":0", "\"online\":14"));
            member = web.enrol();
            onPickup = web.enrol();
            Answer bought = web.buy("pending-1", member, 12_000);
            web.buy("pending-2", onPickup, 12_000, "\"activateOn\": \"pickup\"");
            web.cloud().changeProgram(program -> program.replace("\"online\":14", "\"online\":0"));

            assertThat(bought.at("balance")).isEqualTo(balance(0, 0, 120, 0));
            assertThat(bought.at("earned.status")).isEqualTo("pending");
            activatesAt = bought.at("earned.activatesAt");
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            assertThat(web.member(member).at("balance")).isEqualTo(balance(120, 0, 0, 0));
            assertThat(web.purchase("pending-1").at("status")).isEqualTo("active");
            assertThat(web.purchase("pending-1", "activations", "{\"activationId\": \"a\"}")
                            .code())
                    .isEqualTo("purchase-not-pending");
            assertThat(web.purchase("pending-1").at("earned.activatesAt")).isNull();
            assertThat(web.refund("r", "pending-1", 2_000).at("balance")).isEqualTo(balance(100, 0, 0, 0));
            assertThat(store.redeem("pending", member, 100).status()).isEqualTo(201);
            assertThat(web.entries(member, 5).get(2))
                    .containsEntry("kind", "activated")
                    .containsEntry("at", activatesAt)
                    .containsEntry("source", "time")
                    .containsEntry("postings", Map.of("available", 120, "pending", -120));
            assertThat(web.member(onPickup).at("balance"))
                    .as("what waits for an event waits")
                    .isEqualTo(balance(0, 0, 120, 0));
            assertThat(store.purchase("web:pending-2", "activations", "{\"activationId\": \"a\"}")
                            .at("balance"))
                    .isEqualTo(balance(120, 0, 0, 0));
        }

        @Override
        public void afterThreeYears(Shop web, Shop store) {
            assertThat(web.member(onPickup).at("balance"))
                    .as("their months begin when they become active")
                    .isEqualTo(balance(120, 0, 0, 0));
        }
    }

    private static final class AHoldEndsWhereNobodyAsks implements Story {

        private String member = "";

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrolWith(1_000);
            String soon = web.enrolWith(1_000);
            assertThat(web.hold("hold-1", member, 400, "P7D").status()).isEqualTo(201);
            Answer held = web.hold("hold-2", soon, 400, "PT1S");

            assertThat(web.entries(soon, 4).getFirst())
                    .as("written down by the schedule")
                    .containsEntry("kind", "released")
                    .containsEntry("at", held.at("expiresAt"))
                    .containsEntry("source", "time")
                    .containsEntry("postings", Map.of("available", 400, "held", -400));
            assertThat(web.redemption("hold-2").at("status")).isEqualTo("expired");
            assertThat(web.member(member).at("balance")).isEqualTo(balance(600, 400, 0, 0));
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            assertThat(web.redemption("hold-1").at("status")).isEqualTo("expired");
            assertThat(web.member(member).at("balance")).isEqualTo(balance(1_000, 0, 0, 0));
            assertThat(store.redemption("web:hold-1", "capture", "{}").code()).isEqualTo("redemption-not-held");
            assertThat(store.redeem("hold", member, 1_000).status()).isEqualTo(201);
        }
    }

    private static final class TheTierLastsTwelveMonths implements Story {

        private String member = "";

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrol();
            assertThat(web.buy("tier-1", member, 100_000).at("tier.id")).isEqualTo("silver");
            assertThat(web.buy("tier-2", member, 10_000).number("earned.points"))
                    .isEqualTo(125);
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            assertThat(web.member(member).at("tier")).isEqualTo(Map.of("id", "bronze", "name", "Bronze", "points", 0));
            assertThat(web.refund("r", "tier-1", 100_000).number("clawedBack")).isEqualTo(1_000);
            Answer bought = web.buy("tier-3", member, 10_000);
            assertThat(bought.number("earned.points")).isEqualTo(100);
            assertThat(bought.at("tier")).isEqualTo(Map.of("id", "bronze", "name", "Bronze", "points", 100));
        }
    }

    private static final class ARefundAfterTheLotHasEnded implements Story {

        private String member = "";

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrol();
            web.buy("refund", member, 12_000);
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            web.buy("refund-2", member, 12_000);

            Answer refund = store.refund("r", "web:refund", 12_000);

            assertThat(refund.status()).as(refund.text()).isEqualTo(201);
            assertThat(refund.number("clawedBack")).isZero();
            assertThat(refund.at("balance")).as("the points had ended already").isEqualTo(balance(120, 0, 0, 0));
        }
    }

    private static final class WhatIsGivenBackLandsInAGraceLot implements Story {

        private String member = "";

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrolWith(1_000);
            web.redeem("grace-1", member, 600);
            web.redeem("grace-2", member, 400);
            web.buy("grace", member, 10_000, "\"paidWith\": [\"grace-2\"]");
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            Answer reversed = store.redemption("web:grace-1", "reversals", "{\"reversalId\": \"r\", \"points\": 500}");
            Answer refund = store.refund("r", "web:grace", 5_000);

            assertThat(reversed.status()).as(reversed.text()).isEqualTo(201);
            assertThat(reversed.at("balance")).isEqualTo(balance(500, 0, 0, 0));
            assertThat(refund.body()).containsEntry("restored", 200).containsEntry("clawedBack", 0);
            assertThat(refund.at("balance")).isEqualTo(balance(700, 0, 0, 0));
            Map<String, Object> entry = web.entries(member, 10).get(2);
            assertThat(entry).containsEntry("kind", "reversed");
            LocalDate on = LocalDate.ofInstant(Instant.parse(String.valueOf(entry.get("at"))), ZoneOffset.UTC);
            assertThat(String.valueOf(entry.get("lots")))
                    .contains(YearMonth.from(on.plusDays(30)).plusMonths(1) + "-01T00:00:00Z");
        }

        @Override
        public void afterThreeYears(Shop web, Shop store) {
            assertThat(web.member(member).at("balance")).isEqualTo(balance(0, 0, 0, 0));
        }
    }

    private static final class ARefundWaitsForThirtyDays implements Story {

        @Override
        public void now(Shop web, Shop store) {
            assertThat(store.refund("r", "web:late", 1_000, "\"waitForPurchase\": true")
                            .status())
                    .isEqualTo(202);
        }

        @Override
        public void afterTwentySixMonths(Shop web, Shop store) {
            String member = web.enrol();
            store.refund("r", "web:in-time", 1_000, "\"waitForPurchase\": true");
            web.buy("late", member, 10_000);
            web.buy("in-time", member, 10_000);

            Cloud.eventually(
                    () -> web.purchase("in-time"),
                    shown -> shown.list("refunds").size() == 1);
            assertThat(web.purchase("late").list("refunds"))
                    .as("whoever has waited longer is forgotten")
                    .isEmpty();
        }
    }

    /** Every write there is, and what it was answered. */
    private static final class EveryRetryGetsTheFirstOutcome implements Story {

        private final List<Answer> first = new ArrayList<>();
        private final Instant happenedAt = Instant.now().minus(Duration.ofHours(1));
        private String member = "";

        @Override
        public void now(Shop web, Shop store) {
            member = web.enrolWith(1_000);
            first.addAll(everything(web, store));
            assertThat(first)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.text()).isBetween(200, 201));
        }

        @Override
        public void afterThreeYears(Shop web, Shop store) {
            List<Object> entries = bySomebody(web);

            List<Answer> again = everything(web, store);

            for (int i = 0; i < first.size(); i++) {
                assertThat(again.get(i).status()).as(again.get(i).text()).isEqualTo(200);
                assertThat(again.get(i).replayed()).as(again.get(i).text()).isTrue();
                assertThat(again.get(i).body()).isEqualTo(first.get(i).body());
            }
            assertThat(bySomebody(web)).isEqualTo(entries);
            assertThat(web.buy("retry-1", member, 1).code()).isEqualTo("operation-id-reused");
        }

        /** Entries of this member that time did not write, which may do so whenever it likes. */
        private List<Object> bySomebody(Shop web) {
            return web.cloud().get(web.key(), "/v1/members/" + member + "/entries?limit=200").list("entries").stream()
                    .filter(entry -> !entry.get("source").equals("time"))
                    .map(entry -> entry.get("entryId"))
                    .toList();
        }

        private List<Answer> everything(Shop someWeb, Shop someStore) {
            Shop web = new Shop(someWeb.cloud(), someWeb.key(), happenedAt);
            Shop store = new Shop(someStore.cloud(), someStore.key(), happenedAt);
            return List.of(
                    web.hold("retry-hold", member, 300, "PT15M"),
                    web.buy("retry-1", member, 10_000, "\"paidWith\": [\"retry-hold\"]"),
                    store.refund("retry", "web:retry-1", 5_000),
                    web.buy("retry-2", member, 10_000, "\"activateOn\": \"pickup\""),
                    store.purchase("web:retry-2", "activations", "{\"activationId\": \"a\"}"),
                    store.purchase("web:retry-2", "void", "{}"),
                    web.hold("retry-capture", member, 200, "P7D"),
                    store.redemption("web:retry-capture", "capture", "{\"points\": 150}"),
                    store.redemption("web:retry-capture", "reversals", "{\"reversalId\": \"r\", \"points\": 50}"),
                    web.hold("retry-release", member, 100, "PT15M"),
                    web.redeem("retry-redeem", member, 100),
                    web.redemption("retry-redeem", "void", "{}"),
                    web.adjust("retry-adjust", member, 50));
        }
    }
}
