package dev.tallystick.program;

import dev.tallystick.ledger.ProgramItem;
import dev.tallystick.ledger.Programs;
import dev.tallystick.points.Program;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Database;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Every version of the program, and which one is in force. */
final class ProgramStore {

    private static final int MOST_DIGITS = 9;

    private final Database database;
    private final Tables tables;
    private final Programs programs;

    ProgramStore(Database database, Tables tables, InstantSource clock) {
        this.database = database;
        this.tables = tables;
        this.programs = new Programs(keys -> database.get(tables.members(), keys), Duration.ZERO, clock);
    }

    /** How a replacement ended. */
    enum Replaced {
        REPLACED,
        CHANGED_MEANWHILE,
        /** Currency and zone are fixed after the first entry. */
        IN_USE
    }

    Program current() {
        return programs.current();
    }

    /** The version of that number, if the text is one and there was such a version. */
    Optional<Program> version(String number) {
        if (!number.matches("[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}")) {
            return Optional.empty();
        }
        return database.get(tables.members(), Keys.programVersion(Integer.parseInt(number)))
                .map(ProgramItem::read);
    }

    /**
     * Puts the next version in force if the one before it still is, and is the one that the caller means.
     *
     * @throws Backoff.Exhausted when conflicts outlast the retries
     */
    Replaced replace(Program current, Program next, String ifMatch) {
        if (!ifMatch.equals(ProgramAnswer.etag(current))) {
            return Replaced.CHANGED_MEANWHILE;
        }
        boolean fixed =
                !next.currency().equals(current.currency()) || !next.timeZone().equals(current.timeZone());
        if (fixed && hasEntries()) {
            return Replaced.IN_USE;
        }
        Backoff backoff = new Backoff();
        while (!database.transactIfUnchanged(writes(current, next))) {
            if (current().version() != current.version()) {
                return Replaced.CHANGED_MEANWHILE;
            }
            backoff.pause();
        }
        return Replaced.REPLACED;
    }

    private List<TransactWriteItem> writes(Program current, Program next) {
        return List.of(
                Database.putIfAbsent(tables.members(), ProgramItem.write(Keys.programVersion(next.version()), next)),
                Database.put(Put.builder()
                        .tableName(tables.members())
                        .item(ProgramItem.write(Keys.currentProgram(), next).attributes())
                        .conditionExpression("#version = :before")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(
                                Map.of(":before", AttributeValue.fromN(Integer.toString(current.version()))))
                        .build()));
    }

    private boolean hasEntries() {
        return database.hasItems(ScanRequest.builder()
                .tableName(tables.ledger())
                .consistentRead(true)
                .limit(1)
                .build());
    }
}
