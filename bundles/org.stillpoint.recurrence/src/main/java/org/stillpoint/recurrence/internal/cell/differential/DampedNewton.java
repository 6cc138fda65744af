package org.stillpoint.recurrence.internal.cell.differential;

import org.stillpoint.numerics.dense.DenseLu;

/**
 * Newton's method for the equations of implicit steps, whose steps are halved while they enlarge the defect, until one changes nothing but
 * the last digits or gains nothing in rounding. Used by one thread.
 */
final class DampedNewton {

    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 20;
    /** A step smaller than this many rounding units of the state is the last one. */
    private static final double LAST_STEP = 4 * Math.ulp(1.0);
    /** From here on a step that gains nothing means that rounding has been reached. */
    private static final double ROUNDING_STEP = 0x1p-26;

    private final Equation equation;
    private final int dimension;
    private final DenseLu factors;
    private final double[] trial;
    private final double[] defect;
    private final double[] change;

    /** An equation F(y) = 0. */
    interface Equation {

        /** Computes F(y). */
        void defect(double[] y, double[] defect);

        /** Computes the Jacobian matrix of F at the y of which the defect was computed last, row-major. */
        void jacobian(double[] y, double[] jacobian);
    }

    DampedNewton(int dimension, Equation equation) {
        this.dimension = dimension;
        this.equation = equation;
        factors = new DenseLu(dimension);
        trial = new double[dimension];
        defect = new double[dimension];
        change = new double[dimension];
    }

    /** Solves the equation from a guess, which the solution replaces; returns whether there is one. */
    boolean solve(double[] solution) {
        double size = defect(solution);
        for (int iteration = 0; iteration < MOST_STEPS && size <= Double.MAX_VALUE; iteration++) {
            if (size == 0) {
                return true;
            }
            if (!factorise(solution)) {
                return false;
            }
            System.arraycopy(defect, 0, change, 0, dimension);
            factors.solve(change, 0, 1);
            double relative = largest(change) / Math.max(Double.MIN_NORMAL, largest(solution));
            double reduced = search(solution, size, relative <= ROUNDING_STEP ? 0 : MOST_HALVINGS);
            if (relative <= LAST_STEP || !(reduced < size)) {
                return relative <= ROUNDING_STEP;
            }
            size = reduced;
        }
        return false;
    }

    /** Factorises the Jacobian matrix at a solution for {@link #divide}; returns whether it is regular. */
    boolean linearise(double[] solution) {
        equation.defect(solution, defect);
        return factorise(solution);
    }

    /** Replaces a vector by the solution of the linear equations with the matrix of {@link #linearise}. */
    void divide(double[] vector) {
        factors.solve(vector, 0, 1);
    }

    /** Moves along the change, halved so often at most, if that reduces the defect; returns the size of the defect in the end. */
    private double search(double[] solution, double size, int halvings) {
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

    private double defect(double[] y) {
        equation.defect(y, defect);
        return largest(defect);
    }

    private boolean factorise(double[] y) {
        equation.jacobian(y, factors.matrix());
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
