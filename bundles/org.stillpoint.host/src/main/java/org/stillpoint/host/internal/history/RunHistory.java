package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.host.internal.context.HostThreads;

/**
 * Keeps what is to be known of runs in an embedded database, {@code var/history} under the folder that the property
 * {@code stillpoint.home} names, else in the bundle's own data area.
 *
 * <p>Nobody waits for the disk: one thread writes, and a record is safe from the death of the process within a quarter of a second,
 * which may be after the run's completion is announced. Records go to a journal first, because opening the database takes some
 * tenths of a second; it is opened when somebody asks or the journal has grown, and then takes the journal over. Where that is
 * impossible, because another host has the folder, the history is kept in memory and a warning says why.
 */
@Component(service = RunHistory.class, configurationPid = "org.stillpoint.host.history")
@Designate(ocd = HistoryConfiguration.class)
public final class RunHistory {

    private static final Logger LOGGER = System.getLogger(RunHistory.class.getName());
    /** Short runs are written once, not at each step. */
    private static final long GATHER_MILLISECONDS = 40;
    private static final long CLOSE_SECONDS = 5;
    private static final long LARGEST_JOURNAL = 1 << 18;

    private final Path folder;
    private final int kept;
    private final ScheduledThreadPoolExecutor writer;
    private final Map<Long, RunSummary> unwritten = new LinkedHashMap<>();
    private final AtomicLong numbersInMemory = new AtomicLong();
    private final RunJournal journal;
    private RunNumbers numbers;
    private boolean taken;
    private HistoryDatabase database;
    private boolean closed;

    /** Called by the component runtime. */
    @Activate
    public RunHistory(BundleContext bundles, HistoryConfiguration configuration, @Reference HostThreads threads) {
        this(folder(bundles), configuration.runsKept(), threads);
    }

    /** A history in a folder. */
    public RunHistory(Path folder, int kept, HostThreads threads) {
        this.folder = folder;
        this.kept = Math.max(1, kept);
        journal = new RunJournal(folder);
        writer = new ScheduledThreadPoolExecutor(1, threads.factory("stillpoint-history-"));
        writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Path folder(BundleContext bundles) {
        String home = bundles.getProperty("stillpoint.home");
        return home == null ? bundles.getDataFile("history").toPath() : Path.of(home, "var", "history");
    }

    /** A number for a new run. */
    public long nextId() {
        RunNumbers file = numbers();
        if (file == null) {
            return numbersInMemory.incrementAndGet();
        }
        if (!file.known() && HistoryDatabase.isIn(folder)) {
            ask(this::opened);
        }
        return file.next();
    }

    private synchronized RunNumbers numbers() {
        if (!taken) {
            taken = true;
            try {
                numbers = RunNumbers.take(folder);
            } catch (IOException failed) {
                LOGGER.log(Level.WARNING, "runs are kept in memory only, until this host ends: {0}", failed.getMessage());
            }
        }
        return numbers;
    }

    /** Notes the latest state of a run. Returns at once. */
    public void record(RunSummary run) {
        boolean first;
        synchronized (unwritten) {
            first = unwritten.isEmpty();
            unwritten.put(run.id(), run);
        }
        if (first) {
            try {
                writer.schedule(this::flush, GATHER_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOGGER.log(Level.WARNING, "run {0} ended after the history was closed", run.id());
            }
        }
    }

    /** The newest runs, newest first. */
    public List<RunSummary> newest(int limit) {
        return ask(() -> opened().newest(Math.max(0, limit)));
    }

    /** The run of that number. */
    public Optional<RunSummary> find(long id) {
        return ask(() -> opened().find(id)).stream().findFirst();
    }

    private <T> T ask(Callable<T> question) {
        Future<T> answer = writer.submit(() -> {
            flush();
            return question.call();
        });
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the history in " + folder + " cannot be read: " + failed.getCause().getMessage(),
                    failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void flush() {
        List<RunSummary> batch;
        synchronized (unwritten) {
            batch = new ArrayList<>(unwritten.values());
            unwritten.clear();
        }
        if (!batch.isEmpty() && !closed) {
            try {
                write(batch);
            } catch (SQLException | IOException | RuntimeException failed) {
                LOGGER.log(Level.WARNING, "the history lost " + batch.size() + " records", failed);
            }
        }
    }

    private void write(List<RunSummary> batch) throws SQLException, IOException {
        if (database == null && numbers() != null) {
            journal.append(batch);
            if (journal.size() > LARGEST_JOURNAL) {
                opened();
            }
        } else {
            opened().write(batch, kept);
        }
    }

    private HistoryDatabase opened() throws SQLException {
        if (database == null) {
            database = open();
        }
        return database;
    }

    private HistoryDatabase open() throws SQLException {
        RunNumbers file = numbers();
        List<RunSummary> unmerged = List.of();
        if (file != null) {
            try {
                unmerged = journal.read();
                HistoryDatabase opened = HistoryDatabase.open(folder);
                opened.write(unmerged, kept);
                opened.endAbandoned(file.first());
                journal.clear();
                file.continueAfter(opened.greatestId());
                return opened;
            } catch (SQLException | IOException failed) {
                LOGGER.log(Level.WARNING, "runs are kept in memory only, until this host ends: the history in " + folder
                        + " cannot be opened and is left as it is: " + failed.getMessage());
            }
        }
        HistoryDatabase inMemory = HistoryDatabase.inMemory();
        inMemory.write(unmerged, kept);
        return inMemory;
    }

    /** Writes what is unwritten and closes the file. */
    @Deactivate
    public void close() {
        Future<?> end = writer.submit(this::closeDatabase);
        try {
            end.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            LOGGER.log(Level.WARNING, "the history was not closed in an orderly way", failed);
        }
        writer.shutdown();
    }

    private void closeDatabase() {
        flush();
        closed = true;
        try {
            if (database != null) {
                database.close();
            }
            if (numbers != null) {
                numbers.close();
            }
        } catch (SQLException | IOException failed) {
            LOGGER.log(Level.WARNING, "the history was not closed in an orderly way", failed);
        }
    }
}
