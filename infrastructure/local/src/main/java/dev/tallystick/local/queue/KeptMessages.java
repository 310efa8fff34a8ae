package dev.tallystick.local.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that were under way when the last cloud ended. ElasticMQ keeps such a message hidden over a restart but forgets
 * that its group waits for it, so that what comes after it would overtake it; hence it is there again from the start.
 */
final class KeptMessages {

    private static final String TABLES =
            "select table_name from information_schema.tables where table_name like 'MESSAGE!_%' escape '!'"
                    + " or table_name like 'message!_%' escape '!'";

    private KeptMessages() {}

    static void release(String database) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                statement.executeUpdate("update \"" + table + "\" set next_delivery = created where receive_count > 0");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the kept queues cannot be read", e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(TABLES)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }
}
