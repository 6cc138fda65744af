package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What several processes need to share a history: locks on single bytes of a file, which the system releases when a process ends,
 * however it ends. One guards the counter of the runs, one the journal with the database, both for moments only; and whoever
 * carries a run out holds the byte that belongs to it.
 *
 * <p>Locks are tried for again and again, because a channel that waits for one closes when the caller is interrupted.
 */
final class HistoryLocks implements AutoCloseable {

    private static final long COUNTER = 0;
    private static final long JOURNAL = 1;
    private static final long FIRST_RUN = 2;
    private static final long PATIENCE_SECONDS = 20;
    private static final long PAUSE_NANOSECONDS = 200_000;

    private final Path path;
    private final RandomAccessFile file;
    private final Map<Long, FileLock> runs = new HashMap<>();

    HistoryLocks(Path folder) throws IOException {
        path = folder.resolve("lock");
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Waits for the counter. */
    FileLock counter() throws IOException {
        return await(COUNTER);
    }

    /** Waits for the journal and the database. */
    FileLock journal() throws IOException {
        return await(JOURNAL);
    }

    private FileLock await(long position) throws IOException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (true) {
            FileLock lock = attempt(position);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new IOException("another process has held " + path + " for " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    private FileLock attempt(long position) throws IOException {
        try {
            return file.getChannel().tryLock(position, 1, false);
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** Notes that this process carries a run out, while it holds the journal. */
    void begin(long run) throws IOException {
        if (!runs.containsKey(run)) {
            runs.put(run, attempt(FIRST_RUN + run));
        }
    }

    /** Notes that a run is done. */
    void end(long run) throws IOException {
        FileLock lock = runs.remove(run);
        if (lock != null) {
            lock.release();
        }
    }

    /** Whether a process that is alive carries a run out. Asked by who holds the journal, or {@link #begin} might fail meanwhile. */
    boolean isCarriedOut(long run) throws IOException {
        FileLock lock = attempt(FIRST_RUN + run);
        if (lock != null) {
            lock.release();
        }
        return lock == null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
