package org.stillpoint.recurrence.internal.gradient;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.scan.BlockMatrices;

/**
 * Solves the adjoint equations of a path backwards, step after step, by products with the weights in place of Jacobian matrices, which
 * costs less where those are dense: what a step consists of is computed anew for many steps at once, the sequences of a batch go back side
 * by side, and the derivatives by the weights are taken for many steps at once again. Used by one thread.
 */
final class StepwiseAdjoint {

    private static final int LANES = 64;
    /** Of how many steps of each sequence the Jacobian matrices are computed to check the adjoint states. */
    private static final int CHECKED = 16;
    /** From so many operations on, the host is asked at each step whether to go on. */
    private static final double LONG_STEP = 1e5;

    private final Path path;
    private final Stretch stretch;
    private final CellAdjoint cell;
    private final double[] weights;
    private final StridedProducts products;
    private final int batch;
    private final int panelSteps;
    private final Panel inputs;
    private final Panel starts;
    private final Panel next;
    private final Panel sums;
    private final Panel apart;
    private final Panel cotangents;
    private final Panel before;
    private final Panel ofInputs;
    private double forwardDefect;

    StepwiseAdjoint(Path path, CellAdjoint cell, double[] weights, StridedProducts products) {
        this.path = path;
        this.stretch = path.stretch;
        this.cell = cell;
        this.weights = weights;
        this.products = products;
        batch = stretch.batch;
        panelSteps = Math.min(stretch.steps, Math.max(1, LANES / batch));
        int lanes = Math.multiplyExact(panelSteps, batch);
        inputs = Panel.of(stretch.inputSize(), lanes);
        starts = Panel.of(stretch.size(), lanes);
        next = Panel.of(stretch.size(), lanes);
        sums = Panel.of(cell.sums(), lanes);
        apart = Panel.of(cell.apart(), lanes);
        cotangents = Panel.of(stretch.size(), lanes);
        before = Panel.of(stretch.size(), batch);
        ofInputs = Panel.of(stretch.inputSize(), lanes);
    }

    /**
     * Solves the equations and adds the derivatives.
     *
     * @param adjoints holds g_t, batch x steps x components, and receives lambda_t
     * @param initial receives the derivatives by the initial states
     * @param gradient the derivatives by the weights
     * @param input the derivatives by the input
     * @return false if the session said stop
     */
    boolean run(double[] adjoints, double[] initial, double[] gradient, double[] input, Session session) {
        for (int to = stretch.steps; to > 0; to -= panelSteps) {
            if (!session.proceed()) {
                return false;
            }
            int from = Math.max(0, to - panelSteps);
            evaluate(from, to - from);
            for (int step = to - 1; step >= from; step--) {
                if (stretch.cell.operations() * batch > LONG_STEP && !session.proceed()) {
                    return false;
                }
                pullBack(step, from, adjoints, initial, gradient);
            }
            select(0, (to - from) * batch);
            cell.gradient(inputs, starts, sums, apart, gradient, products);
            ofInputs.fill(0);
            cell.inputCotangent(weights, sums, ofInputs, products);
            exchange(ofInputs, from, to - from, input, stretch.inputSize(), true);
        }
        return true;
    }

    /** Computes some steps of all sequences. */
    private void evaluate(int from, int count) {
        int lanes = count * batch;
        for (Panel panel : new Panel[] {inputs, starts, next, sums, apart, cotangents, ofInputs}) {
            panel.resize(lanes);
        }
        for (int b = 0; b < batch; b++) {
            path.starts(b, from, count, starts.values, b, batch, lanes);
        }
        exchange(inputs, from, count, stretch.input, stretch.inputSize(), false);
        cell.drive(weights, inputs, sums, apart, products);
        cell.step(weights, sums, apart, starts, next, products);
        for (int lane = 0; lane < lanes; lane++) {
            int at = stretch.stateOffset(lane % batch, from + lane / batch);
            for (int k = 0; k < next.rows; k++) {
                double difference = Math.abs(next.values[next.row(k) + lane] - stretch.states[at + k]);
                forwardDefect = Math.max(forwardDefect, difference);
            }
        }
    }

    private void pullBack(int step, int from, double[] adjoints, double[] initial, double[] gradient) {
        int size = stretch.size();
        select((step - from) * batch, batch);
        for (int b = 0; b < batch; b++) {
            int at = stretch.stateOffset(b, step);
            for (int k = 0; k < size; k++) {
                cotangents.values[cotangents.row(k) + b] = adjoints[at + k];
            }
        }
        cell.pullBack(weights, sums, apart, starts, next, cotangents, before, gradient, products);
        double freedom = path.freedom(step);
        for (int b = 0; b < batch; b++) {
            double[] target = step == 0 ? initial : adjoints;
            int at = step == 0 ? b * size : stretch.stateOffset(b, step - 1);
            for (int k = 0; k < size; k++) {
                target[at + k] += freedom * before.values[before.row(k) + b];
            }
        }
    }

    private void select(int firstLane, int count) {
        starts.lanes(firstLane, count);
        next.lanes(firstLane, count);
        sums.lanes(firstLane, count);
        apart.lanes(firstLane, count);
        cotangents.lanes(firstLane, count);
    }

    /** Moves rows of all sequences into a panel, or adds its lanes to them. */
    private void exchange(Panel panel, int from, int count, double[] rows, int size, boolean add) {
        for (int lane = 0; lane < count * batch; lane++) {
            int at = (lane % batch * stretch.steps + from + lane / batch) * size;
            for (int k = 0; k < size; k++) {
                if (add) {
                    rows[at + k] += panel.values[panel.row(k) + lane];
                } else {
                    panel.values[panel.row(k) + lane] = rows[at + k];
                }
            }
        }
    }

    /**
     * The largest component of lambda_t - g_t - J_{t+1}'lambda_{t+1} over some steps of each sequence, by Jacobian matrices, divided by the
     * largest of lambda.
     */
    double residual(double[] adjoints, double[] sources) {
        int size = stretch.size();
        BlockMatrices matrices = new BlockMatrices(size, stretch.cell.jacobianStructure());
        CellKernel kernel = stretch.cell.kernel(1);
        double[] start = new double[size];
        double[] drive = new double[stretch.cell.driveSize()];
        double[] reached = new double[size];
        double[] jacobian = new double[matrices.entries()];
        double[] expected = new double[size];
        double defect = 0;
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < Math.min(CHECKED, stretch.steps - 1); i++) {
                int step = stretch.steps - 1 - (int) ((stretch.steps - 1L) * i / CHECKED);
                int at = stretch.stateOffset(b, step);
                path.starts(b, step, 1, start);
                kernel.drive(stretch.input, stretch.inputOffset(b, step), stretch.inputSize(), 1, drive, 0);
                kernel.linearise(start, 0, drive, 0, 1, reached, 0, jacobian, 0);
                Arrays.fill(expected, 0);
                matrices.addTransposedProduct(jacobian, 0, adjoints, at, expected, 0);
                for (int k = 0; k < size; k++) {
                    double value = sources[at - size + k] + path.freedom(step) * expected[k];
                    defect = Math.max(defect, Math.abs(adjoints[at - size + k] - value));
                }
            }
        }
        double largest = 0;
        for (double value : adjoints) {
            largest = Math.max(largest, Math.abs(value));
        }
        return defect == 0 && !Double.isNaN(largest) ? 0 : defect / largest;
    }

    /** The largest component of h_t - f(h_{t-1}, x_t), divided by the largest of h or by 1 if that is larger. */
    double forwardResidual() {
        return LocalGradients.relative(forwardDefect, stretch.states);
    }
}
