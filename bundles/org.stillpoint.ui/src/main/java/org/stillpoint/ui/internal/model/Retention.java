package org.stillpoint.ui.internal.model;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;

/**
 * Tells which ended runs are kept with their solutions: the newest, up to a number, and as long as they and their problems need no more
 * than a share of the memory. The newest ended one is always kept. The history still has the others.
 */
final class Retention {

    private static final int MOST_RUNS = 40;
    private static final long MOST_BYTES = 512L << 20;
    private static final int SHARE_OF_MEMORY = 4;
    private static final int REFERENCE = 8;

    private final int mostRuns;
    private final long mostBytes;

    Retention() {
        this(MOST_RUNS, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    }

    Retention(int mostRuns, long mostBytes) {
        this.mostRuns = mostRuns;
        this.mostBytes = mostBytes;
    }

    /**
     * The runs to let go.
     *
     * @param oldestFirst all runs
     * @param open problems that stay whatever happens to the runs
     */
    List<SessionRun> surplus(List<SessionRun> oldestFirst, Collection<Problem> open) {
        Set<Problem> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        counted.addAll(open);
        long bytes = 0;
        int kept = 0;
        boolean full = false;
        List<SessionRun> surplus = new ArrayList<>();
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            SessionRun run = oldestFirst.get(i);
            boolean done = run.state() == RunState.DONE;
            if (done && kept > 0 && full) {
                surplus.add(run);
                continue;
            }
            Problem problem = run.run().request().problem();
            bytes += bytes(run) + (counted.add(problem) ? bytes(problem) : 0);
            if (done && kept > 0 && (kept >= mostRuns || bytes > mostBytes)) {
                full = true;
                surplus.add(run);
            } else if (done) {
                kept++;
            }
        }
        return surplus;
    }

    private static long bytes(SessionRun run) {
        return run.result().flatMap(RunResult::solution).map(Solution::value).map(Retention::bytes).orElse(0L);
    }

    /** The memory that the arrays and texts of something take, about. */
    private static long bytes(Recordable data) {
        try {
            return bytes((Object) data.toRecord());
        } catch (RuntimeException ofForeignCode) {
            return 0;
        }
    }

    /** The memory of a field of a record. */
    static long bytes(Object field) {
        if (field instanceof DataRecord record) {
            return record.fields().values().stream().mapToLong(Retention::bytes).sum();
        }
        if (field instanceof List<?> list) {
            return list.stream().mapToLong(Retention::bytes).sum();
        }
        if (field instanceof NamedArray array) {
            Class<?> element = array.values().getClass().getComponentType();
            long each = element == double.class || element == long.class ? Long.BYTES : element == byte.class ? Byte.BYTES : Integer.BYTES;
            return each * Array.getLength(array.values());
        }
        return field instanceof String text ? text.length() : REFERENCE;
    }
}
