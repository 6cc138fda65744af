package org.stillpoint.host.internal.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the history. A database of an older program is brought up step by step; that of a newer one is refused. */
final class Schema {

    /** Step n brings a database from version n to version n + 1. Released steps never change. */
    private static final List<String> STEPS = List.of("""
            CREATE TABLE RUN (
                ID BIGINT PRIMARY KEY,
                LABEL VARCHAR NOT NULL,
                PROBLEM_TYPE VARCHAR NOT NULL,
                SOLVER VARCHAR NOT NULL,
                SOLVER_VERSION VARCHAR NOT NULL,
                OPTION_NAMES VARCHAR ARRAY NOT NULL,
                OPTION_VALUES VARCHAR ARRAY NOT NULL,
                STATE VARCHAR NOT NULL,
                STATUS VARCHAR,
                VERDICT VARCHAR,
                RESIDUAL DOUBLE PRECISION NOT NULL,
                ITERATIONS BIGINT NOT NULL,
                SUBMITTED TIMESTAMP(9) WITH TIME ZONE NOT NULL,
                SECONDS DOUBLE PRECISION NOT NULL,
                BLAS VARCHAR NOT NULL,
                FAILURE VARCHAR,
                CERTIFICATE VARBINARY,
                RESIDUALS VARBINARY NOT NULL)""",
            "ALTER TABLE RUN ADD COLUMN REMARKS VARCHAR ARRAY DEFAULT ARRAY[] NOT NULL");

    /**
     * Columns that came later and that programs from before do not miss: they write rows without them, and read those with them. So the
     * version stays, and processes of both programs can share a history.
     */
    private static final List<String> ADDITIONS = List.of("ALTER TABLE RUN ADD COLUMN IF NOT EXISTS SOURCE VARCHAR");

    private Schema() {
    }

    /**
     * Brings the tables up to date.
     *
     * @throws SQLException if that fails, or the database was written by a newer program
     */
    static void update(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS SCHEMA_VERSION (VERSION INT NOT NULL)");
            int version = version(statement);
            if (version > STEPS.size()) {
                throw new SQLException("the database has version " + version + "; this program knows versions up to " + STEPS.size());
            }
            for (String step : STEPS.subList(version, STEPS.size())) {
                statement.execute(step);
            }
            if (version < STEPS.size()) {
                statement.execute("DELETE FROM SCHEMA_VERSION");
                statement.execute("INSERT INTO SCHEMA_VERSION VALUES (" + STEPS.size() + ")");
            }
            for (String addition : ADDITIONS) {
                statement.execute(addition);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT VERSION FROM SCHEMA_VERSION")) {
            return found.next() ? found.getInt(1) : 0;
        }
    }
}
