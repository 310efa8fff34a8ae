package dev.tallystick.local.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages with which functions were called when the cloud was stopped. They are made visible once ElasticMQ has ended: before
 * that, a long poll that nobody waits for any more would take them at once.
 */
final class Interrupted {

    private record Message(String queue, String id) {}

    private final List<Message> messages = new ArrayList<>();

    synchronized void add(String queue, List<String> ids) {
        ids.forEach(id -> messages.add(new Message(queue, id)));
    }

    synchronized void release(Database database) {
        try (Connection connection = database.open()) {
            for (Message message : messages) {
                String update =
                        "update " + Database.table(message.queue()) + " set next_delivery = 0 where message_id = ?";
                try (PreparedStatement statement = connection.prepareStatement(update)) {
                    statement.setString(1, message.id());
                    statement.executeUpdate();
                }
            }
        } catch (SQLException _) {
            // they are there when their visibility time-out is over
        }
    }
}
