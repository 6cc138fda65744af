package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.stillpoint.host.internal.history.SharedHistory.Question;

/**
 * Keeps what is to be known of runs in an embedded database, {@code var/history} under the folder that the property
 * {@code stillpoint.home} names, else in the bundle's own data area.
 *
 * <p>Nobody waits for the disk: one thread writes, and a record is safe from the death of the process within a quarter of a second,
 * which may be after the run's completion is announced. Records go to a journal first, because opening the database takes some
 * tenths of a second; it is opened when somebody asks or the journal has grown, and then takes the journal over. Several hosts may
 * use the folder at a time, each sees the runs of all. Where the folder cannot be used, the history is kept in memory and a warning
 * says why.
 */
@Component(service = RunHistory.class, configurationPid = "org.stillpoint.host.history")
@Designate(ocd = HistoryConfiguration.class)
public final class RunHistory {

    private static final Logger LOGGER = System.getLogger(RunHistory.class.getName());
    /** Short runs are written once, not at each step. */
    private static final long GATHER_MILLISECONDS = 40;
    private static final long CLOSE_SECONDS = 5;

    private final Path folder;
    private final int kept;
    private final ScheduledThreadPoolExecutor writer;
    private final Map<Long, RunSummary> unwritten = new LinkedHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private SharedHistory files;
    private boolean unusable;
    private HistoryDatabase memory;
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
        writer = new ScheduledThreadPoolExecutor(1, threads.factory("stillpoint-history-"));
        writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Path folder(BundleContext bundles) {
        String home = bundles.getProperty("stillpoint.home");
        return home == null ? bundles.getDataFile("history").toPath() : Path.of(home, "var", "history");
    }

    /** A number for a new run. */
    public long nextId() {
        SharedHistory shared = files();
        if (shared != null) {
            try {
                if (shared.isUncounted()) {
                    ask(HistoryDatabase::greatestId);
                }
                long number = shared.nextId();
                lastNumber.accumulateAndGet(number, Math::max);
                return number;
            } catch (IOException failed) {
                LOGGER.log(Level.WARNING, "the number of a run cannot be written: {0}", failed.getMessage());
            }
        }
        return lastNumber.incrementAndGet();
    }

    private synchronized SharedHistory joined() {
        return files;
    }

    private synchronized SharedHistory files() {
        if (files == null && !unusable) {
            try {
                files = new SharedHistory(folder, kept);
            } catch (IOException failed) {
                unusable = true;
                warn(failed);
            }
        }
        return files;
    }

    private void warn(Exception reason) {
        LOGGER.log(Level.WARNING, "runs are kept in memory only, until this host ends: the history in {0} cannot be used and is left "
                + "as it is: {1}", folder, reason.getMessage());
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
        return ask(database -> database.newest(Math.max(0, limit)));
    }

    /** The newest runs beyond a number, newest first, without certificates and residuals along the way. */
    public List<RunSummary> overview(long after, int limit) {
        return ask(files -> files.overview(after, Math.max(0, limit)), database -> database.overview(after, Math.max(0, limit)));
    }

    /** Deletes runs that are done, and returns how many. */
    public int delete(Collection<Long> ids) {
        List<Long> distinct = ids.stream().distinct().toList();
        return distinct.isEmpty() ? 0 : ask(files -> files.delete(distinct), database -> database.delete(distinct));
    }

    /** The run of that number. */
    public Optional<RunSummary> find(long id) {
        return ask(database -> database.find(id)).stream().findFirst();
    }

    /** What is asked of the files. */
    private interface FilesQuestion<T> {
        T ask(SharedHistory files) throws IOException, SQLException;
    }

    /** The runs of these numbers, by number. */
    public List<RunSummary> find(Collection<Long> ids) {
        List<Long> sorted = ids.stream().distinct().sorted().toList();
        return sorted.isEmpty() ? List.of() : ask(database -> {
            List<RunSummary> found = new ArrayList<>();
            for (long id : sorted) {
                found.addAll(database.find(id));
            }
            return found;
        });
    }

    private <T> T ask(Question<T> question) {
        return ask(files -> files.ask(question), question);
    }

    private <T> T ask(FilesQuestion<T> ofFiles, Question<T> ofMemory) {
        Future<T> answer = writer.submit(() -> {
            flush();
            return answer(ofFiles, ofMemory);
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
            } catch (SQLException | RuntimeException failed) {
                LOGGER.log(Level.WARNING, "the history lost " + batch.size() + " records", failed);
            }
        }
    }

    private void write(List<RunSummary> batch) throws SQLException {
        SharedHistory shared = memory == null ? files() : null;
        if (shared != null) {
            try {
                shared.append(batch);
                return;
            } catch (IOException | SQLException failed) {
                warn(failed);
            }
        }
        memory().write(batch, kept);
    }

    private <T> T answer(FilesQuestion<T> ofFiles, Question<T> ofMemory) throws SQLException {
        SharedHistory shared = memory == null ? files() : null;
        if (shared != null) {
            try {
                return ofFiles.ask(shared);
            } catch (IOException | SQLException failed) {
                warn(failed);
            }
        }
        return ofMemory.ask(memory());
    }

    private HistoryDatabase memory() throws SQLException {
        if (memory == null) {
            memory = HistoryDatabase.inMemory();
            memory.write(unmerged(), kept);
        }
        return memory;
    }

    private List<RunSummary> unmerged() {
        SharedHistory shared = files();
        try {
            return shared == null ? List.of() : shared.unmerged();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Writes what is unwritten and closes the file. */
    @Deactivate
    public void close() {
        Future<?> end = writer.submit(this::closeFiles);
        try {
            end.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            LOGGER.log(Level.WARNING, "the history was not closed in an orderly way", failed);
        }
        writer.shutdown();
    }

    private void closeFiles() {
        flush();
        closed = true;
        SharedHistory shared = joined();
        try {
            if (memory != null) {
                memory.close();
            }
            if (shared != null) {
                shared.close();
            }
        } catch (SQLException | IOException failed) {
            LOGGER.log(Level.WARNING, "the history was not closed in an orderly way", failed);
        }
    }
}
