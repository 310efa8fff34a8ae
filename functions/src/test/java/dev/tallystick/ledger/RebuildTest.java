package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.done;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Desk.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Points;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Accounts made anew from their real entries. */
class RebuildTest {

    private final Desk desk = Desk.open();

    @Test
    void anAccountThatIsRightIsLeftAsItIs() {
        assertThat(desk.rebuild().rebuild(member(), false)).isEqualTo(Rebuild.Result.RIGHT);
    }

    @Test
    void aDeletedAccountIsThereAgainAndGoesOn() {
        MemberId member = member();
        Account before = desk.store.account(member).orElseThrow();
        desk.books.database.delete(LocalTables.TABLES.members(), Keys.account(member.value()));

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.REBUILT);

        assertThat(desk.store.account(member)).contains(before);
        recorded(desk.buy(member, Books.freshId(), 100));
        assertThat(desk.auditFinds(member)).isEmpty();
    }

    @Test
    void anErasedMemberIsLeftAsItIs() {
        MemberId member = member();
        desk.erase(member);

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.RIGHT);
    }

    /** As after a restore of the Members table to a moment before the erasure, or without the account. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErasedMemberIsMadeErasedAnewAndNothingFollows(boolean restored) {
        MemberId member = desk.memberWith(1_000);
        String purchase = Books.freshId();
        recorded(desk.buy(member, purchase, 10_000));
        Item before = desk.accountItem(member);
        desk.erase(member);
        Item erased = desk.accountItem(member);
        if (restored) {
            desk.tamper(member, before);
        } else {
            desk.books.database.delete(LocalTables.TABLES.members(), Keys.account(member.value()));
        }

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.REBUILT);

        assertThat(desk.accountItem(member).attributes()).isEqualTo(erased.attributes());
        assertThat(desk.auditFinds(member)).isEmpty();
        assertThat(done(desk.refund(desk.purchase(purchase), "r-1", 5_000))
                        .balance()
                        .available())
                .isEqualTo(Points.ZERO);
        assertThat(refusal(desk.buy(member, Books.freshId(), 100))).isEqualTo(new Refusal.MemberNotFound());
    }

    /** The index by which due accounts are found is in the item as well. */
    @ParameterizedTest
    @CsvSource({"balance", "lots", "holds", "months", "at", "since"})
    void aTamperedAccountIsAsItsEntriesSayAgain(String attribute) {
        MemberId member = member();
        Item before = desk.accountItem(member);
        Item other = desk.accountItem(otherMember());
        desk.tamper(member, desk.accountItem(member).put(attribute, other.value(attribute)));

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.REBUILT);

        assertThat(desk.accountItem(member).attributes()).isEqualTo(before.attributes());
    }

    @Test
    void anAccountThatIsBehindIsBroughtUpToItsEntries() {
        MemberId member = member();
        Item behind = desk.accountItem(member);
        recorded(desk.buy(member, Books.freshId(), 4_250));
        Item before = desk.accountItem(member);
        desk.tamper(member, behind);

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.REBUILT);
        assertThat(desk.accountItem(member).attributes()).isEqualTo(before.attributes());
    }

    @Test
    void anAccountThatIsAheadIsLeftAsItIsUnlessOneInsists() {
        MemberId member = member();
        Account behind = desk.store.account(member).orElseThrow();
        LedgerEntry last = recorded(desk.buy(member, Books.freshId(), 4_250));
        Account ahead = desk.store.account(member).orElseThrow();
        remove(last);

        assertThat(desk.rebuild().rebuild(member, false)).isEqualTo(Rebuild.Result.AHEAD);
        assertThat(desk.store.account(member)).contains(ahead);

        assertThat(desk.rebuild().rebuild(member, true)).isEqualTo(Rebuild.Result.REBUILT);
        assertThat(desk.store.account(member)).contains(behind);
    }

    @Test
    void anAccountOfWhichAnEntryIsNotToBeSeenIsLeftAsItIs() {
        MemberId member = member();
        remove(desk.books.statement(member).get(1));
        Item before = desk.accountItem(member);

        assertThat(desk.rebuild().rebuild(member, true)).isEqualTo(Rebuild.Result.BUSY);
        assertThat(desk.accountItem(member).attributes()).isEqualTo(before.attributes());
    }

    @Test
    void nobodyIsMadeOfNothing() {
        MemberId nobody = MemberIds.draw();

        desk.rebuild().rebuild(nobody, true);

        assertThat(desk.store.account(nobody)).isEmpty();
    }

    @Test
    void whoeverWritesMeanwhileIsNotOverwritten() {
        MemberId member = member();
        Item behind = desk.accountItem(member);
        recorded(desk.buy(member, Books.freshId(), 4_250));
        Item right = desk.accountItem(member);
        desk.tamper(member, behind);
        Rebuild slow = rebuildWhile(() -> desk.tamper(member, right));

        assertThat(slow.rebuild(member, false)).isEqualTo(Rebuild.Result.BUSY);
        assertThat(desk.accountItem(member).attributes()).isEqualTo(right.attributes());
    }

    /** A rebuild during which something happens between reading and writing. */
    private Rebuild rebuildWhile(Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        ExecutionInterceptor meanwhile = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest && happened.compareAndSet(false, true)) {
                    happening.run();
                }
            }
        };
        Database database = new Database(LocalTables.client(meanwhile));
        return new Rebuild(
                database,
                LocalTables.TABLES,
                new Accounts(desk.books.members),
                new Statements(database, LocalTables.TABLES));
    }

    private MemberId member() {
        MemberId member = desk.memberWith(1_000);
        String id = Books.freshId();
        recorded(desk.buy(member, id, 10_000));
        recorded(desk.hold(member, id, 200));
        done(desk.refund(desk.purchase(id), "r-1", 5_000));
        return member;
    }

    private MemberId otherMember() {
        desk.waits(Duration.ofDays(40));
        Desk later = desk.of("web", null);
        MemberId member = later.memberWith(500);
        recorded(later.buy(member, Books.freshId(), 20_000));
        recorded(later.hold(member, Books.freshId(), 300));
        return member;
    }

    private void remove(LedgerEntry entry) {
        Keys keys = Keys.of(EntryItem.write(entry).attributes());
        desk.books.database.delete(LocalTables.TABLES.ledger(), keys);
    }
}
