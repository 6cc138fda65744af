package org.stillpoint.halpern.internal.game;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.halpern.internal.inclusion.MatrixOperatorFactory;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** Games with known values, and contexts that know the operators of this family. */
public final class Games {

    /** The value of the game of the policeman and the burglar with 200 houses of the weights 1 + (j mod 7) / 7. */
    public static final double POLICEMAN_200 = 0.9955193736791746;

    private Games() {
    }

    public static TestContext context() {
        return new TestContext().function(MatrixGameFactory.NAME, new MatrixGameFactory())
                .function(PolicemanGameFactory.NAME, new PolicemanGameFactory())
                .function(QuadraticSaddleFactory.NAME, new QuadraticSaddleFactory())
                .function(MatrixOperatorFactory.NAME, new MatrixOperatorFactory());
    }

    /** The weights 1 + (j mod 7) / 7. */
    public static double[] weights(int size) {
        double[] weights = new double[size];
        for (int j = 0; j < size; j++) {
            weights[j] = 1 + j % 7 / 7.0;
        }
        return weights;
    }

    /** Magnitudes of normal numbers. */
    public static double[] randomWeights(int size, long seed) {
        double[] weights = new double[size];
        new RandomStream(seed).fillGaussian(weights);
        for (int j = 0; j < size; j++) {
            weights[j] = Math.abs(weights[j]);
        }
        return weights;
    }

    /** The payoff of the policeman and the burglar. */
    public static DMatrixRMaj policeman(double... weights) {
        int size = weights.length;
        DMatrixRMaj payoff = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                payoff.data[i * size + j] = weights[j] * -Math.expm1(-0.8 * Math.abs(i - j));
            }
        }
        return payoff;
    }

    /** A matrix of normal numbers. */
    public static DMatrixRMaj gaussian(int rows, int columns, long seed) {
        DMatrixRMaj payoff = new DMatrixRMaj(rows, columns);
        new RandomStream(seed).fillGaussian(payoff.data);
        return payoff;
    }

    public static double frobenius(DMatrixRMaj matrix) {
        double square = 0;
        for (double entry : matrix.data) {
            square += entry * entry;
        }
        return Math.sqrt(square);
    }
}
