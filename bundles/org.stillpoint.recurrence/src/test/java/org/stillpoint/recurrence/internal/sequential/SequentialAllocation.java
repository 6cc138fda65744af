package org.stillpoint.recurrence.internal.sequential;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Prints the least number of bytes that a sequential sweep allocates: vector registers live in objects until the compiler has done its work,
 * and for good where other code of the process spoiled it, so this is a program of its own.
 */
final class SequentialAllocation {

    private static final int STEPS = 300;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private SequentialAllocation() {
    }

    public static void main(String[] arguments) {
        Random random = new Random(21);
        DenseCells.Weights weights = DenseCells.random(StandardCell.valueOf(arguments[0]), 17, 3, random);
        SequentialSweep sweep = new SequentialSweep(Stretch.of(weights.cell(), 1, STEPS, random.doubles(3L * STEPS, -1, 1).toArray(),
                new double[weights.cell().shape().state()]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sweep.run(0, 0, STEPS, () -> true);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        System.out.println(least);
    }
}
