package org.stillpoint.host.internal.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.History;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.host.internal.context.HostThreads;

class RunHistoryTest {

    @TempDir
    private Path folder;
    private final HostThreads threads = new HostThreads();

    @AfterEach
    void close() {
        threads.close();
    }

    private RunHistory open(int kept) {
        return new RunHistory(folder, kept, threads);
    }

    static RunSummary finished(long id) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("tolerance", "1.0E-6");
        options.put("comment", "");
        Certificate certificate = new Certificate("org.stillpoint.verify 0.1.0", List.of(Check.atMost("violation", 1e-9, 1e-6)),
                Map.of("objective", -464.75), List.of("a note"));
        return new RunSummary(id, "afiro", Optional.of("/problems/afiro.mps"), "linear-program", "halpern.linear-program", "1.0.0",
                options, RunState.DONE, Optional.of("CONVERGED"), Optional.of(Verdict.CERTIFIED), 1e-7 / id, 10 * id,
                Instant.parse("2026-11-01T12:00:00.123456789Z"), 0.25, "java", Optional.empty(), List.of("a remark", "another, longer one"),
                Optional.of(certificate), new History(new long[] {1, 10}, new double[] {0.1, 0.2}, new double[] {1, Double.NaN}));
    }

    static RunSummary unfinished(long id) {
        return new RunSummary(id, "afiro", Optional.empty(), "linear-program", "halpern.linear-program", "1.0.0", Map.of(),
                RunState.QUEUED, Optional.empty(), Optional.empty(), Double.NaN, 0, Instant.EPOCH, 0, "", Optional.empty(), List.of(), Optional.empty(),
                History.EMPTY);
    }

    @Test
    void everythingComesBackInThisAndInALaterProcess() {
        RunHistory first = open(100);
        assertEquals(List.of(1L, 2L), List.of(first.nextId(), first.nextId()));
        first.record(unfinished(1));
        first.record(finished(1));
        first.record(finished(2));
        assertEquals(List.of(finished(2), finished(1)), first.newest(10));
        assertEquals(List.of(finished(2)), first.newest(1));
        assertEquals(Optional.empty(), first.find(3));
        first.close();
        RunHistory second = open(100);
        assertEquals(3, second.nextId());
        assertEquals(Optional.of(finished(1)), second.find(1));
        second.close();
    }

    /** What a process that dies now leaves behind is what the files hold. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsAreSoonInTheFiles(boolean open) throws Exception {
        RunHistory history = open(100);
        history.record(finished(history.nextId()));
        if (open) {
            history.find(1);
        }
        history.record(finished(history.nextId()));
        history.record(unfinished(history.nextId()));
        Thread.sleep(600);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of("history.mv.db", "journal", "run-number")) {
            if (Files.exists(folder.resolve(name))) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
        }
        assertEquals(open, Files.exists(copy.resolve("history.mv.db")));
        RunHistory later = new RunHistory(copy, 100, threads);
        assertEquals(4, later.nextId());
        later.record(unfinished(4));
        List<RunSummary> runs = later.newest(10);
        assertEquals(List.of(finished(2), finished(1)), runs.subList(2, 4));
        assertEquals(Optional.of(HistoryDatabase.ABANDONED), runs.get(1).failure());
        assertEquals(unfinished(4), runs.get(0));
        later.close();
        history.close();
    }

    @Test
    void tornEndOfTheJournalIsCutOff() throws Exception {
        RunHistory first = open(100);
        first.record(finished(first.nextId()));
        first.record(finished(first.nextId()));
        first.close();
        Path journal = folder.resolve("journal");
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 5));
        RunHistory second = open(100);
        second.record(finished(second.nextId()));
        second.close();
        RunHistory third = open(100);
        assertEquals(List.of(finished(3), finished(1)), third.newest(10));
        third.close();
        assertFalse(Files.exists(journal));
    }

    @Test
    void grownJournalIsTakenOver() throws Exception {
        RunHistory history = open(5000);
        for (int i = 1; i <= 1000; i++) {
            history.record(finished(history.nextId()));
        }
        history.close();
        assertTrue(Files.exists(folder.resolve("history.mv.db")));
        assertTrue(new RunJournal(folder).size() < 1 << 18);
        RunHistory later = open(5000);
        assertEquals(1000, later.newest(2000).size());
        later.close();
    }

    @Test
    void onlyTheNewestAreKept() {
        RunHistory history = open(7);
        for (long id = 1; id <= 30; id++) {
            history.record(finished(id));
            if (id % 4 == 0) {
                history.find(id);
            }
        }
        assertEquals(LongStream.rangeClosed(24, 30).boxed().toList(),
                history.newest(100).stream().map(RunSummary::id).sorted().toList());
        history.close();
    }

    @Test
    void runsThatAnEndedProcessLeftAreShownAsFailed() throws Exception {
        try (HistoryDatabase database = HistoryDatabase.open(folder)) {
            database.write(List.of(unfinished(4), finished(5)), 100);
        }
        RunHistory history = open(100);
        RunSummary left = history.find(4).orElseThrow();
        assertEquals(RunState.DONE, left.state());
        assertEquals(Optional.of(Verdict.FAILED), left.verdict());
        assertEquals(Optional.of("the process ended before the run did"), left.failure());
        assertEquals(Optional.of(finished(5)), history.find(5));
        assertEquals(6, history.nextId(), "numbers go on after the database where the number file is lost");
        history.close();
    }

    @Test
    void hostsOnTheSameFolderShareTheHistory() {
        RunHistory first = open(100);
        RunHistory second = open(100);
        assertEquals(List.of(1L, 2L, 3L, 4L), List.of(first.nextId(), second.nextId(), second.nextId(), first.nextId()));
        first.record(finished(1));
        second.record(finished(2));
        second.record(unfinished(3));
        assertEquals(List.of(unfinished(3), finished(2)), second.newest(2));
        assertEquals(List.of(unfinished(3), finished(2), finished(1)), first.newest(10), "run 3 is not abandoned");
        second.record(finished(3));
        first.record(finished(4));
        second.close();
        assertEquals(List.of(finished(4), finished(3), finished(2), finished(1)), first.newest(10));
        first.close();
    }

    /** Another process may be killed between two records of this one. */
    @Test
    void tornRecordOfAnotherProcessIsWrittenOver() throws Exception {
        RunHistory history = open(100);
        history.record(finished(history.nextId()));
        Path journal = folder.resolve("journal");
        for (int i = 0; i < 500 && !Files.exists(journal); i++) {
            Thread.sleep(10);
        }
        Thread.sleep(50);
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length / 3), StandardOpenOption.APPEND);
        history.record(finished(history.nextId()));
        history.close();
        RunHistory later = open(100);
        assertEquals(List.of(finished(2), finished(1)), later.newest(10));
        later.close();
    }

    @Test
    void folderThatCannotBeWrittenLeavesTheHistoryInMemory() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        RunHistory history = new RunHistory(file, 100, threads);
        assertEquals(List.of(1L, 2L), List.of(history.nextId(), history.nextId()));
        history.record(finished(2));
        assertEquals(List.of(finished(2)), history.newest(10));
        history.close();
    }

    /** What a program wrote before runs had remarks and sources. */
    @Test
    void databaseAndJournalOfTheFirstVersionAreRead() throws Exception {
        oldDatabase(1);
        DataRecord older = RunRecord.of(older(finished(2)));
        assertFalse(older.has("remarks") || older.has("source"));
        Files.write(folder.resolve("journal"), BinaryFormat.toBytes(older));
        RunHistory history = open(100);
        history.record(finished(3));
        assertEquals(List.of(finished(3), older(finished(2)), older(finished(1))), history.newest(10));
        assertEquals(List.of(finished(3).outline(), older(finished(2)).outline()), history.overview(1, 10));
        history.close();
    }

    /** A process of the program from before sources may be at work on the database at the same time. */
    @Test
    void programFromBeforeSourcesSharesTheDatabase() throws Exception {
        oldDatabase(2);
        RunHistory history = open(100);
        history.record(finished(3));
        assertEquals(finished(3), history.newest(1).get(0));
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT VERSION FROM SCHEMA_VERSION")) {
            assertTrue(version.next());
            assertEquals(2, version.getInt(1), "a greater one would be refused");
            statement.execute("MERGE INTO RUN (ID, " + OLD_COLUMNS + ", REMARKS) KEY (ID) SELECT 4, " + OLD_COLUMNS
                    + ", ARRAY['of the older program'] FROM RUN WHERE ID = 1");
        }
        RunSummary written = history.newest(1).get(0);
        assertEquals(4, written.id());
        assertEquals(List.of("of the older program"), written.remarks());
        assertEquals(Optional.empty(), written.source());
        assertEquals(finished(3), history.find(3).orElseThrow());
        history.close();
    }

    private static final String OLD_COLUMNS = "LABEL, PROBLEM_TYPE, SOLVER, SOLVER_VERSION, OPTION_NAMES, OPTION_VALUES, STATE, STATUS, "
            + "VERDICT, RESIDUAL, ITERATIONS, SUBMITTED, SECONDS, BLAS, FAILURE, CERTIFICATE, RESIDUALS";

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("history"));
    }

    /** Makes a database of an older version, with the run of number 1. */
    private void oldDatabase(int version) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE SCHEMA_VERSION (VERSION INT NOT NULL)");
            statement.execute("INSERT INTO SCHEMA_VERSION VALUES (" + version + ")");
            statement.execute("""
                    CREATE TABLE RUN (ID BIGINT PRIMARY KEY, LABEL VARCHAR NOT NULL, PROBLEM_TYPE VARCHAR NOT NULL,
                    SOLVER VARCHAR NOT NULL, SOLVER_VERSION VARCHAR NOT NULL, OPTION_NAMES VARCHAR ARRAY NOT NULL,
                    OPTION_VALUES VARCHAR ARRAY NOT NULL, STATE VARCHAR NOT NULL, STATUS VARCHAR, VERDICT VARCHAR,
                    RESIDUAL DOUBLE PRECISION NOT NULL, ITERATIONS BIGINT NOT NULL, SUBMITTED TIMESTAMP(9) WITH TIME ZONE NOT NULL,
                    SECONDS DOUBLE PRECISION NOT NULL, BLAS VARCHAR NOT NULL, FAILURE VARCHAR, CERTIFICATE VARBINARY,
                    RESIDUALS VARBINARY NOT NULL)""");
            if (version > 1) {
                statement.execute("ALTER TABLE RUN ADD COLUMN REMARKS VARCHAR ARRAY DEFAULT ARRAY[] NOT NULL");
            }
            RunSummary run = finished(1);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO RUN (" + OLD_COLUMNS + ", ID) VALUES ("
                    + "?, ".repeat(17) + "1)")) {
                Object[] values = {run.label(), run.problemType(), run.solver(), run.version(),
                    run.options().keySet().toArray(), run.options().values().toArray(), run.state().name(), run.status().orElseThrow(),
                    run.verdict().orElseThrow().name(), run.residual(), run.iterations(), run.submitted().atOffset(ZoneOffset.UTC),
                    run.seconds(), run.blas(), null, BinaryFormat.toBytes(run.certificate().orElseThrow().toRecord()),
                    BinaryFormat.toBytes(run.history().toRecord())};
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.executeUpdate();
            }
        }
    }

    /** A run as programs before remarks and sources kept it. */
    private static RunSummary older(RunSummary run) {
        return new RunSummary(run.id(), run.label(), Optional.empty(), run.problemType(), run.solver(), run.version(), run.options(),
                run.state(), run.status(), run.verdict(), run.residual(), run.iterations(), run.submitted(), run.seconds(), run.blas(),
                run.failure(), List.of(), run.certificate(), run.history());
    }

    @Test
    void overviewHasAllButTheDetails() {
        RunHistory history = open(100);
        for (long id = 1; id <= 5; id++) {
            history.record(finished(id));
        }
        assertEquals(List.of(finished(5).outline(), finished(4).outline()), history.overview(0, 2));
        assertEquals(List.of(finished(5).outline(), finished(4).outline()), history.overview(3, 10));
        assertEquals(List.of(), history.overview(5, 10));
        assertEquals(List.of(finished(2), finished(4)), history.find(List.of(4L, 9L, 2L, 4L)));
        assertEquals(0, history.overview(0, 10).get(0).history().size());
        history.close();
    }

    /** What is kept of the database from one question to the next must never differ from it. */
    @Test
    void overviewIsThatOfTheDatabaseWhoeverWritesIt() {
        Random random = new Random(3);
        List<RunHistory> hosts = List.of(open(30), open(30));
        List<Long> carriedOut = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            RunHistory host = hosts.get(random.nextInt(2));
            switch (random.nextInt(5)) {
                case 0 -> hosts.get(1).record(finished(hosts.get(1).nextId()));
                case 1 -> host.record(finished(host.nextId()));
                case 2 -> {
                    carriedOut.add(hosts.get(0).nextId());
                    hosts.get(0).record(unfinished(carriedOut.get(carriedOut.size() - 1)));
                }
                case 3 -> {
                    carriedOut.forEach(run -> hosts.get(0).record(finished(run)));
                    carriedOut.clear();
                }
                default -> host.delete(host.overview(0, 3).stream().map(RunSummary::id).toList());
            }
            if (random.nextInt(4) == 0) {
                host.find(1);
            }
            // What the other has not written yet would come between the two questions.
            hosts.get(1).overview(0, 1);
            hosts.get(0).overview(0, 1);
            List<RunSummary> overview = host.overview(0, 100);
            assertEquals(host.newest(100).stream().map(RunSummary::outline).toList(), overview);
            assertEquals(overview, host.overview(0, 100));
        }
        hosts.forEach(RunHistory::close);
    }

    @Test
    void overviewDoesNotOpenTheDatabaseAgain() throws Exception {
        RunHistory history = open(100);
        history.record(finished(history.nextId()));
        history.overview(0, 10);
        FileTime written = Files.getLastModifiedTime(folder.resolve("history.mv.db"));
        history.record(finished(history.nextId()));
        assertEquals(List.of(finished(2).outline(), finished(1).outline()), history.overview(0, 10));
        assertEquals(written, Files.getLastModifiedTime(folder.resolve("history.mv.db")));
        assertTrue(new RunJournal(folder).size() > 0);
        history.close();
    }

    @Test
    void deletedRunsAreGoneForAllHosts() {
        RunHistory first = open(100);
        RunHistory second = open(100);
        for (long id = 1; id <= 4; id++) {
            first.record(finished(first.nextId()));
        }
        assertEquals(4, first.newest(10).size());
        second.record(unfinished(second.nextId()));
        assertEquals(5, second.newest(10).size());
        first.record(finished(first.nextId()));
        assertEquals(3, first.delete(List.of(2L, 4L, 4L, 6L, 77L)), "one that nothing has written yet, too");
        assertEquals(List.of(5L, 3L, 1L), second.newest(10).stream().map(RunSummary::id).toList());
        assertEquals(0, first.delete(List.of(5L)), "another host carries it out");
        assertEquals(0, second.delete(List.of(5L)));
        second.record(finished(5));
        assertEquals(1, second.delete(List.of(5L)));
        assertEquals(List.of(3L, 1L), first.newest(10).stream().map(RunSummary::id).toList());
        assertEquals(7, first.nextId(), "no number is given twice");
        first.close();
        second.close();
        RunHistory later = open(100);
        assertEquals(List.of(3L, 1L), later.newest(10).stream().map(RunSummary::id).toList());
        later.close();
    }

    @Test
    void runsThatAnEndedProcessLeftCanBeDeleted() throws Exception {
        try (HistoryDatabase database = HistoryDatabase.open(folder)) {
            database.write(List.of(unfinished(4)), 100);
        }
        RunHistory history = open(100);
        assertEquals(1, history.delete(List.of(4L)));
        assertEquals(Optional.empty(), history.find(4));
        history.close();
    }

    @Test
    void runsInMemoryAreDeletedToo() throws Exception {
        RunHistory history = new RunHistory(Files.createFile(folder.resolve("file")), 100, threads);
        history.record(finished(1));
        history.record(finished(2));
        assertEquals(1, history.delete(List.of(1L)));
        assertEquals(List.of(finished(2)), history.newest(10));
        history.close();
    }

    @Test
    void databaseOfANewerProgramIsLeftAlone() throws Exception {
        HistoryDatabase.open(folder).close();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("history"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE SCHEMA_VERSION SET VERSION = 99");
        }
        assertTrue(assertThrows(SQLException.class, () -> HistoryDatabase.open(folder)).getMessage().contains("version 99"));
        RunHistory history = open(100);
        history.record(finished(1));
        assertEquals(1, history.newest(10).size());
        history.close();
        assertTrue(Files.exists(folder.resolve("journal")));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("history"));
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT VERSION, (SELECT COUNT(*) FROM RUN) FROM SCHEMA_VERSION")) {
            assertTrue(row.next());
            assertEquals(List.of(99, 0), List.of(row.getInt(1), row.getInt(2)));
        }
    }

    @Test
    void damagedFileIsLeftAlone() throws Exception {
        byte[] damaged = "this is not a database, however long it may be".repeat(500).getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("history.mv.db"), damaged);
        RunHistory history = open(100);
        history.record(finished(history.nextId()));
        assertEquals(1, history.newest(10).size());
        history.close();
        assertArrayEquals(damaged, Files.readAllBytes(folder.resolve("history.mv.db")));
    }

    @Test
    void numbersSurviveInterruptedCallers() throws IOException {
        RunHistory history = open(100);
        Thread.currentThread().interrupt();
        assertEquals(1, history.nextId());
        history.record(finished(1));
        assertEquals(2, history.nextId());
        assertEquals(1, history.newest(5).size());
        assertTrue(Thread.interrupted());
        history.close();
        assertEquals(Long.BYTES, Files.size(folder.resolve("run-number")));
    }

    @Test
    void recordingDoesNotWaitForTheDatabase() {
        RunHistory history = open(10_000);
        RunSummary run = finished(history.nextId());
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < 20; batch++) {
            long before = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                history.record(run);
            }
            least = Math.min(least, (System.nanoTime() - before) * 1e-3 / 100);
        }
        assertTrue(least < 50, least + " us a record");
        history.close();
    }
}
