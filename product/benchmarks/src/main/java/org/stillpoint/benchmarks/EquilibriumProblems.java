package org.stillpoint.benchmarks;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.numerics.iterative.SpectralNorm;
import org.stillpoint.numerics.random.RandomStream;

/** Equilibria of given sizes for benchmarks. */
final class EquilibriumProblems {

    private EquilibriumProblems() {
    }

    /** z = tanh(W z + x) with a normally distributed W that is scaled to a spectral norm, and as many standard normal inputs as units. */
    static EquilibriumProblem dense(int units, int batch, double norm) {
        double[] weight = new double[units * units];
        new RandomStream(units).fillGaussian(weight);
        double factor = norm / SpectralNorm.of((v, result) -> multiply(weight, units, 1, v, result),
                (v, result) -> multiply(weight, 1, units, v, result), units, units);
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= factor;
        }
        double[] inputs = new double[batch * units];
        new RandomStream(batch).fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, units, units))
                .text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, batch, units));
    }

    /** The product of a vector with the matrix of which such distances lie between rows and between columns. */
    private static void multiply(double[] matrix, int rowStride, int columnStride, double[] v, double[] result) {
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int k = 0; k < v.length; k++) {
                sum += matrix[i * rowStride + k * columnStride] * v[k];
            }
            result[i] = sum;
        }
    }

    /** The largest component of |tanh(W z + x) - z| for states that were found. */
    static double residual(EquilibriumProblem problem, Samples states) {
        double[] weight = problem.parameters().numbers("weight");
        double[] inputs = problem.inputs().values();
        int units = states.size();
        double largest = 0;
        for (int at = 0; at < states.values().length; at++) {
            int sample = at / units * units;
            int row = at % units * units;
            double sum = inputs[at];
            for (int k = 0; k < units; k++) {
                sum += weight[row + k] * states.values()[sample + k];
            }
            largest = Math.max(largest, Math.abs(Math.tanh(sum) - states.values()[at]));
        }
        return largest;
    }
}
