package dev.tallystick.local.queue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The file in which ElasticMQ keeps queues and messages. */
record Database(String uri) {

    // Written through at once: a message that was accepted survives the end of this process, however it ends.
    static Database in(Path directory) {
        return new Database("jdbc:h2:file:" + directory.toAbsolutePath().resolve("queues")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1");
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(uri);
    }

    /** The name of a queue's table, as ElasticMQ makes it. */
    static String table(String queue) {
        return ("message_" + queue.replace('.', '_').replace('-', '_') + "_" + Integer.toHexString(queue.hashCode()))
                .toUpperCase(Locale.ROOT);
    }

    void empty(String queue) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from " + table(queue));
        } catch (SQLException e) {
            throw new IllegalStateException("the queue cannot be emptied", e);
        }
    }

    void shutDown() {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException _) {
            // what it holds is on the disk already
        }
    }
}
