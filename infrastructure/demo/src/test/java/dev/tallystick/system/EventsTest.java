package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was done over HTTP comes out of the feed: all of it, once, and in an order that stays. */
@OwnCloud
class EventsTest {

    private static final EventSchema SCHEMA = new EventSchema();

    @Test
    void whatHappenedIsInTheFeedOnceAndInOrderAndTheFeedGoesOnWhereItWasLeft() throws Exception {
        Path data = Cloud.dataDirectory();
        Cloud cloud = Cloud.start(data);
        try {
            Answer empty = events(cloud, "");
            assertThat(empty.list("events")).isEmpty();

            Shop web = cloud.shop("web");
            Shop store = cloud.shop("store-1");
            List<String> members = List.of(web.enrol(), store.enrol(), web.enrolWith(500));
            for (int i = 0; i < 4; i++) {
                for (String member : members) {
                    assertThat((i % 2 == 0 ? web : store)
                                    .buy(Cloud.freshId(), member, 4_250 + i)
                                    .status())
                            .isEqualTo(201);
                }
            }
            everyFollowUp(web, members.getLast());

            List<Map<String, Object>> all = wholeFeed(cloud);
            theEventsAreThoseOfTheStatements(all, web, members);
            onePageAtATimeShowsTheSame(cloud, all, empty);
            aPlaceIsGoodLaterToo(cloud, web, members.getFirst(), all);

            cloud.stop();
            cloud = Cloud.start(data);
            assertThat(cloud.feed(500).subList(0, all.size())).isEqualTo(all);
            anEntryThatCannotBeReadHoldsUpNoOther(cloud, members.getFirst());
        } finally {
            cloud.stop();
        }
    }

    /** Refund, hold, extension, capture, release, reversal and voids, one of them of a purchase that never came. */
    private static void everyFollowUp(Shop web, String member) {
        List<Answer> answers = new ArrayList<>();
        answers.add(web.buy("p-1", member, 10_000));
        answers.add(web.refund("f-1", "web:p-1", 2_500));
        answers.add(web.buy("p-2", member, 10_000));
        answers.add(web.purchase("web:p-2", "void", "{}"));
        answers.add(web.purchase("web:p-never", "void", "{}"));
        answers.add(web.hold("h-1", member, 100, "PT10M"));
        answers.add(web.redemption("web:h-1", "extend", "{\"expiresIn\": \"PT20M\"}"));
        answers.add(web.redemption("web:h-1", "capture", "{}"));
        answers.add(web.redemption("web:h-1", "reversals", "{\"reversalId\": \"b-1\", \"points\": 10}"));
        answers.add(web.hold("h-2", member, 100, "PT10M"));
        answers.add(web.redemption("web:h-2", "release", "{}"));
        answers.add(web.redeem("r-1", member, 100));
        answers.add(web.redemption("web:r-1", "void", "{}"));
        answers.add(web.buy("p-1", member, 10_000));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isBetween(200, 201));
    }

    private static void theEventsAreThoseOfTheStatements(
            List<Map<String, Object>> all, Shop web, List<String> members) {
        assertThat(all).allSatisfy(event -> assertThat(SCHEMA.faults(event)).isEmpty());
        assertThat(all.stream().map(event -> event.get("id"))).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(event -> assertThat(event.get("type"))
                        .isEqualTo("tallystick.entry." + ((Map<?, ?>) event.get("data")).get("kind") + ".v1"));
        for (String member : members) {
            List<Map<String, Object>> own = all.stream()
                    .filter(event -> member.equals(event.get("subject")))
                    .toList();
            List<Map<String, Object>> entries = web.entries(member, own.size());
            assertThat(own.stream().map(event -> event.get("data")).toList().reversed())
                    .isEqualTo(entries);
            assertThat(own.stream().map(event -> String.valueOf(event.get("sequence"))))
                    .isSorted();
        }
        assertThat(all.stream().filter(event -> !event.containsKey("subject")))
                .singleElement()
                .satisfies(event -> assertThat(((Map<?, ?>) event.get("data")).get("operation"))
                        .isEqualTo(Map.of("type", "purchase", "id", "web:p-never", "step", 0)));
        assertThat(kinds(all))
                .contains(
                        "enrolled",
                        "adjusted",
                        "earned",
                        "clawed_back",
                        "voided",
                        "held",
                        "extended",
                        "captured",
                        "released",
                        "redeemed",
                        "reversed");
    }

    private static void onePageAtATimeShowsTheSame(Cloud cloud, List<Map<String, Object>> all, Answer empty) {
        assertThat(cloud.feed(1)).isEqualTo(all);
        assertThat(events(cloud, "&after=" + empty.at("next")).list("events"))
                .as("the place that an empty feed gave is its beginning")
                .isEqualTo(all.subList(0, Math.min(all.size(), 500)));
    }

    private static void aPlaceIsGoodLaterToo(Cloud cloud, Shop web, String member, List<Map<String, Object>> all) {
        Answer last = events(cloud, "");
        String end = String.valueOf(last.at("next"));
        assertThat(events(cloud, "&after=" + end).at("next")).isEqualTo(end);

        Answer bought = web.buy("p-later", member, 1_000);

        Answer more = eventually(
                () -> events(cloud, "&after=" + end),
                found -> !found.list("events").isEmpty());
        assertThat(more.list("events"))
                .singleElement()
                .satisfies(event -> assertThat(((Map<?, ?>) ((Map<?, ?>) event.get("data")).get("operation")).get("id"))
                        .isEqualTo(bought.at("id")));
        assertThat(cloud.feed(7).subList(0, all.size())).isEqualTo(all);
    }

    private static void anEntryThatCannotBeReadHoldsUpNoOther(Cloud cloud, String member) {
        int before = cloud.feed(500).size();
        assertThat(cloud.dynamodb("PutItem", """
                        {"TableName": "tallystick-prod-ledger",
                         "Item": {"pk": {"S": "PURCHASE#web#of-tomorrow"}, "sk": {"S": "0000"}, "format": {"N": "2"}}}""").status()).isEqualTo(200);

        assertThat(cloud.shop("web").buy("p-last", member, 1_000).status()).isEqualTo(201);

        assertThat(eventually(() -> cloud.feed(500), found -> found.size() > before))
                .hasSize(before + 1);
        assertThat(cloud.invoke("SendLeftBehindFunction", "{}").body())
                .containsEntry("unreadable", 1)
                .containsEntry("closed", 0);
    }

    /** The feed, once it has every entry that there is. */
    private static List<Map<String, Object>> wholeFeed(Cloud cloud) {
        return eventually(() -> cloud.feed(500), found -> found.size() == cloud.entries());
    }

    private static Answer events(Cloud cloud, String more) {
        Answer answer = cloud.get(cloud.key("office"), "/v1/events?limit=500" + more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static Set<String> kinds(List<Map<String, Object>> events) {
        return events.stream()
                .map(event -> String.valueOf(((Map<?, ?>) event.get("data")).get("kind")))
                .collect(Collectors.toSet());
    }
}
