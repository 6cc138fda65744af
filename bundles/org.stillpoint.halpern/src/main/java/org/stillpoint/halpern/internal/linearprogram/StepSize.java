package org.stillpoint.halpern.internal.linearprogram;

import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The step size eta = 0.998 / ||A||_2, with tau = eta / omega and sigma = eta omega for a primal weight omega.
 *
 * <p>||A||_2 is the root of the largest eigenvalue of A A', found by the power method from a fixed random vector. Few
 * iterations may find too little; {@link #shrink} is for when the iteration shows that they did.
 */
final class StepSize {

    private static final double SAFETY = 0.998;
    private static final double NORM_MARGIN = 1.01;
    private static final int LEAST_ITERATIONS = 11;
    private static final int MOST_ITERATIONS = 200;
    private static final double GROWTH = 1e-3;
    private static final double SHRINKAGE = 0.9;

    private double eta;

    /** Finds the step size; too large a one, to be shrunk, if the time is up before. */
    StepSize(ScaledProgram program, BooleanSupplier goesOn) {
        double norm = Math.min(1, NORM_MARGIN * spectralNorm(program, goesOn));
        eta = norm > 0 ? SAFETY / norm : SAFETY;
    }

    /** The number eta. */
    double eta() {
        return eta;
    }

    /** Takes the norm of A for larger than was thought. */
    void shrink() {
        eta *= SHRINKAGE;
    }

    private static double spectralNorm(ScaledProgram program, BooleanSupplier goesOn) {
        double[] vector = new double[program.rows];
        double[] image = new double[program.columns];
        Random random = new Random(1);
        for (int row = 0; row < vector.length; row++) {
            vector[row] = random.nextDouble() - 0.5;
        }
        double eigenvalue = 0;
        for (int iteration = 1; iteration <= MOST_ITERATIONS && goesOn.getAsBoolean(); iteration++) {
            double length = Norms.euclidean(vector);
            if (length == 0) {
                return 0;
            }
            for (int row = 0; row < vector.length; row++) {
                vector[row] /= length;
            }
            program.multiplyTransposed(vector, image);
            double next = Norms.dot(image, image);
            if (iteration >= LEAST_ITERATIONS && next <= eigenvalue * (1 + GROWTH)) {
                return Math.sqrt(next);
            }
            eigenvalue = next;
            program.multiply(image, vector);
        }
        return Math.sqrt(eigenvalue);
    }
}
