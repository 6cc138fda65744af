package org.stillpoint.equilibrium.internal.splitting;

import java.util.Random;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;

/** Monotone layers, and what tests compute from them. */
final class MonotoneCases {

    private MonotoneCases() {
    }

    static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    /** Twenty units by formulas. */
    static EquilibriumProblem trigonometric() {
        int n = 20;
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
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(factor, n, n))
                .array("skew", new NamedArray(skew, n, n)).number("margin", .1).doubles("bias", bias).text("activation", "relu").build();
        return EquilibriumProblem.of(StandardLayer.MONOTONE, parameters, Samples.none(1));
    }

    /** A random monotone layer with random inputs. */
    static EquilibriumProblem random(int size, double margin, double skewness, String activation, int batch, long seed) {
        Random random = new Random(seed);
        double[] factor = random.doubles((long) size * size).map(value -> (2 * value - 1) * Math.sqrt(3.0 / size)).toArray();
        double[] skew = random.doubles((long) size * size).map(value -> (2 * value - 1) * skewness * Math.sqrt(3.0 / size)).toArray();
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(factor, size, size))
                .array("skew", new NamedArray(skew, size, size)).number("margin", margin).text("activation", activation).build();
        return EquilibriumProblem.of(StandardLayer.MONOTONE, parameters,
                new Samples(random.doubles((long) batch * size, -2, 2).toArray(), batch, size));
    }

    /** The entries of W of a monotone layer, from its definition. */
    static double[] weight(DataRecord parameters) {
        double[] factor = parameters.numbers("factor");
        int n = parameters.array("factor").shape()[1];
        double[] skew = parameters.numbers("skew");
        double[] weight = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 1 - parameters.number("margin") : 0;
                for (int k = 0; k < factor.length / n; k++) {
                    sum -= factor[k * n + i] * factor[k * n + j];
                }
                weight[i * n + j] = sum + skew[i * n + j] - skew[j * n + i];
            }
        }
        return weight;
    }

    static MonotoneOperator operator(EquilibriumProblem problem) {
        int order = problem.parameters().array("factor").shape()[1];
        return new MonotoneOperator(weight(problem.parameters()), order, new JavaBlas());
    }
}
