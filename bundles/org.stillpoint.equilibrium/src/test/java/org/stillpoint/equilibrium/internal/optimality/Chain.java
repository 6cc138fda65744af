package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.testing.TestContext;

/** A user's map: masses on a chain of springs, held in place by springs of a tenth, and pulled at the first one by theta - 1. */
record Chain(int size, double stiffness) implements OptimalityMap {

    static final String NAME = "chain";

    static TestContext context(int size, double stiffness) {
        return new TestContext().function(NAME, new Chain(size, stiffness));
    }

    static ImplicitDerivativeProblem problem(int size) {
        double[] cotangent = new double[size];
        cotangent[size / 2] = 1;
        return ImplicitDerivativeProblem.reverse(NAME, FunctionFactory.NO_PARAMETERS, new double[size], new double[] {1},
                Samples.of(cotangent));
    }

    @Override
    public int solutionSize() {
        return size;
    }

    @Override
    public int parameterSize() {
        return 1;
    }

    @Override
    public boolean symmetric() {
        return true;
    }

    @Override
    public void apply(double[] x, double[] theta, double[] result) {
        solutionProduct(x, theta, x, result);
        result[0] -= theta[0] - 1;
    }

    @Override
    public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
        for (int i = 0; i < size; i++) {
            double left = i > 0 ? direction[i - 1] : 0;
            double right = i + 1 < size ? direction[i + 1] : 0;
            result[i] = stiffness * (2.1 * direction[i] - left - right);
        }
    }

    @Override
    public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
        solutionProduct(x, theta, cotangent, result);
    }

    @Override
    public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
        Arrays.fill(result, 0);
        result[0] = -direction[0];
    }

    @Override
    public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
        result[0] = -cotangent[0];
    }
}
