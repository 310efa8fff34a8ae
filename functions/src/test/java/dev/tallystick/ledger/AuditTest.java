package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.named;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The audit of real accounts that somebody has tampered with, and of real entries that are not there. */
class AuditTest {

    private final Desk desk = Desk.open();

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 201, 450})
    void anAccountThatIsAsItsEntriesSayIsRightHoweverManyTheyAre(int entries) {
        MemberId member = desk.enrol();
        for (int i = 1; i < entries; i++) {
            recorded(desk.buy(member, Books.freshId(), 4_250));
            desk.waits(Duration.ofHours(30));
        }

        assertThat(desk.audit().audit(member)).isEqualTo(new Audit.Finding(member, entries, Optional.empty()));
    }

    @Test
    void anAccountWithEverythingInItIsRight() {
        assertThat(desk.auditFinds(rich())).isEmpty();
    }

    @Test
    void anAccountOfOneWhoWasErasedIsRightHoweverMuchThereWas() {
        MemberId member = rich();

        desk.erase(member);

        assertThat(desk.account(member).erased()).isTrue();
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    @Test
    void anErasedAccountThatIsThereAsBeforeIsNamed() {
        MemberId member = rich();
        Item before = desk.accountItem(member);
        desk.erase(member);

        desk.tamper(member, before);

        assertThat(desk.auditFinds(member))
                .hasValueSatisfying(difference -> assertThat(difference).contains("the ledger more"));
    }

    /** Attributes of a rich account put to a poor one. */
    @ParameterizedTest
    @CsvSource({
        // attributes,              named
        "at,                          last entry's time",
        "since,                       time of enrolment",
        "months,                      tier months",
        "firstOnline,                 first purchases",
        "firstInStore,                first purchases",
        "earnedDays,                  earned days",
        "redeemedHour,                redeemed hour",
        "balance lots pending holds,  balance",
        "balance lots pending holds,  lots",
        "balance lots pending holds,  pending",
        "balance lots pending holds,  holds",
        "balance,                     the account cannot be read",
        "lots,                        the account cannot be read",
        "pending,                     the account cannot be read",
        "holds,                       the account cannot be read",
    })
    void whatSomebodyHasChangedIsNamed(String attributes, String named) {
        MemberId member = desk.enrol();
        desk.waits(Duration.ofMinutes(1));
        Item rich = desk.accountItem(rich());
        Item item = desk.accountItem(member);
        for (String attribute : attributes.split(" ", -1)) {
            item.put(attribute, rich.value(attribute));
        }
        desk.tamper(member, item);

        assertThat(desk.auditFinds(member))
                .hasValueSatisfying(difference -> assertThat(difference)
                        .startsWith(
                                named.equals("lots") || named.equals("pending") || named.equals("holds")
                                        ? "balance"
                                        : named)
                        .contains(named));
    }

    @ParameterizedTest
    @CsvSource({"lots", "months", "at", "format", "balance"})
    void anAccountThatMakesNoSenseIsADifferenceAndNoEndOfTheAudit(String attribute) {
        MemberId member = desk.memberWith(100);
        desk.tamper(member, desk.accountItem(member).put(attribute, "nonsense"));

        assertThat(desk.auditFinds(member))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("the account cannot be read"));
    }

    @Test
    void theLastEntryMissingFromTheLedgerIsNamed() {
        MemberId member = memberWithFivePurchases();
        remove(member, 6);

        assertThat(desk.auditFinds(member)).contains("the account has 6 entries, the ledger 5");
    }

    @Test
    void anEntryMissingFromTheMidstOfTheLedgerIsNamed() {
        MemberId member = memberWithFivePurchases();
        remove(member, 4);

        assertThat(desk.auditFinds(member)).contains("entry 4 is not in the ledger");
    }

    @Test
    void anEntryThatSomebodyHasChangedIsNamed() {
        MemberId member = memberWithFivePurchases();
        Item item = EntryItem.write(entry(member, 4));
        put(item.put("balance", AttributeValue.fromM(Map.of("available", AttributeValue.fromN("1000")))));

        assertThat(desk.auditFinds(member))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("entry 4: invariant 3"));
    }

    @Test
    void anEntryThatMakesNoSenseIsADifferenceAndNoEndOfTheAudit() {
        MemberId member = memberWithFivePurchases();
        put(EntryItem.write(entry(member, 4)).put("at", "nonsense"));

        assertThat(desk.auditFinds(member))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("entry 4: "));
    }

    @Test
    void anAccountThatIsBehindItsEntriesIsNamed() {
        MemberId member = memberWithFivePurchases();
        Item before = desk.accountItem(member);
        recorded(desk.buy(member, Books.freshId(), 4_250));
        assertThat(desk.auditFinds(member)).isEmpty();

        desk.tamper(member, before);

        assertThat(desk.auditFinds(member)).contains("the account has 6 entries, the ledger more");
    }

    @Test
    void entriesWrittenDuringTheAuditAreNoDifference() {
        MemberId member = desk.enrol();

        List<Optional<String>> found = concurrently(4, 80, i -> {
            if (i % 2 == 0) {
                recorded(desk.buy(member, Books.freshId(), 4_250));
                return Optional.empty();
            }
            return desk.auditFinds(member);
        });

        assertThat(found).allMatch(Optional::isEmpty);
    }

    @Test
    void anIndexThatIsAMomentBehindIsLookedAtAgain() {
        MemberId member = memberWithFivePurchases();
        AtomicInteger pauses = new AtomicInteger();

        assertThat(audit(member, 4, pauses).difference()).isEmpty();
        assertThat(pauses).hasValue(4);

        pauses.set(0);
        assertThat(audit(member, Integer.MAX_VALUE, pauses).difference())
                .contains("the account has 6 entries, the ledger 5");
        assertThat(pauses.get()).isBetween(1, 10);
    }

    @Test
    void nobodyIsNoDifference() {
        assertThat(desk.auditFinds(MemberIds.draw())).isEmpty();
    }

    /** An audit by an index that does not know the sixth entry yet, for so many looks. */
    private Audit.Finding audit(MemberId member, int looks, AtomicInteger pauses) {
        ExecutionInterceptor behind = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (context.response() instanceof QueryResponse found
                        && found.items().stream().anyMatch(AuditTest::isTheSixth)
                        && pauses.get() < looks) {
                    return found.toBuilder()
                            .items(found.items().stream()
                                    .filter(item -> !isTheSixth(item))
                                    .toList())
                            .build();
                }
                return context.response();
            }
        };
        Statements statements = new Statements(new Database(LocalTables.client(behind)), desk.books.tables);
        return new Audit(new Accounts(desk.books.members), statements, () -> pauses::incrementAndGet).audit(member);
    }

    private static boolean isTheSixth(Map<String, AttributeValue> item) {
        return Item.of(item).number("seq") == 6;
    }

    private MemberId memberWithFivePurchases() {
        MemberId member = desk.enrol();
        for (int i = 0; i < 5; i++) {
            recorded(desk.buy(member, Books.freshId(), 4_250));
        }
        return member;
    }

    /** One who has something of everything. */
    private MemberId rich() {
        Program shipped = Program.shipped();
        Desk limited = desk.by(new Program(
                shipped.version(),
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                shipped.earn(),
                shipped.redeem(),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                new Program.Limits(Points.of(100_000), 100),
                shipped.brand()));
        MemberId member = limited.memberWith(1_000);
        recorded(limited.buy(member, Books.freshId(), 100_000));
        Desk web = limited.of("web", null);
        recorded(web.buy(named(member), Books.freshId(), web.bought(10_000, WaitsFor.DELIVERY), List.of()));
        recorded(limited.hold(member, Books.freshId(), 300));
        Account account = limited.account(member);
        assertThat(account.holds()).isNotEmpty();
        assertThat(account.earnedDays().days()).isNotEmpty();
        return member;
    }

    private LedgerEntry entry(MemberId member, long seq) {
        return desk.books.statement(member).stream()
                .filter(entry -> entry.entry().seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private void remove(MemberId member, long seq) {
        Keys keys = Keys.of(EntryItem.write(entry(member, seq)).attributes());
        desk.books.database.delete(desk.books.tables.ledger(), keys);
    }

    private void put(Item item) {
        desk.books.database.put(desk.books.tables.ledger(), item);
    }
}
