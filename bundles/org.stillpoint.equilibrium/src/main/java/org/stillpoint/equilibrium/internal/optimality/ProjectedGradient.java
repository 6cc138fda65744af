package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;

/**
 * Makes the fixed-point condition of projected gradient steps for x that minimises x'Q x / 2 + theta'x over a box or a simplex C,
 *
 * <pre>
 *   F(x) = x - P_C(x - t (Q x + theta)).
 * </pre>
 *
 * The parameters are {@value #QUADRATIC} Q (n x n, taken as it is), {@value #STEP} t (positive; 1 if left out, and the derivatives of
 * solutions do not depend on it), and either {@value #LOWER} and {@value #UPPER} (n each; the box, without limits where both are left out)
 * or {@value #TOTAL} (positive; the simplex of the x whose components are not negative and have that sum). Source: Blondel and others 2022,
 * Efficient and modular implicit differentiation (arXiv:2105.15183), section 2.2; the projection onto the simplex by sorting: Held, Wolfe,
 * Crowder 1974, Validation of subgradient optimization (doi:10.1007/BF01580223).
 */
@Component
@FunctionInfo(name = ProjectedGradient.NAME)
public final class ProjectedGradient implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "equilibrium.projected-gradient";
    /** The parameter Q. */
    public static final String QUADRATIC = "quadratic";
    /** The parameter t. */
    public static final String STEP = "step";
    /** The lower limits of a box. */
    public static final String LOWER = "lower";
    /** The upper limits of a box. */
    public static final String UPPER = "upper";
    /** The sum of the components of a simplex. */
    public static final String TOTAL = "total";

    @Override
    public Object create(DataRecord record) throws SolverException {
        MapParameters parameters = new MapParameters(record, NAME, QUADRATIC, STEP, LOWER, UPPER, TOTAL);
        int[] shape = parameters.shape(QUADRATIC);
        if (shape[0] != shape[1]) {
            throw parameters.wrong(QUADRATIC, "has " + shape[0] + " rows and " + shape[1] + " columns; expected a square matrix");
        }
        int n = shape[0];
        DenseMatrix quadratic = new DenseMatrix(parameters.numbers(QUADRATIC, n * n), 0, n, n);
        double step = parameters.number(STEP, 0, true, 1);
        if (parameters.has(TOTAL)) {
            if (parameters.has(LOWER) || parameters.has(UPPER)) {
                throw parameters.wrong(TOTAL, "is given beside limits; expected either a simplex or a box");
            }
            return new Condition(quadratic, step, new Simplex(parameters.number(TOTAL, 0, true, Double.NaN)));
        }
        double[] lower = parameters.has(LOWER) ? parameters.numbers(LOWER, n) : filled(n, Double.NEGATIVE_INFINITY);
        double[] upper = parameters.has(UPPER) ? parameters.numbers(UPPER, n) : filled(n, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            if (!(lower[i] <= upper[i])) {
                throw parameters.wrong(LOWER, "is " + lower[i] + " in component " + i + ", above the upper limit " + upper[i]);
            }
        }
        return new Condition(quadratic, step, new Box(lower, upper));
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    /** A projection, and its derivative: a symmetric matrix. */
    private interface Set {

        void project(double[] y, double[] result);

        /** Replaces a vector by the derivative at y times it. */
        void differentiate(double[] y, double[] vector);

        double distanceFromKinks(double[] y);
    }

    private record Box(double[] lower, double[] upper) implements Set {

        @Override
        public void project(double[] y, double[] result) {
            for (int i = 0; i < y.length; i++) {
                result[i] = Math.min(upper[i], Math.max(lower[i], y[i]));
            }
        }

        @Override
        public void differentiate(double[] y, double[] vector) {
            for (int i = 0; i < y.length; i++) {
                vector[i] = y[i] > lower[i] && y[i] < upper[i] ? vector[i] : 0;
            }
        }

        @Override
        public double distanceFromKinks(double[] y) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < y.length; i++) {
                least = Math.min(least, Math.min(Math.abs(y[i] - lower[i]), Math.abs(y[i] - upper[i])));
            }
            return least;
        }
    }

    private record Simplex(double total) implements Set {

        /** What is subtracted from the components that stay positive. */
        private double threshold(double[] y) {
            double[] sorted = y.clone();
            Arrays.sort(sorted);
            double sum = -total;
            double threshold = Double.NaN;
            for (int count = 1; count <= y.length; count++) {
                double next = sorted[y.length - count];
                sum += next;
                if (count > 1 && next <= threshold) {
                    break;
                }
                threshold = sum / count;
            }
            return threshold;
        }

        @Override
        public void project(double[] y, double[] result) {
            double threshold = threshold(y);
            for (int i = 0; i < y.length; i++) {
                result[i] = Math.max(0, y[i] - threshold);
            }
        }

        @Override
        public void differentiate(double[] y, double[] vector) {
            double threshold = threshold(y);
            double sum = 0;
            int positive = 0;
            for (int i = 0; i < y.length; i++) {
                if (y[i] > threshold) {
                    sum += vector[i];
                    positive++;
                }
            }
            for (int i = 0; i < y.length; i++) {
                vector[i] = y[i] > threshold ? vector[i] - sum / positive : 0;
            }
        }

        @Override
        public double distanceFromKinks(double[] y) {
            double threshold = threshold(y);
            double least = Double.POSITIVE_INFINITY;
            for (double component : y) {
                least = Math.min(least, Math.abs(component - threshold));
            }
            return least;
        }
    }

    private record Condition(DenseMatrix quadratic, double step, Set set) implements OptimalityMap {

        @Override
        public int solutionSize() {
            return quadratic.rows();
        }

        @Override
        public int parameterSize() {
            return quadratic.rows();
        }

        /** x - t (Q x + theta). */
        private double[] argument(double[] x, double[] theta) {
            double[] y = x.clone();
            quadratic.addProduct(-step, x, 0, y, 0);
            for (int i = 0; i < y.length; i++) {
                y[i] -= step * theta[i];
            }
            return y;
        }

        @Override
        public void apply(double[] x, double[] theta, double[] result) {
            set.project(argument(x, theta), result);
            for (int i = 0; i < x.length; i++) {
                result[i] = x[i] - result[i];
            }
        }

        @Override
        public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
            double[] moved = direction.clone();
            quadratic.addProduct(-step, direction, 0, moved, 0);
            set.differentiate(argument(x, theta), moved);
            for (int i = 0; i < x.length; i++) {
                result[i] = direction[i] - moved[i];
            }
        }

        @Override
        public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            double[] projected = cotangent.clone();
            set.differentiate(argument(x, theta), projected);
            for (int i = 0; i < x.length; i++) {
                result[i] = cotangent[i] - projected[i];
            }
            quadratic.addTransposedProduct(step, projected, 0, result, 0);
        }

        @Override
        public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
            System.arraycopy(direction, 0, result, 0, direction.length);
            set.differentiate(argument(x, theta), result);
            for (int i = 0; i < result.length; i++) {
                result[i] *= step;
            }
        }

        @Override
        public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            parameterProduct(x, theta, cotangent, result);
        }

        @Override
        public double distanceFromKinks(double[] x, double[] theta) {
            return set.distanceFromKinks(argument(x, theta));
        }
    }
}
