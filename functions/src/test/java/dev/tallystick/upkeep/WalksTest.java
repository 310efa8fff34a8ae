package dev.tallystick.upkeep;

import static dev.tallystick.ledger.Desk.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.AllMembers;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.Desk;
import dev.tallystick.log.Lines;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The audit and the rebuild as functions: over all members, in as many calls as it takes, on tables of their own. */
class WalksTest {

    private final Desk desk = Desk.openAlone();
    private final AllMembers all = new AllMembers(desk.books.database, desk.books.tables);
    private final Walk walk = new Walk(desk.books.database, desk.books.tables);
    private final AuditLedger audit =
            new AuditLedger(walk, all, desk.audit(), new BooksCheck(desk.books.database, desk.books.tables));
    private final RebuildAccounts rebuild = new RebuildAccounts(walk, all, desk.rebuild());

    @Test
    void anAuditWithTimeIsOneCall() throws Exception {
        members(100);

        assertThat(call(audit, TimeLeft.ENOUGH, "{}"))
                .containsEntry("members", 100L)
                .containsEntry("entries", 200L)
                .containsEntry("differing", 0L)
                .containsEntry("differences", List.of())
                .containsEntry("done", true);
    }

    @Test
    void booksThatDoNotAddUpToZeroAreToldWheneverTheyAreLookedAt() throws Exception {
        trialBalance(Map.of("available", 42L, "issued", -42L));
        assertThat(call(audit, TimeLeft.ENOUGH, "{}")).containsEntry("unbalancedBy", 0L);

        trialBalance(Map.of("available", 42L, "pending", 1L, "issued", -42L));
        Lines lines =
                Lines.of(() -> assertThat(call(audit, TimeLeft.ENOUGH, "{}")).containsEntry("unbalancedBy", 1L));
        assertThat(lines.one("books-unbalanced"))
                .containsEntry("level", "ERROR")
                .containsEntry("difference", 1L);
    }

    private void trialBalance(Map<String, Long> sums) {
        Item item = Item.with(Keys.trialBalance());
        sums.forEach((account, points) -> item.put(account, points.longValue()));
        desk.books.database.put(desk.books.tables.insights(), item);
    }

    @Test
    void anAuditWithoutTimeIsAsManyCallsAsItTakesAndCountsEveryoneOnce() throws Exception {
        members(150);

        for (int round = 0; round < 2; round++) {
            List<Map<String, Object>> reports = untilDone(audit, "{}");
            assertThat(reports).hasSizeGreaterThan(2);
            assertThat(reports.getLast()).containsEntry("members", 150L).containsEntry("entries", 300L);
        }
    }

    @Test
    void everyDifferenceIsToldInTheCallThatFindsItAndCountedToTheEnd() throws Exception {
        List<MemberId> members = members(150);
        List<MemberId> wrong = List.of(members.get(3), members.get(70), members.get(149));
        Item other = desk.accountItem(someoneElse());
        desk.tamper(wrong.get(0), desk.accountItem(wrong.get(0)).put("months", other.value("months")));
        desk.tamper(wrong.get(1), desk.accountItem(wrong.get(1)).put("lots", "nonsense"));
        desk.tamper(
                wrong.get(2),
                desk.accountItem(wrong.get(2))
                        .put("balance", AttributeValue.fromM(Map.of("available", AttributeValue.fromN("1000000")))));

        List<Map<String, Object>> reports = untilDone(audit, "{}");

        assertThat(reports.getLast()).containsEntry("members", 151L).containsEntry("differing", 3L);
        assertThat(reports.stream()
                        .flatMap(report -> ((List<?>) report.get("differences")).stream())
                        .map(difference -> String.valueOf(((Map<?, ?>) difference).get("member"))))
                .containsExactlyInAnyOrderElementsOf(
                        wrong.stream().map(MemberId::value).toList());
    }

    @Test
    void aWalkBeganAnewCountsAnewAndWalksOfOtherNamesGoOnByThemselves() throws Exception {
        members(150);
        Map<String, Object> first = call(audit, TimeLeft.NONE, "{}");
        assertThat(first).containsEntry("done", false);

        assertThat(call(audit, TimeLeft.NONE, "{\"walk\": \"by-hand\"}")).isEqualTo(first);
        assertThat(call(audit, TimeLeft.NONE, "{\"restart\": true}")).isEqualTo(first);
        assertThat((Long) call(audit, TimeLeft.NONE, "{}").get("members")).isGreaterThan((Long) first.get("members"));
        assertThat(call(audit, TimeLeft.ENOUGH, "{\"walk\": \"by-hand\"}")).containsEntry("members", 150L);
        assertThat(call(rebuild, TimeLeft.ENOUGH, "{}")).containsEntry("members", 150L);
    }

    @Test
    void partsOfAWalkShareTheMembersAndCountEachOnce() throws Exception {
        members(60);
        long audited = 0;
        long rebuilt = 0;
        for (int part = 0; part < 4; part++) {
            String payload = "{\"part\": %d, \"parts\": 4}".formatted(part);
            Map<String, Object> report = call(audit, TimeLeft.ENOUGH, payload);
            assertThat(report).containsEntry("done", true).containsEntry("differing", 0L);
            assertThat((Long) report.get("members")).isLessThan(60);
            audited += (Long) report.get("members");
            rebuilt += (Long) call(rebuild, TimeLeft.ENOUGH, payload).get("members");
        }

        assertThat(audited).isEqualTo(60);
        assertThat(rebuilt).isEqualTo(60);
    }

    @Test
    void whatMakesNoSenseIsAskedBack() throws Exception {
        assertThat(call(audit, TimeLeft.ENOUGH, "{\"walk\": \"No such name\"}")).containsEntry("status", 400L);
        assertThat(call(audit, TimeLeft.ENOUGH, "{\"part\": 4, \"parts\": 4}")).containsEntry("status", 400L);
        assertThat(call(audit, TimeLeft.ENOUGH, "{\"part\": 0, \"parts\": 65}")).containsEntry("status", 400L);
        assertThat(call(audit, TimeLeft.ENOUGH, "{\"parts\": 4}")).containsEntry("status", 400L);
        assertThat(call(rebuild, TimeLeft.ENOUGH, "{\"unknown\": 1}")).containsEntry("status", 400L);
        assertThat(call(rebuild, TimeLeft.ENOUGH, "nonsense")).containsEntry("status", 400L);
    }

    @Test
    void aRebuildRestoresWhatIsMissingOrWrongOrBehindAndLeavesTheRest() throws Exception {
        List<MemberId> members = members(30);
        Map<MemberId, Item> right = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        MemberId behind = members.get(2);
        Item before = desk.accountItem(behind);
        recorded(desk.buy(behind, Books.freshId(), 4_250));
        members.forEach(member -> right.put(member, desk.accountItem(member)));
        desk.books.database.delete(
                desk.books.tables.members(), Keys.account(members.get(0).value()));
        desk.tamper(members.get(1), desk.accountItem(members.get(1)).put("lots", "nonsense"));
        desk.tamper(behind, before);
        MemberId ahead = members.get(3);
        Item aheadItem = aheadOfItsEntries(ahead);

        assertThat(call(rebuild, TimeLeft.ENOUGH, "{}"))
                .containsEntry("members", 30L)
                .containsEntry("right", 26L)
                .containsEntry("rebuilt", 3L)
                .containsEntry("ahead", 1L)
                .containsEntry("busy", 0L)
                .containsEntry("broken", 0L)
                .containsEntry("done", true);
        assertThat(desk.accountItem(ahead).attributes()).isEqualTo(aheadItem.attributes());

        assertThat(call(rebuild, TimeLeft.ENOUGH, "{\"force\": true}"))
                .containsEntry("right", 29L)
                .containsEntry("rebuilt", 1L);
        assertThat(members)
                .allSatisfy(member -> assertThat(desk.accountItem(member).attributes())
                        .isEqualTo(right.get(member).attributes()));
    }

    @Test
    void aRebuildWithoutTimeIsAsManyCallsAsItTakes() throws Exception {
        List<MemberId> members = members(120);
        members.forEach(
                member -> desk.books.database.delete(desk.books.tables.members(), Keys.account(member.value())));

        List<Map<String, Object>> reports = untilDone(rebuild, "{}");

        assertThat(reports).hasSizeGreaterThan(1);
        assertThat(reports.getLast()).containsEntry("members", 120L).containsEntry("rebuilt", 120L);
        assertThat(call(audit, TimeLeft.ENOUGH, "{}"))
                .containsEntry("members", 120L)
                .containsEntry("differing", 0L);
    }

    private List<MemberId> members(int count) {
        return IntStream.range(0, count).mapToObj(i -> desk.memberWith(100)).toList();
    }

    private MemberId someoneElse() {
        MemberId member = desk.enrol();
        recorded(desk.buy(member, Books.freshId(), 4_250));
        return member;
    }

    /** Takes the entry away that it was written with. */
    private Item aheadOfItsEntries(MemberId member) {
        String id = Books.freshId();
        recorded(desk.buy(member, id, 4_250));
        desk.books.database.delete(desk.books.tables.ledger(), Keys.entry("PURCHASE#store-1#" + id, 0));
        return desk.accountItem(member);
    }

    private static List<Map<String, Object>> untilDone(RequestStreamHandler function, String payload)
            throws IOException, Json.Malformed {
        List<Map<String, Object>> reports = new ArrayList<>();
        do {
            reports.add(call(function, TimeLeft.NONE, payload));
        } while (!Optional.of(true).equals(Optional.ofNullable(reports.getLast().get("done"))));
        return reports;
    }

    private static Map<String, Object> call(RequestStreamHandler function, TimeLeft time, String payload)
            throws IOException, Json.Malformed {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, time);
        Map<String, Object> report = new TreeMap<>();
        ((Map<?, ?>) Json.parse(answer.toByteArray()))
                .forEach((name, value) -> report.put(
                        String.valueOf(name), value instanceof Number number ? (Object) number.longValue() : value));
        return report;
    }
}
