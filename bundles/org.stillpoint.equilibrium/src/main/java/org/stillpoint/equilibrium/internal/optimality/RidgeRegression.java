package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.numerics.VectorKernels;

/**
 * Makes the optimality map of ridge regression: x minimises |A x - y|^2 / 2 + lambda |x|^2 / 2, so that
 *
 * <pre>
 *   F(x) = A'(A x - y) + lambda x.
 * </pre>
 *
 * The parameters are {@value #FEATURES} A (observations x components) and {@value #TARGETS} y. theta is lambda or, where y is left out of
 * the parameters, lambda and then y.
 */
@Component
@FunctionInfo(name = RidgeRegression.NAME)
public final class RidgeRegression implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "equilibrium.ridge-regression";
    /** The parameter A. */
    public static final String FEATURES = "features";
    /** The parameter y. */
    public static final String TARGETS = "targets";

    @Override
    public Object create(DataRecord record) throws SolverException {
        MapParameters parameters = new MapParameters(record, NAME, FEATURES, TARGETS);
        int[] shape = parameters.shape(FEATURES);
        DenseMatrix features = new DenseMatrix(parameters.numbers(FEATURES, shape[0] * shape[1]), 0, shape[0], shape[1]);
        return new Conditions(features, parameters.has(TARGETS) ? parameters.numbers(TARGETS, shape[0]) : null);
    }

    private record Conditions(DenseMatrix features, double[] targets) implements OptimalityMap {

        @Override
        public int solutionSize() {
            return features.columns();
        }

        @Override
        public int parameterSize() {
            return targets == null ? 1 + features.rows() : 1;
        }

        @Override
        public boolean symmetric() {
            return true;
        }

        @Override
        public void apply(double[] x, double[] theta, double[] result) {
            double[] errors = new double[features.rows()];
            System.arraycopy(targets == null ? theta : targets, targets == null ? 1 : 0, errors, 0, errors.length);
            VectorKernels.scale(-1, errors, 0, errors, 0, errors.length);
            features.addProduct(1, x, 0, errors, 0);
            VectorKernels.scale(theta[0], x, 0, result, 0, x.length);
            features.addTransposedProduct(1, errors, 0, result, 0);
        }

        @Override
        public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
            double[] image = new double[features.rows()];
            features.addProduct(1, direction, 0, image, 0);
            VectorKernels.scale(theta[0], direction, 0, result, 0, x.length);
            features.addTransposedProduct(1, image, 0, result, 0);
        }

        @Override
        public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            solutionProduct(x, theta, cotangent, result);
        }

        @Override
        public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
            VectorKernels.scale(direction[0], x, 0, result, 0, x.length);
            if (targets == null) {
                features.addTransposedProduct(-1, direction, 1, result, 0);
            }
        }

        @Override
        public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            Arrays.fill(result, 0);
            result[0] = VectorKernels.dot(x, cotangent);
            if (targets == null) {
                features.addProduct(-1, cotangent, 0, result, 1);
            }
        }
    }
}
