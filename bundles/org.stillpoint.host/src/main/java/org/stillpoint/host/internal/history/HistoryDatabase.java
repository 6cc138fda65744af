package org.stillpoint.host.internal.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;

/** The history's database, used by one thread. Every batch is in the file when {@link #write} returns. */
final class HistoryDatabase implements AutoCloseable {

    /** What the history says of a run whose process ended before the run did. */
    static final String ABANDONED = "the process ended before the run did";

    private final Connection connection;

    private HistoryDatabase(String url) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        connection = source.getConnection();
        try {
            Schema.update(connection);
            connection.setAutoCommit(false);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Opens the database in a folder. */
    static HistoryDatabase open(Path folder) throws SQLException {
        String file = folder.resolve("history").toAbsolutePath().toString().replace('\\', '/');
        return new HistoryDatabase("jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
    }

    /** The file of the database in a folder. */
    static Path file(Path folder) {
        return folder.resolve("history.mv.db");
    }

    /** Whether there is a database in a folder. */
    static boolean isIn(Path folder) {
        return Files.exists(file(folder));
    }

    /** A database that ends with the process. */
    static HistoryDatabase inMemory() throws SQLException {
        return new HistoryDatabase("jdbc:h2:mem:");
    }

    /** The numbers of the runs that are not done. */
    List<Long> unfinished() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT ID FROM RUN WHERE STATE <> ?")) {
            select.setString(1, RunState.DONE.name());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    /** Marks an unfinished run as what it is: left by a process that ended. */
    void endAbandoned(long run) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE RUN SET STATE = ?, VERDICT = ?, FAILURE = ? WHERE ID = ?")) {
            update.setString(1, RunState.DONE.name());
            update.setString(2, Verdict.FAILED.name());
            update.setString(3, ABANDONED);
            update.setLong(4, run);
            update.executeUpdate();
            connection.commit();
        }
    }

    /** Writes runs, in place of what is known of those of the same numbers, and drops the oldest beyond a number. */
    void write(Collection<RunSummary> runs, int kept) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement(RunRow.MERGE)) {
            for (RunSummary run : runs) {
                RunRow.set(merge, run);
                merge.addBatch();
            }
            merge.executeBatch();
            dropBeyond(kept);
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        }
    }

    private void dropBeyond(int kept) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM RUN WHERE ID <= (SELECT ID FROM RUN ORDER BY ID DESC OFFSET " + kept
                    + " ROWS FETCH NEXT ROW ONLY)");
        }
    }

    /** Deletes runs that are done, and returns how many. */
    int delete(Collection<Long> runs) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM RUN WHERE ID = ? AND STATE = ?")) {
            for (long run : runs) {
                delete.setLong(1, run);
                delete.setString(2, RunState.DONE.name());
                delete.addBatch();
            }
            int deleted = IntStream.of(delete.executeBatch()).sum();
            connection.commit();
            return deleted;
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        }
    }

    List<RunSummary> newest(int limit) throws SQLException {
        return query("SELECT * FROM RUN ORDER BY ID DESC FETCH FIRST ? ROWS ONLY", RunRow::read, limit);
    }

    List<RunSummary> overview(long after, int limit) throws SQLException {
        return query("SELECT " + RunRow.OUTLINE + " FROM RUN WHERE ID > ? ORDER BY ID DESC FETCH FIRST ? ROWS ONLY", RunRow::readOutline,
                after, limit);
    }

    List<RunSummary> find(long id) throws SQLException {
        return query("SELECT * FROM RUN WHERE ID = ?", RunRow::read, id);
    }

    private interface Reader {
        RunSummary read(ResultSet row) throws SQLException;
    }

    private List<RunSummary> query(String sql, Reader reader, long... parameters) throws SQLException {
        List<RunSummary> runs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(reader.read(rows));
                }
            }
        }
        return runs;
    }

    long greatestId() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT MAX(ID) FROM RUN")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
