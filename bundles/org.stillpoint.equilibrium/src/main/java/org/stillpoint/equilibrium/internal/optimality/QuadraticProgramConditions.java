package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;

/**
 * Makes the conditions of Karush, Kuhn and Tucker for a quadratic program: z minimises z'Q z / 2 + c'z subject to A z = b and G z at most
 * h. The solution is x = (z, nu, lambda) with the multipliers of both, and
 *
 * <pre>
 *   F(x) = (Q z + c + A'nu + G'lambda,  A z - b,  min(lambda, h - G z)),
 * </pre>
 *
 * whose zeros with a positive semidefinite Q are the solutions. F has a derivative where no inequality has lambda = h - G z = 0 (strict
 * complementarity); an inequality with h - G z below lambda counts as active. The parameters are the numbers {@value #VARIABLES} n,
 * {@value #EQUALITIES} p and {@value #INEQUALITIES} m (p and m 0 if left out). theta is Q (n x n, taken as it is), c, A (p x n), b,
 * G (m x n), h, one after the other and matrices row by row. Source: Amos, Kolter 2017, OptNet (arXiv:1703.00443), with min in place of the
 * product of lambda and h - G z.
 */
@Component
@FunctionInfo(name = QuadraticProgramConditions.NAME)
public final class QuadraticProgramConditions implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "equilibrium.quadratic-program-conditions";
    /** The parameter n. */
    public static final String VARIABLES = "variables";
    /** The parameter p. */
    public static final String EQUALITIES = "equalities";
    /** The parameter m. */
    public static final String INEQUALITIES = "inequalities";

    @Override
    public Object create(DataRecord record) throws SolverException {
        MapParameters parameters = new MapParameters(record, NAME, VARIABLES, EQUALITIES, INEQUALITIES);
        return new Conditions(parameters.integer(VARIABLES, 1, 0), parameters.integer(EQUALITIES, 0, 0),
                parameters.integer(INEQUALITIES, 0, 0));
    }

    /** The parts of theta, or of a direction of it. */
    private record Parts(DenseMatrix quadratic, int linear, DenseMatrix equalities, int right, DenseMatrix inequalities, int limits) {

        static Parts of(double[] theta, int n, int p, int m) {
            int linear = n * n;
            int equalities = linear + n;
            int right = equalities + p * n;
            int inequalities = right + p;
            int limits = inequalities + m * n;
            return new Parts(new DenseMatrix(theta, 0, n, n), linear, new DenseMatrix(theta, equalities, p, n), right,
                    new DenseMatrix(theta, inequalities, m, n), limits);
        }
    }

    private record Conditions(int n, int p, int m) implements OptimalityMap {

        @Override
        public int solutionSize() {
            return n + p + m;
        }

        @Override
        public int parameterSize() {
            return n * n + n + (p + m) * (n + 1);
        }

        private Parts parts(double[] theta) {
            return Parts.of(theta, n, p, m);
        }

        /** h - G z. */
        private double[] slacks(double[] x, double[] theta, Parts parts) {
            double[] slacks = Arrays.copyOfRange(theta, parts.limits, parts.limits + m);
            parts.inequalities.addProduct(-1, x, 0, slacks, 0);
            return slacks;
        }

        @Override
        public void apply(double[] x, double[] theta, double[] result) {
            Parts parts = parts(theta);
            System.arraycopy(theta, parts.linear, result, 0, n);
            parts.quadratic.addProduct(1, x, 0, result, 0);
            parts.equalities.addTransposedProduct(1, x, n, result, 0);
            parts.inequalities.addTransposedProduct(1, x, n + p, result, 0);
            for (int i = 0; i < p; i++) {
                result[n + i] = -theta[parts.right + i];
            }
            parts.equalities.addProduct(1, x, 0, result, n);
            double[] slacks = slacks(x, theta, parts);
            for (int i = 0; i < m; i++) {
                result[n + p + i] = Math.min(x[n + p + i], slacks[i]);
            }
        }

        @Override
        public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
            Parts parts = parts(theta);
            Arrays.fill(result, 0);
            parts.quadratic.addProduct(1, direction, 0, result, 0);
            parts.equalities.addTransposedProduct(1, direction, n, result, 0);
            parts.inequalities.addTransposedProduct(1, direction, n + p, result, 0);
            parts.equalities.addProduct(1, direction, 0, result, n);
            parts.inequalities.addProduct(-1, direction, 0, result, n + p);
            double[] slacks = slacks(x, theta, parts);
            for (int i = n + p; i < result.length; i++) {
                result[i] = slacks[i - n - p] < x[i] ? result[i] : direction[i];
            }
        }

        @Override
        public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            Parts parts = parts(theta);
            double[] slacks = slacks(x, theta, parts);
            double[] active = new double[m];
            Arrays.fill(result, 0);
            parts.quadratic.addTransposedProduct(1, cotangent, 0, result, 0);
            parts.equalities.addProduct(1, cotangent, 0, result, n);
            parts.inequalities.addProduct(1, cotangent, 0, result, n + p);
            for (int i = 0; i < m; i++) {
                if (slacks[i] < x[n + p + i]) {
                    active[i] = cotangent[n + p + i];
                } else {
                    result[n + p + i] += cotangent[n + p + i];
                }
            }
            parts.equalities.addTransposedProduct(1, cotangent, n, result, 0);
            parts.inequalities.addTransposedProduct(-1, active, 0, result, 0);
        }

        @Override
        public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
            double[] slacks = slacks(x, theta, parts(theta));
            Parts change = parts(direction);
            System.arraycopy(direction, change.linear, result, 0, n);
            change.quadratic.addProduct(1, x, 0, result, 0);
            change.equalities.addTransposedProduct(1, x, n, result, 0);
            change.inequalities.addTransposedProduct(1, x, n + p, result, 0);
            for (int i = 0; i < p; i++) {
                result[n + i] = -direction[change.right + i];
            }
            change.equalities.addProduct(1, x, 0, result, n);
            double[] slackChanges = slacks(x, direction, change);
            for (int i = 0; i < m; i++) {
                result[n + p + i] = slacks[i] < x[n + p + i] ? slackChanges[i] : 0;
            }
        }

        @Override
        public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            double[] slacks = slacks(x, theta, parts(theta));
            Arrays.fill(result, 0);
            Parts sums = parts(result);
            System.arraycopy(cotangent, 0, result, sums.linear, n);
            sums.quadratic.addOuterProduct(1, cotangent, 0, x, 0);
            sums.equalities.addOuterProduct(1, x, n, cotangent, 0);
            sums.equalities.addOuterProduct(1, cotangent, n, x, 0);
            for (int i = 0; i < p; i++) {
                result[sums.right + i] = -cotangent[n + i];
            }
            for (int i = 0; i < m; i++) {
                result[sums.limits + i] = slacks[i] < x[n + p + i] ? cotangent[n + p + i] : 0;
            }
            sums.inequalities.addOuterProduct(1, x, n + p, cotangent, 0);
            sums.inequalities.addOuterProduct(-1, result.clone(), sums.limits, x, 0);
        }

        @Override
        public double distanceFromKinks(double[] x, double[] theta) {
            double[] slacks = slacks(x, theta, parts(theta));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < m; i++) {
                least = Math.min(least, Math.abs(slacks[i] - x[n + p + i]));
            }
            return least;
        }
    }
}
