package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.testing.Verification;

/** Layers and their images for tests. */
final class Layers {

    private Layers() {
    }

    static DataRecord.Builder parameters() {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1);
    }

    static NamedArray matrix(int rows, int columns, double... values) {
        return new NamedArray(values, rows, columns);
    }

    /** f(z, x) of one sample. */
    static double[] image(StandardLayer layer, DataRecord.Builder parameters, double[] input, double... state) throws SolverException {
        EquilibriumProblem problem = EquilibriumProblem.of(layer, parameters.build(),
                input.length == 0 ? Samples.none(1) : Samples.of(input));
        double[] image = new double[state.length];
        LayerMaps.of(problem, Verification.context(1)).apply(state, 0, input, 0, 1, image);
        return image;
    }

    /** The monotone layer of 20 units with sines and cosines as weights, m = 0.1, bias b_i = sin i. */
    static DataRecord.Builder sines(int n) {
        double[] factor = new double[n * n];
        double[] skew = new double[n * n];
        double[] bias = new double[n];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= n; j++) {
                factor[(i - 1) * n + j - 1] = Math.sin(.3 * i * j) / Math.sqrt(n);
                skew[(i - 1) * n + j - 1] = Math.cos(.2 * i + .5 * j) / Math.sqrt(n);
            }
            bias[i - 1] = Math.sin(i);
        }
        return parameters().array("factor", new NamedArray(factor, n, n)).array("skew", new NamedArray(skew, n, n)).number("margin", .1)
                .doubles("bias", bias).text("activation", "relu");
    }
}
