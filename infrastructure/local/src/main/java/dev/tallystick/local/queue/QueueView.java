package dev.tallystick.local.queue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in queues, without changing it: SQS itself shows messages only to those who take them. It reads the database that
 * ElasticMQ writes through to.
 */
public final class QueueView {

    private static final int MOST = 100;
    private static final int BODY_BYTES = 8192;

    private final Database database;
    private final Clock clock;

    QueueView(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How many messages can be received, are in flight, and are delayed. */
    public record Depth(long visible, long inFlight, long delayed) {}

    /** How a message stands. */
    public enum State {
        VISIBLE,
        IN_FLIGHT,
        DELAYED
    }

    /** A message; a long body is cut, and the attributes are as ElasticMQ keeps them, in JSON. */
    public record Message(
            String id,
            String body,
            boolean cut,
            String attributes,
            State state,
            int receiveCount,
            Instant sent,
            Optional<Instant> firstReceived,
            Instant visibleFrom,
            Optional<String> group,
            Optional<String> deduplicationId,
            Optional<String> deadLetterOf) {}

    /** Which of a queue's messages come first. */
    public enum Order {
        OLDEST_FIRST("asc"),
        NEWEST_FIRST("desc");

        private final String direction;

        Order(String direction) {
            this.direction = direction;
        }
    }

    /** The depth of a queue; all of it is zero where there is no such queue. */
    public Depth depth(String queue) {
        long now = clock.millis();
        String select = "select count(*) filter (where next_delivery <= ?),"
                + " count(*) filter (where next_delivery > ? and receive_count > 0),"
                + " count(*) filter (where next_delivery > ? and receive_count = 0) from ";
        return read(queue, select, "", statement -> {
                    for (int i = 1; i <= 3; i++) {
                        statement.setLong(i, now);
                    }
                    try (ResultSet found = statement.executeQuery()) {
                        found.next();
                        return new Depth(found.getLong(1), found.getLong(2), found.getLong(3));
                    }
                })
                .orElse(new Depth(0, 0, 0));
    }

    /** Up to 100 messages of a queue; none where there is no such queue. */
    public List<Message> messages(String queue, Order order, int most) {
        String end = " order by created " + order.direction + ", _rowid_ " + order.direction + " limit ?";
        return read(queue, "select * from ", end, statement -> {
                    statement.setInt(1, Math.clamp(most, 0, MOST));
                    List<Message> messages = new ArrayList<>();
                    try (ResultSet found = statement.executeQuery()) {
                        while (found.next()) {
                            messages.add(message(found));
                        }
                    }
                    return messages;
                })
                .orElse(List.of());
    }

    private Message message(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("content");
        long received = row.getLong("received");
        Optional<Instant> firstReceived =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(received));
        int receiveCount = row.getInt("receive_count");
        Instant visibleFrom = Instant.ofEpochMilli(row.getLong("next_delivery"));
        return new Message(
                row.getString("message_id"),
                new String(body, 0, Math.min(body.length, BODY_BYTES), StandardCharsets.UTF_8),
                body.length > BODY_BYTES,
                new String(row.getBytes("attributes"), StandardCharsets.UTF_8),
                state(visibleFrom, receiveCount),
                receiveCount,
                Instant.ofEpochMilli(row.getLong("created")),
                firstReceived,
                visibleFrom,
                Optional.ofNullable(row.getString("group_id")),
                Optional.ofNullable(row.getString("deduplication_id")),
                Optional.ofNullable(row.getString("dead_letter_source_queue_name")));
    }

    private State state(Instant visibleFrom, int receiveCount) {
        if (!visibleFrom.isAfter(clock.instant())) {
            return State.VISIBLE;
        }
        return receiveCount > 0 ? State.IN_FLIGHT : State.DELAYED;
    }

    @FunctionalInterface
    private interface Query<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> Optional<T> read(String queue, String select, String end, Query<T> query) {
        try (Connection connection = database.open()) {
            String table = Database.table(queue);
            if (!exists(connection, table)) {
                return Optional.empty();
            }
            try (PreparedStatement statement = connection.prepareStatement(select + table + end)) {
                return Optional.of(query.run(statement));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the queues cannot be read", e);
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from information_schema.tables where table_name = ?")) {
            select.setString(1, table);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }
}
