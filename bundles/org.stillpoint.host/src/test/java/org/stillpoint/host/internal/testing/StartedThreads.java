package org.stillpoint.host.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that hosts have started since an object of this class was made; older ones belong to other tests. */
public final class StartedThreads {

    private static final String PREFIX = "stillpoint-";
    private static final long WAIT_MILLISECONDS = 10_000;

    private final Set<Thread> older = alive();

    private static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(PREFIX))
                .collect(Collectors.toSet());
    }

    /** Waits for them to end; returns the names of those that do not. */
    public List<String> awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_MILLISECONDS * 1_000_000;
        List<String> left = new ArrayList<>();
        for (Thread thread : alive()) {
            if (!older.contains(thread)) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }
}
