package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/**
 * Counts runs, those of all processes together, in a file of eight bytes, so that a run has its number long before the database is
 * open. A plain file is used because a channel closes when a caller is interrupted.
 */
final class RunNumbers implements AutoCloseable {

    private final HistoryLocks locks;
    private final RandomAccessFile file;

    RunNumbers(Path folder, HistoryLocks locks) throws IOException {
        this.locks = locks;
        file = new RandomAccessFile(folder.resolve("run-number").toFile(), "rw");
    }

    /** Whether the file tells where to go on. */
    boolean known() throws IOException {
        return file.length() >= Long.BYTES;
    }

    /** The next number. */
    synchronized long next() throws IOException {
        FileLock held = locks.counter();
        try {
            long next = last() + 1;
            write(next);
            return next;
        } finally {
            held.release();
        }
    }

    /** Continues after a number, unless it is already beyond. */
    synchronized void continueAfter(long number) throws IOException {
        FileLock held = locks.counter();
        try {
            if (number > last()) {
                write(number);
            }
        } finally {
            held.release();
        }
    }

    private long last() throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        file.seek(0);
        return file.read(bytes) < Long.BYTES ? 0 : Math.max(0, ByteBuffer.wrap(bytes).getLong());
    }

    private void write(long number) throws IOException {
        file.seek(0);
        file.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
