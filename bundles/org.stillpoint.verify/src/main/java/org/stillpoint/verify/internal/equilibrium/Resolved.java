package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.verify.internal.Elimination;

/** Equilibria of problems close to one whose equilibria are known, by Newton's method from those with the whole Jacobian. */
final class Resolved {

    private static final int MOST_STEPS = 12;

    private final LayerMap map;
    private final int size;
    private final Elimination equations;
    private final double[] image;
    private final double[] unit;
    private final double[] row;

    Resolved(EquilibriumProblem problem, Functions functions) throws SolverException {
        map = LayerMaps.of(problem, functions);
        size = map.shape().state();
        equations = new Elimination(size);
        image = new double[size];
        unit = new double[size];
        row = new double[size];
    }

    /** About how many products a step takes for one sample. */
    static double operations(int size) {
        return 4.0 / 3 * size * size * size;
    }

    /** Changes a state into that of the least defect on the way to the equilibrium for an input. */
    void solve(double[] state, double[] input) {
        double[] next = state.clone();
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            map.apply(next, 0, input, 0, 1, image);
            double defect = 0;
            for (int k = 0; k < size; k++) {
                image[k] -= next[k];
                defect = Math.max(defect, Math.abs(image[k]));
            }
            if (!(defect < least)) {
                return;
            }
            least = defect;
            System.arraycopy(next, 0, state, 0, size);
            step(next, input);
        }
    }

    /** Adds (I - J)^-1 times the defect that is in the image. */
    private void step(double[] state, double[] input) {
        for (int i = 0; i < size; i++) {
            unit[i] = 1;
            map.transposedProduct(state, input, unit, row);
            unit[i] = 0;
            for (int j = 0; j < size; j++) {
                equations.matrix()[i * size + j] = (i == j ? 1 : 0) - row[j];
            }
        }
        equations.factor();
        equations.solve(image);
        for (int k = 0; k < size; k++) {
            state[k] += image[k];
        }
    }
}
