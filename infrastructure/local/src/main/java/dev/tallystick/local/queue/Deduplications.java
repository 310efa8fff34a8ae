package dev.tallystick.local.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The deduplication ids of the last five minutes, those of deleted messages too: ElasticMQ itself keeps none of these, and
 * would take a message that was sent, deleted and is sent again over a restart for a new one.
 */
final class Deduplications implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** An id, and the message that was accepted with it. */
    record Sent(String id, String message, String sequenceNumber, Instant at) {}

    private final Connection connection;
    private final Clock clock;

    private Deduplications(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    static Deduplications open(Database database, Clock clock) {
        try {
            Connection connection = database.open();
            Deduplications kept = new Deduplications(connection, clock);
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists deduplication (queue varchar, id varchar,"
                        + " message varchar, sequence_number varchar, sent bigint)");
            }
            kept.forgetOld();
            return kept;
        } catch (SQLException e) {
            throw new IllegalStateException("the kept queues cannot be read", e);
        }
    }

    private void forgetOld() throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from deduplication where sent < ?")) {
            delete.setLong(1, clock.instant().minus(INTERVAL).toEpochMilli());
            delete.executeUpdate();
        }
    }

    synchronized void keep(String queue, Sent sent) {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into deduplication values (?, ?, ?, ?, ?)")) {
            insert.setString(1, queue);
            insert.setString(2, sent.id());
            insert.setString(3, sent.message());
            insert.setString(4, sent.sequenceNumber());
            insert.setLong(5, sent.at().toEpochMilli());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a deduplication id cannot be kept", e);
        }
    }

    /** What counts for a queue still, in the order in which it was sent. */
    synchronized List<Sent> of(String queue) {
        List<Sent> sent = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, message, sequence_number, sent from deduplication where queue = ? order by sent")) {
            select.setString(1, queue);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    sent.add(new Sent(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            Instant.ofEpochMilli(found.getLong(4))));
                }
            }
            return sent;
        } catch (SQLException e) {
            throw new IllegalStateException("the deduplication ids cannot be read", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // what it holds is on the disk already
        }
    }
}
