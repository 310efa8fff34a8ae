package dev.tallystick.ledger;

import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real ledger on the template's tables, and what shops and tills ask of it. */
public final class Books {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    public final Database database;
    public final MembersTable members;
    public final Directory directory;
    public final Ledger ledger;
    public final LedgerStore store;
    public final Programs programs;
    public final Tables tables;

    private Books(DynamoDbClient dynamo, Tables tables, Instant now, String keys) {
        this.tables = tables;
        this.database = new Database(dynamo);
        this.members = key -> database.get(tables.members(), key);
        this.programs = new Programs(members, Duration.ofMinutes(1), Clock.fixed(now, ZoneOffset.UTC));
        this.directory = Proofs.directory(members, () -> SecretKeys.parse(keys), Clock.fixed(now, ZoneOffset.UTC));
        this.store = new DynamoLedgerStore(database, tables, new Accounts(members), directory);
        this.ledger = new Ledger(
                store,
                directory,
                programs,
                new RequestCodes(() -> SecretKeys.parse(keys)),
                Clock.fixed(now, ZoneOffset.UTC),
                Books::patience,
                MemberIds::draw);
        installProgram();
    }

    /** As many attempts as in production and all the time that a busy machine needs. */
    static Backoff patience() {
        return new Backoff(Duration.ofMinutes(10));
    }

    public static Books open() {
        return at(NOW);
    }

    public static Books at(Instant now) {
        return of(LocalTables.client(), now);
    }

    public static Books of(DynamoDbClient dynamo, Instant now) {
        return withKeys(dynamo, now, "{\"current\": \"1\", \"1\": \"first key\"}");
    }

    public static Books withKeys(DynamoDbClient dynamo, Instant now, String keys) {
        return new Books(dynamo, LocalTables.TABLES, now, keys);
    }

    /** Books that nobody else writes in, for a test that goes over all of them. */
    public static Books ofTheirOwn(DynamoDbClient dynamo, Tables tables, Instant now) {
        return new Books(dynamo, tables, now, "{\"current\": \"1\", \"1\": \"first key\"}");
    }

    public static String freshId() {
        return UUID.randomUUID().toString();
    }

    public static String freshPhone() {
        return "+49" + ThreadLocalRandom.current().nextLong(1_000_000_000, 9_999_999_999L);
    }

    /** A new member with a phone of its own, if one is given. */
    public MemberId enrol(@Nullable String phone) {
        Outcome outcome = enrol(
                freshId(), phone, "9" + freshId().replaceAll("[^0-9]", "0").substring(0, 15));
        return ((Outcome.Recorded) outcome).entry().entry().member();
    }

    public Outcome enrol(String id, @Nullable String phone, String card) {
        Identifier cardNumber = new Identifier(Identifier.Type.CARD_NUMBER, card);
        List<Identifier> identifiers =
                phone == null ? List.of(cardNumber) : List.of(cardNumber, new Identifier(Identifier.Type.PHONE, phone));
        return ledger.enrol(
                request(OperationKind.ENROLMENT, null, id, "enrol " + phone + card),
                member -> new LedgerStore.NewMember(
                        Profile.joining(member, null, null, identifiers), identifiers, false));
    }

    public Outcome purchase(MemberName member, String id, long minorUnits) {
        return purchase(member, null, id, minorUnits);
    }

    public Outcome purchase(MemberName member, @Nullable String till, String id, long minorUnits) {
        Command.RecordPurchase purchase = new Command.RecordPurchase(
                new Money(minorUnits),
                List.of(),
                List.of(),
                NOW,
                LocalDate.parse("2026-11-22"),
                Channel.IN_STORE,
                "store-1",
                null);
        return ledger.record(
                request(OperationKind.PURCHASE, till, id, "purchase " + minorUnits),
                member,
                scene -> DecidePurchase.record(scene, purchase));
    }

    public Outcome redeem(MemberName member, String id, long points) {
        return ledger.record(
                request(OperationKind.REDEMPTION, null, id, "redeem " + points),
                member,
                scene -> DecideRedemption.redeem(scene, new Command.RedeemPoints(Points.of(points))));
    }

    public long available(MemberId member) {
        return store.account(member).orElseThrow().balance().available().value();
    }

    public List<LedgerEntry> statement(MemberId member) {
        return new Statements(database, tables).newestFirst(member, 200, Long.MAX_VALUE);
    }

    /** A request as an endpoint makes it, with a request id of its own. */
    public static Request request(OperationKind kind, @Nullable String till, String id, String canonical) {
        return new Request(
                new OperationKey(kind, "store-1", till, id),
                new Origin(
                        "store-1",
                        Channel.IN_STORE,
                        till,
                        "abcdefghijklmnop",
                        null,
                        LocalDate.parse("2026-11-22"),
                        freshId(),
                        "correlation"),
                canonical,
                Optional.empty());
    }

    private void installProgram() {
        if (members.get(Keys.currentProgram()).isEmpty()) {
            database.transact(List.of(
                    Database.putIfAbsent(
                            tables.members(), ProgramItem.write(Keys.programVersion(1), Program.shipped())),
                    Database.putIfAbsent(
                            tables.members(), ProgramItem.write(Keys.currentProgram(), Program.shipped()))));
        }
    }
}
