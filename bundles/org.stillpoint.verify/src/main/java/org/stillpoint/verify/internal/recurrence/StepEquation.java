package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;
import org.stillpoint.verify.internal.Elimination;

/** The equation of an implicit step, solved with Newton's method. Used by one thread. */
abstract class StepEquation {

    private static final int MOST_CORRECTIONS = 60;
    private static final int MOST_HALVINGS = 30;
    /** A correction of this part of the solution is lost in rounding. */
    private static final double ROUNDING = 0x1p-50;
    /** Corrections that no longer shrink end the iteration if they are this small. */
    private static final double SMALL = 1e-10;

    private final Elimination equations;
    private final double[] correction;
    private final double[] back;
    private boolean factored;

    StepEquation(int size) {
        equations = new Elimination(size);
        correction = new double[size];
        back = new double[size];
    }

    /** Computes what is to be 0. */
    abstract void defect(double[] y, double[] defect);

    /** Computes the Jacobian matrix of the defect, row-major, at the y of the last defect. */
    abstract void matrix(double[] y, double[] matrix);

    /** Whether the matrix is always the same. */
    abstract boolean constant();

    /** Solves the equation from the guess in y; NaN where it finds no root. */
    final void solve(double[] y) {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_CORRECTIONS; i++) {
            double defect = defect(y);
            if (!constant() || !factored) {
                matrix(y, equations.matrix());
                equations.factor();
                factored = true;
            }
            equations.solve(correction);
            double size = 0;
            double scale = 1;
            for (int k = 0; k < y.length; k++) {
                size = Math.max(size, Math.abs(correction[k]));
                scale = Math.max(scale, Math.abs(y[k]));
                y[k] -= correction[k];
            }
            if (!(size < Double.POSITIVE_INFINITY)) {
                break;
            }
            if (size <= ROUNDING * scale || size <= SMALL * scale && size >= before / 2) {
                return;
            }
            before = size;
            shorten(y, defect);
        }
        Arrays.fill(y, Double.NaN);
    }

    /** Takes half of the last correction back as long as the defect is larger than it was. */
    private void shorten(double[] y, double defect) {
        System.arraycopy(correction, 0, back, 0, back.length);
        for (int i = 0; i < MOST_HALVINGS && !(defect(y) <= defect); i++) {
            for (int k = 0; k < y.length; k++) {
                back[k] /= 2;
                y[k] += back[k];
            }
        }
    }

    /** Leaves the defect in the correction and answers its largest component. */
    private double defect(double[] y) {
        defect(y, correction);
        double largest = 0;
        for (double value : correction) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
