package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The implicit Euler method y' = y + s f(y', x), with the Jacobian matrix (I - s df/dy(y'))^-1. Each lane's equation is solved by itself
 * with Newton's method, whose steps are halved while they enlarge the defect, until one changes nothing but the last digits or gains
 * nothing in rounding. It starts from y; where a fold lies between y and the solution, as in the jumps of stiff oscillators, it starts
 * again ahead, from y + s f(y), y + 4 s f(y), y + 16 s f(y), ... Where all this does not lead to a solution the next state is
 * not-a-number.
 */
final class ImplicitEuler implements CellKernel {

    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 20;
    private static final int MOST_DISTANCES = 8;
    /** A step smaller than this many rounding units of the state is the last one. */
    private static final double LAST_STEP = 4 * Math.ulp(1.0);
    /** From here on a step that gains nothing means that rounding has been reached. */
    private static final double ROUNDING_STEP = 0x1p-26;

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final double step;
    private final DenseLu factors;
    private final double[] start;
    private final double[] input;
    private final double[] solution;
    private final double[] trial;
    private final double[] defect;
    private final double[] change;
    private final double[] column;

    ImplicitEuler(Field field, double step) {
        this.field = field.evaluator();
        this.step = step;
        dimension = field.dimension();
        inputs = field.inputSize();
        factors = new DenseLu(dimension);
        start = new double[dimension];
        input = new double[inputs];
        solution = new double[dimension];
        trial = new double[dimension];
        defect = new double[dimension];
        change = new double[dimension];
        column = new double[dimension];
    }

    @Override
    public void drive(double[] source, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        Lanes.transpose(source, inputOffset, inputStride, inputs, lanes, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            solveLane(state, stateOffset, drive, driveOffset, lanes, lane);
            Lanes.scatter(solution, next, nextOffset + lane, lanes);
        }
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            solveLane(state, stateOffset, drive, driveOffset, lanes, lane);
            Lanes.scatter(solution, next, nextOffset + lane, lanes);
            boolean regular = factorize();
            for (int j = 0; j < dimension; j++) {
                if (regular) {
                    Arrays.fill(column, 0);
                    column[j] = 1;
                    factors.solve(column, 0, 1);
                } else {
                    Arrays.fill(column, Double.NaN);
                }
                for (int i = 0; i < dimension; i++) {
                    jacobian[jacobianOffset + (i * dimension + j) * lanes + lane] = column[i];
                }
            }
        }
    }

    private void solveLane(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, int lane) {
        Lanes.gather(state, stateOffset + lane, lanes, start);
        Lanes.gather(drive, driveOffset + lane, lanes, input);
        System.arraycopy(start, 0, solution, 0, dimension);
        boolean solved = solve();
        for (int attempt = 0; !solved && attempt < MOST_DISTANCES; attempt++) {
            field.derivative(start, 0, input, 0, 1, change, 0);
            for (int i = 0; i < dimension; i++) {
                solution[i] = start[i] + Math.scalb(step, 2 * attempt) * change[i];
            }
            solved = solve();
        }
        if (!solved) {
            Arrays.fill(solution, Double.NaN);
        }
    }

    /** Newton's method for y' - y - s f(y', x) = 0, from the solution as it is. */
    private boolean solve() {
        double size = defect(solution);
        for (int iteration = 0; iteration < MOST_STEPS && size <= Double.MAX_VALUE; iteration++) {
            if (size == 0) {
                return true;
            }
            if (!factorize()) {
                return false;
            }
            System.arraycopy(defect, 0, change, 0, dimension);
            factors.solve(change, 0, 1);
            double relative = largest(change) / Math.max(Double.MIN_NORMAL, largest(solution));
            double reduced = search(size, relative <= ROUNDING_STEP ? 0 : MOST_HALVINGS);
            if (relative <= LAST_STEP || !(reduced < size)) {
                return relative <= ROUNDING_STEP;
            }
            size = reduced;
        }
        return false;
    }

    /** Moves along the change, halved so often at most, if that reduces the defect; returns the size of the defect in the end. */
    private double search(double size, int halvings) {
        double fraction = 1;
        for (int halving = 0; halving <= halvings; halving++) {
            for (int i = 0; i < dimension; i++) {
                trial[i] = solution[i] - fraction * change[i];
            }
            double reduced = defect(trial);
            if (reduced < size) {
                System.arraycopy(trial, 0, solution, 0, dimension);
                return reduced;
            }
            fraction /= 2;
        }
        return size;
    }

    /** Computes y' - y - s f(y', x), and its largest component. */
    private double defect(double[] y) {
        field.derivative(y, 0, input, 0, 1, defect, 0);
        for (int i = 0; i < dimension; i++) {
            defect[i] = y[i] - start[i] - step * defect[i];
        }
        return largest(defect);
    }

    private boolean factorize() {
        double[] matrix = factors.matrix();
        field.jacobian(solution, 0, input, 0, 1, matrix, 0);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= -step;
        }
        for (int k = 0; k < dimension; k++) {
            matrix[k * (dimension + 1)] += 1;
        }
        return factors.factorize();
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
