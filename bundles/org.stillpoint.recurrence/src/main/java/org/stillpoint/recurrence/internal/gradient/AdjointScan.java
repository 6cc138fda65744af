package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.scan.BlockMatrices;
import org.stillpoint.recurrence.internal.scan.ReverseScan;

/**
 * Solves the adjoint equations lambda_t = g_t + J_{t+1}'lambda_{t+1} of a path by a linear scan backwards. The Jacobian matrices are
 * computed many steps at once, by several threads, for as many steps as their memory allows; then the steps before these follow.
 */
final class AdjointScan {

    private static final int MOST_LANES = 64;
    private static final int LEAST_LANES = 8;
    /** About how many entries of Jacobian matrices are computed at once: what the cache holds. */
    private static final int PANEL_ENTRIES = 1 << 15;
    /** Into how many parts the work of computing Jacobian matrices is cut at most, and how many steps make a part worth it. */
    private static final int PARTS = 16;
    private static final int STEPS_OF_PART = 256;
    /** From how many steps on the scan itself is cut into chunks, and up to which number of parts of the matrices that pays. */
    private static final int LONG = 1 << 14;
    private static final int FEW_PARTS = 2;

    private final Path path;
    private final Stretch stretch;
    private final Session session;
    private final BlockMatrices products;
    private final int lanes;
    private final int window;
    private final double[] matrices;
    private final Part[] parts;

    /**
     * A scan.
     *
     * @param memory about how many bytes Jacobian matrices may take
     */
    AdjointScan(Path path, long memory, Session session) {
        this.path = path;
        this.session = session;
        stretch = path.stretch;
        products = new BlockMatrices(stretch.size(), stretch.cell.jacobianStructure());
        int entries = products.entries();
        lanes = Math.min(stretch.steps, Math.max(LEAST_LANES, Math.min(MOST_LANES, PANEL_ENTRIES / entries)));
        window = (int) Math.min(stretch.steps, Math.max(lanes, Math.min(memory / Double.BYTES, Integer.MAX_VALUE - 8) / entries));
        matrices = new double[Math.multiplyExact(window, entries)];
        parts = new Part[Math.min(PARTS, (window + STEPS_OF_PART - 1) / STEPS_OF_PART)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part();
        }
    }

    /**
     * Solves the equations.
     *
     * @param adjoints holds g_t, batch x steps x components, and receives lambda_t
     * @param initial receives the derivatives by the initial states
     * @return false if the session said stop
     */
    boolean run(double[] adjoints, double[] initial) {
        int size = stretch.size();
        double[] later = new double[size];
        double[] before = new double[size];
        for (int b = 0; b < stretch.batch; b++) {
            boolean last = true;
            for (int to = stretch.steps; to > 0; to -= window) {
                int from = Math.max(0, to - window);
                if (!session.proceed()) {
                    return false;
                }
                linearise(b, from, to);
                if (!scan(adjoints, b, from, to, last ? null : later, before)) {
                    return false;
                }
                System.arraycopy(before, 0, later, 0, size);
                last = false;
            }
            System.arraycopy(before, 0, initial, b * size, size);
        }
        return true;
    }

    /** The largest component of lambda_t - g_t - J_{t+1}'lambda_{t+1}, divided by the largest of lambda, J computed anew. */
    double residual(double[] adjoints, double[] sources) {
        int size = stretch.size();
        double[] expected = new double[size];
        double defect = 0;
        double largest = 0;
        for (int b = 0; b < stretch.batch; b++) {
            for (int from = 0; from < stretch.steps && session.proceed(); from += window) {
                int to = Math.min(stretch.steps, from + window);
                linearise(b, from, to);
                for (int step = from; step < to; step++) {
                    int at = stretch.stateOffset(b, step);
                    for (int k = 0; k < size; k++) {
                        largest = Math.max(largest, Math.abs(adjoints[at + k]));
                    }
                    if (step > 0) {
                        System.arraycopy(sources, at - size, expected, 0, size);
                        products.addTransposedProduct(matrices, (step - from) * products.entries(), adjoints, at, expected, 0);
                        for (int k = 0; k < size; k++) {
                            defect = Math.max(defect, Math.abs(adjoints[at - size + k] - expected[k]));
                        }
                    }
                }
            }
        }
        return defect == 0 ? 0 : defect / largest;
    }

    private boolean scan(double[] adjoints, int sequence, int from, int to, double[] later, double[] before) {
        int offset = stretch.stateOffset(sequence, from);
        int threads = session.parallelism();
        if (threads > 1 && to - from >= LONG && products.block() <= FEW_PARTS) {
            return ReverseScan.chunked(products, matrices, 0, products.entries(), adjoints, offset, to - from, later, before, threads,
                    session.team(), session::proceed);
        }
        ReverseScan.sequential(products, matrices, 0, products.entries(), adjoints, offset, to - from, later, before);
        return true;
    }

    private void linearise(int sequence, int from, int to) {
        int count = to - from;
        session.team().run(part -> {
            int end = from + (int) ((long) count * (part + 1) / parts.length);
            for (int first = from + (int) ((long) count * part / parts.length); first < end; first += lanes) {
                parts[part].linearise(sequence, first, Math.min(lanes, end - first), (first - from) * products.entries());
            }
        }, parts.length);
    }

    /** The work of one thread at a time. */
    private final class Part {

        private final CellKernel kernel = stretch.cell.kernel(lanes);
        private final double[] starts = new double[stretch.size() * lanes];
        private final double[] drive = new double[stretch.cell.driveSize() * lanes];
        private final double[] next = new double[stretch.size() * lanes];
        private final double[] panel = new double[products.entries() * lanes];

        void linearise(int sequence, int first, int count, int target) {
            path.starts(sequence, first, count, starts);
            kernel.drive(stretch.input, stretch.inputOffset(sequence, first), stretch.inputSize(), count, drive, 0);
            kernel.linearise(starts, 0, drive, 0, count, next, 0, panel, 0);
            int entries = products.entries();
            for (int lane = 0; lane < count; lane++) {
                double freedom = path.freedom(first + lane);
                int to = target + lane * entries;
                for (int k = 0; k < entries; k++) {
                    matrices[to + k] = freedom * panel[k * count + lane];
                }
            }
        }
    }
}
