package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;

/**
 * The history in a folder, which any number of processes use at a time. Each holds the journal only while it adds to it, and the
 * database only while it takes the journal over and answers a question. A process that is killed at any of this leaves a journal
 * whose last record may be torn, or one that was already taken over and is taken over again, to the same effect.
 *
 * <p>Used by one thread, except for the numbers.
 */
final class SharedHistory implements AutoCloseable {

    private static final long LARGEST_JOURNAL = 1 << 18;

    private final Path folder;
    private final int kept;
    private final HistoryLocks locks;
    private final RunNumbers numbers;
    private final RunJournal journal;
    private final Outlines outlines;

    /** What is asked of the database. */
    interface Question<T> {
        T ask(HistoryDatabase database) throws SQLException;
    }

    /**
     * Joins the history in a folder.
     *
     * @throws IOException if the folder cannot be written
     */
    SharedHistory(Path folder, int kept) throws IOException {
        this.folder = folder;
        this.kept = kept;
        Files.createDirectories(folder);
        locks = new HistoryLocks(folder);
        try {
            numbers = new RunNumbers(folder, locks);
        } catch (IOException failed) {
            locks.close();
            throw failed;
        }
        journal = new RunJournal(folder);
        outlines = new Outlines(kept);
    }

    /** Whether there are runs, but nothing tells their numbers before the database is asked. */
    boolean isUncounted() throws IOException {
        return !numbers.known() && (HistoryDatabase.isIn(folder) || journal.size() > 0);
    }

    /** A number that no other run has, of whichever process. */
    long nextId() throws IOException {
        return numbers.next();
    }

    /** Adds runs; they are in the files on return. */
    void append(List<RunSummary> runs) throws IOException, SQLException {
        FileLock held = locks.journal();
        try {
            for (RunSummary run : runs) {
                if (run.state() != RunState.DONE) {
                    locks.begin(run.id());
                }
            }
            journal.append(runs);
            for (RunSummary run : runs) {
                if (run.state() == RunState.DONE) {
                    locks.end(run.id());
                }
            }
            if (journal.size() > LARGEST_JOURNAL) {
                askMerged(database -> null);
            }
        } finally {
            held.release();
        }
    }

    /** Asks the database, once it knows what the journal knows. */
    <T> T ask(Question<T> question) throws IOException, SQLException {
        FileLock held = locks.journal();
        try {
            return askMerged(question);
        } finally {
            held.release();
        }
    }

    /** Deletes runs that are done, and returns how many. */
    int delete(Collection<Long> ids) throws IOException, SQLException {
        return ask(database -> {
            int deleted = database.delete(ids);
            outlines.remove(ids);
            return deleted;
        });
    }

    /** The outlines of the newest runs beyond a number, newest first. Opens the database only if others have written it since. */
    List<RunSummary> overview(long after, int limit) throws IOException, SQLException {
        List<RunSummary> all;
        FileLock held = locks.journal();
        try {
            all = outlines.with(journal.read());
            if (!outlines.holdFor(databaseStamp()) || isOneAbandoned(all)) {
                askMerged(database -> {
                    outlines.replace(database.overview(0, kept));
                    return null;
                });
                outlines.holdNow(databaseStamp());
                all = outlines.with(List.of());
            }
        } finally {
            held.release();
        }
        return all.stream().takeWhile(run -> run.id() > after).limit(limit).toList();
    }

    private boolean isOneAbandoned(List<RunSummary> runs) throws IOException {
        for (RunSummary run : runs) {
            if (run.state() != RunState.DONE && !locks.isCarriedOut(run.id())) {
                return true;
            }
        }
        return false;
    }

    private FileStamp databaseStamp() throws IOException {
        return FileStamp.of(HistoryDatabase.file(folder));
    }

    private <T> T askMerged(Question<T> question) throws IOException, SQLException {
        boolean outlined = outlines.holdFor(databaseStamp());
        outlines.holdNow(null);
        T answer;
        try (HistoryDatabase database = HistoryDatabase.open(folder)) {
            List<RunSummary> unmerged = journal.read();
            if (!unmerged.isEmpty()) {
                database.write(unmerged, kept);
                outlines.add(unmerged);
            }
            for (long run : database.unfinished()) {
                if (!locks.isCarriedOut(run)) {
                    database.endAbandoned(run);
                    outlines.add(database.find(run));
                }
            }
            journal.clear();
            numbers.continueAfter(database.greatestId());
            answer = question.ask(database);
        }
        if (outlined) {
            outlines.holdNow(databaseStamp());
        }
        return answer;
    }

    /** The runs that are not in the database. */
    List<RunSummary> unmerged() throws IOException {
        return journal.read();
    }

    @Override
    public void close() throws IOException {
        numbers.close();
        locks.close();
    }
}
