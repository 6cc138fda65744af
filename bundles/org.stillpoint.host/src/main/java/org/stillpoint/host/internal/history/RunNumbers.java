package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts runs in a file of eight bytes that outlives the process, so that a run has its number long before the database is open.
 * Whoever holds the file's lock owns the history; a plain file is used because a channel closes when a caller is interrupted.
 */
final class RunNumbers implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(RunNumbers.class.getName());

    private final RandomAccessFile file;
    private final FileLock lock;
    private long last;
    private long first = Long.MAX_VALUE;

    private RunNumbers(RandomAccessFile file, FileLock lock) throws IOException {
        this.file = file;
        this.lock = lock;
        byte[] bytes = new byte[Long.BYTES];
        last = file.length() < Long.BYTES || file.read(bytes) < Long.BYTES ? -1 : ByteBuffer.wrap(bytes).getLong();
    }

    /**
     * Takes the history in a folder.
     *
     * @throws IOException if another host has it, or the folder cannot be written
     */
    static RunNumbers take(Path folder) throws IOException {
        Files.createDirectories(folder);
        RandomAccessFile file = new RandomAccessFile(folder.resolve("run-number").toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock != null) {
                return new RunNumbers(file, lock);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // The same answer as for another process, which gets no lock.
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
        file.close();
        throw new IOException("another host is using " + folder);
    }

    /** Whether the file told where to go on. */
    synchronized boolean known() {
        return last >= 0;
    }

    /** Continues after a number, unless it is already beyond. */
    synchronized void continueAfter(long number) {
        last = Math.max(last, number);
    }

    /** The next number. */
    synchronized long next() {
        last = Math.max(last, 0) + 1;
        first = Math.min(first, last);
        try {
            file.seek(0);
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(last).array());
        } catch (IOException failed) {
            LOGGER.log(Level.WARNING, "the number of run {0} cannot be written: {1}", last, failed.getMessage());
        }
        return last;
    }

    /** The first number that was given by this process; greater than all numbers before that. */
    synchronized long first() {
        return first;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }
}
