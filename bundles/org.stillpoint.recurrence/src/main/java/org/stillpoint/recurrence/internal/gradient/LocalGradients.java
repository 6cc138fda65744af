package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * From the adjoint states of a path, the derivatives by parameters and input: the local steps of all sequences and times are pulled back
 * many at once. On the way the adjoint equations are checked: what a step says of the state before it comes from another formula than the
 * Jacobian matrices of the scan.
 */
final class LocalGradients {

    private static final int LANES = 64;
    /** Into how many parts the steps are cut; fixed, so that sums do not depend on the number of threads. */
    private static final int PARTS = 8;

    private final Path path;
    private final Stretch stretch;
    private final CellAdjoint cell;
    private final double[] weights;
    private final double[] adjoints;
    private final double[] sources;
    private final StridedProducts products;
    private double defect;
    private double largest;
    private double forwardDefect;

    /**
     * The derivatives of a path.
     *
     * @param weights the parameters as a vector
     * @param adjoints lambda_t of all steps
     * @param sources g_t of all steps
     */
    LocalGradients(Path path, CellAdjoint cell, double[] weights, double[] adjoints, double[] sources, StridedProducts products) {
        this.path = path;
        this.stretch = path.stretch;
        this.cell = cell;
        this.weights = weights;
        this.adjoints = adjoints;
        this.sources = sources;
        this.products = products;
    }

    /**
     * Adds derivatives.
     *
     * @param gradient the derivatives by the parameters
     * @param input the derivatives by the input, as large as the stretch's
     * @return false if the session said stop
     */
    boolean run(double[] gradient, double[] input, Session session) {
        long panels = (long) stretch.batch * ((stretch.steps + LANES - 1) / LANES);
        int count = (int) Math.min(PARTS, panels);
        Part[] parts = new Part[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new Part(gradient.length, input);
        }
        // In rounds, so that the session is asked in time.
        int perRound = Math.max(1, (int) (4e6 / (1 + stretch.cell.operations() * LANES)));
        for (long from = 0; from < panels; from += (long) perRound * count) {
            if (!session.proceed()) {
                return false;
            }
            long begin = from;
            session.team().run(i -> {
                long end = Math.min(panels, begin + (long) perRound * (i + 1));
                for (long panel = begin + (long) perRound * i; panel < end; panel++) {
                    parts[i].add(panel);
                }
            }, count);
        }
        for (Part part : parts) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += part.gradient[k];
            }
            defect = Math.max(defect, part.defect);
            largest = Math.max(largest, part.largest);
            forwardDefect = Math.max(forwardDefect, part.forwardDefect);
        }
        return true;
    }

    /** The largest component of lambda_t - g_t - J_{t+1}'lambda_{t+1}, divided by the largest of lambda. */
    double residual() {
        return defect == 0 ? 0 : defect / largest;
    }

    /** The largest component of h_t - f(h_{t-1}, x_t), divided by the largest of h or by 1 if that is larger. */
    double forwardResidual() {
        return relative(forwardDefect, stretch.states);
    }

    /** A defect divided by the largest component of the states, or by 1 if that is larger. */
    static double relative(double defect, double[] states) {
        return defect / Math.max(1, VectorKernels.maxAbs(states, 0, states.length));
    }

    /** The work of one thread at a time. */
    private final class Part {

        private final double[] gradient;
        private final double[] input;
        private final Panel inputs = Panel.of(stretch.inputSize(), LANES);
        private final Panel starts = Panel.of(stretch.size(), LANES);
        private final Panel next = Panel.of(stretch.size(), LANES);
        private final Panel sums = Panel.of(cell.sums(), LANES);
        private final Panel apart = Panel.of(cell.apart(), LANES);
        private final Panel cotangent = Panel.of(stretch.size(), LANES);
        private final Panel before = Panel.of(stretch.size(), LANES);
        private final Panel ofInputs = Panel.of(stretch.inputSize(), LANES);
        private double defect;
        private double largest;
        private double forwardDefect;

        Part(int parameters, double[] input) {
            gradient = new double[parameters];
            this.input = input;
        }

        void add(long panel) {
            int perSequence = (stretch.steps + LANES - 1) / LANES;
            int sequence = (int) (panel / perSequence);
            int first = (int) (panel % perSequence) * LANES;
            int count = Math.min(LANES, stretch.steps - first);
            resize(count);
            path.starts(sequence, first, count, starts.values);
            gather(stretch.input, stretch.inputOffset(sequence, first), inputs);
            gather(adjoints, stretch.stateOffset(sequence, first), cotangent);
            cell.drive(weights, inputs, sums, apart, products);
            cell.step(weights, sums, apart, starts, next, products);
            compareStates(sequence, first);
            cell.pullBack(weights, sums, apart, starts, next, cotangent, before, gradient, products);
            compareAdjoints(sequence, first);
            cell.gradient(inputs, starts, sums, apart, gradient, products);
            ofInputs.fill(0);
            cell.inputCotangent(weights, sums, ofInputs, products);
            scatter(ofInputs, input, stretch.inputOffset(sequence, first));
        }

        private void compareStates(int sequence, int first) {
            int from = stretch.stateOffset(sequence, first);
            for (int lane = 0; lane < next.lanes; lane++) {
                for (int k = 0; k < next.rows; k++) {
                    forwardDefect = Math.max(forwardDefect,
                            Math.abs(next.values[next.row(k) + lane] - stretch.states[from + lane * next.rows + k]));
                }
            }
        }

        private void compareAdjoints(int sequence, int first) {
            for (int lane = 0; lane < before.lanes; lane++) {
                int step = first + lane;
                double freedom = path.freedom(step);
                int at = stretch.stateOffset(sequence, step) - before.rows;
                for (int k = 0; k < before.rows; k++) {
                    largest = Math.max(largest, Math.abs(cotangent.values[cotangent.row(k) + lane]));
                    if (step > 0) {
                        double expected = sources[at + k] + freedom * before.values[before.row(k) + lane];
                        defect = Math.max(defect, Math.abs(adjoints[at + k] - expected));
                    }
                }
            }
        }

        private void resize(int count) {
            inputs.resize(count);
            starts.resize(count);
            next.resize(count);
            sums.resize(count);
            apart.resize(count);
            cotangent.resize(count);
            before.resize(count);
            ofInputs.resize(count);
        }

        private static void gather(double[] rows, int from, Panel panel) {
            for (int lane = 0; lane < panel.lanes; lane++) {
                for (int k = 0; k < panel.rows; k++) {
                    panel.values[panel.row(k) + lane] = rows[from + lane * panel.rows + k];
                }
            }
        }

        private static void scatter(Panel panel, double[] rows, int from) {
            for (int lane = 0; lane < panel.lanes; lane++) {
                for (int k = 0; k < panel.rows; k++) {
                    rows[from + lane * panel.rows + k] += panel.values[panel.row(k) + lane];
                }
            }
        }
    }
}
