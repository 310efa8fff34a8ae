package dev.tallystick.upkeep;

import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.ledger.Desk;
import dev.tallystick.ledger.DueAccounts;
import dev.tallystick.log.Lines;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schedule's function on tables of its own: it comes to everyone, whatever time it is given and whoever is in the way. */
class SettleDueTest {

    private static final Instant AFTER_THE_LOT = Instant.parse("2028-12-24T10:00:00Z");
    private static final int A_SHARD = 5;

    private final Desk desk = Desk.openAlone();
    private final SettleDue function = new SettleDue(
            new DueAccounts(desk.books.database, desk.books.tables),
            desk.settler(),
            desk.books.database,
            desk.books.tables,
            desk::now);

    @Test
    void oneRunWithTimeSettlesEveryoneAndTheNextFindsNothing() {
        List<MemberId> members =
                IntStream.range(0, 30).mapToObj(i -> desk.memberWith(100)).toList();
        assertThat(run(true).entries()).isZero();
        desk.waitsUntil(AFTER_THE_LOT);

        SettleDue.Run run = run(true);

        assertThat(run.entries()).isEqualTo(30);
        assertThat(run.accounts()).isEqualTo(30);
        assertThat(run.shards()).isEqualTo(DueAccounts.SHARDS);
        assertThat(unsettled(members)).isEmpty();
        assertThat(run(true).entries()).isZero();
    }

    @Test
    void runsWithoutTimeTakeAShardEachAndGoOnWhereTheLastOneStopped() {
        List<MemberId> members =
                IntStream.range(0, 30).mapToObj(i -> desk.memberWith(100)).toList();
        desk.waitsUntil(AFTER_THE_LOT);

        int entries = 0;
        for (int i = 0; i < DueAccounts.SHARDS; i++) {
            SettleDue.Run run = run(false);
            assertThat(run.shards()).isEqualTo(1);
            entries += run.entries();
        }

        assertThat(entries).isEqualTo(30);
        assertThat(unsettled(members)).isEmpty();
    }

    @Test
    void aShardOfMoreThanAPageIsGoneOnWith() {
        List<MemberId> members = inOneShard(120);
        desk.waitsUntil(AFTER_THE_LOT);
        for (int i = 0; i < A_SHARD; i++) {
            assertThat(run(false).entries()).isZero();
        }

        SettleDue.Run first = run(false);
        assertThat(first.entries()).isEqualTo(100);
        assertThat(first.shards()).as("gone through").isZero();
        assertThat(run(false).entries()).isEqualTo(20);
        assertThat(unsettled(members)).isEmpty();
    }

    @Test
    void aRunWithTimeGoesThroughAllPagesOfAShard() {
        List<MemberId> members = inOneShard(101);
        desk.waitsUntil(AFTER_THE_LOT);

        assertThat(run(true).entries()).isEqualTo(101);
        assertThat(unsettled(members)).isEmpty();
    }

    @Test
    void twoAtOnceDoNothingTwice() {
        List<MemberId> members =
                IntStream.range(0, 40).mapToObj(i -> desk.memberWith(100)).toList();
        desk.waitsUntil(AFTER_THE_LOT);

        List<SettleDue.Run> runs = concurrently(4, 4, i -> run(true));

        assertThat(runs.stream().mapToInt(SettleDue.Run::entries).sum()).isEqualTo(40);
        assertThat(runs.stream().mapToInt(SettleDue.Run::failed).sum()).isZero();
        assertThat(unsettled(members)).isEmpty();
        assertThat(members)
                .allSatisfy(member -> assertThat(desk.books.statement(member)).hasSize(3));
    }

    @Test
    void anAccountThatCannotBeSettledDoesNotKeepTheOthersWaitingAndIsTold() throws Exception {
        List<MemberId> members = inOneShard(10);
        MemberId poison = members.get(4);
        desk.tamper(poison, desk.accountItem(poison).put("lots", "nonsense"));
        desk.waitsUntil(AFTER_THE_LOT);

        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Lines lines = Lines.of(() -> {
            function.handleRequest(InputStream.nullInputStream(), answer, TimeLeft.ENOUGH);
            return answer;
        });

        assertThat(lines.one("settling-failed")).containsEntry("member", poison.value());
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("\"failed\":1");

        assertThat(unsettled(members.stream()
                        .filter(member -> !member.equals(poison))
                        .toList()))
                .isEmpty();
        SettleDue.Run again = run(true);
        assertThat(again.failed()).isEqualTo(1);
        assertThat(again.shards()).isEqualTo(DueAccounts.SHARDS);
    }

    @Test
    void itAnswersWhatItHasDone() throws Exception {
        inOneShard(3);
        desk.waitsUntil(AFTER_THE_LOT);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        function.handleRequest(InputStream.nullInputStream(), answer, TimeLeft.ENOUGH);

        assertThat(answer.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"accounts\":3,\"entries\":3,\"failed\":0,\"shards\":64}");
    }

    @Test
    void partsShareTheShardsAndGoOnEachForItself() {
        List<MemberId> members =
                IntStream.range(0, 30).mapToObj(i -> desk.memberWith(100)).toList();
        desk.waitsUntil(AFTER_THE_LOT);

        List<SettleDue.Run> runs = concurrently(4, 4, i -> function.run(new Share(i, 4), "run", () -> true));

        assertThat(runs.stream().map(SettleDue.Run::shards)).containsOnly(16);
        assertThat(runs.stream().mapToInt(SettleDue.Run::entries).sum()).isEqualTo(30);
        assertThat(unsettled(members)).isEmpty();
        assertThat(function.run(new Share(1, 4), "run", () -> false).shards()).isEqualTo(1);
        assertThat(function.run(new Share(1, 4), "run", () -> false).shards()).isEqualTo(1);
    }

    @Test
    void aPartLeavesTheShardsOfTheOthers() throws Exception {
        List<MemberId> members = inOneShard(3);
        desk.waitsUntil(AFTER_THE_LOT);

        assertThat(called("{\"part\": 0, \"parts\": 4}")).contains("\"entries\":0", "\"shards\":16");
        assertThat(unsettled(members)).hasSize(3);
        assertThat(called("{\"part\": 1, \"parts\": 4}")).contains("\"entries\":3", "\"shards\":16");
        assertThat(unsettled(members)).isEmpty();
    }

    @Test
    void aScheduleThatSaysNothingOfPartsIsForAll() throws Exception {
        inOneShard(3);
        desk.waitsUntil(AFTER_THE_LOT);

        assertThat(called("{\"source\": \"aws.events\", \"detail\": {}}")).contains("\"entries\":3", "\"shards\":64");
    }

    private String called(String payload) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, TimeLeft.ENOUGH);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private SettleDue.Run run(boolean timeIsLeft) {
        return function.run(Share.WHOLE, "run", () -> timeIsLeft);
    }

    private List<MemberId> unsettled(Collection<MemberId> members) {
        return members.stream()
                .filter(member -> !desk.store
                        .account(member)
                        .orElseThrow()
                        .balance()
                        .available()
                        .isZero())
                .toList();
    }

    /** Members with points, whose accounts lie in one shard of the index. */
    private List<MemberId> inOneShard(int count) {
        List<MemberId> members = Stream.iterate(0, i -> i + 1)
                .map(i -> new MemberId("m-%024d".formatted(i)))
                .filter(member -> Math.floorMod(member.value().hashCode() / 64, 64) == A_SHARD)
                .limit(count)
                .toList();
        members.forEach(member -> desk.give(desk.enrolAs(member), 100));
        assertThat(desk.accountItem(members.getFirst()).number(Keys.DUE_SHARD)).isEqualTo(A_SHARD);
        return members;
    }
}
