package org.stillpoint.recurrence.internal.path;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.ScalarFunction;

/**
 * Makes the functions of Rosenbrock, a curved valley with the minimum 0 at (1, ..., 1):
 *
 * <pre>
 *   f(x) = sum over i = 1..n-1 of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2.
 * </pre>
 *
 * <p>Parameter: {@code dimension}, n, at least 2.
 */
@Component
@FunctionInfo(name = Rosenbrock.NAME)
public final class Rosenbrock implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.rosenbrock";

    private static final double STEEPNESS = 100;

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        FunctionParameters.allow(NAME, parameters, Set.of(FunctionParameters.DIMENSION));
        return new Valley(FunctionParameters.dimension(NAME, parameters, 2));
    }

    private record Valley(int dimension) implements ScalarFunction {

        @Override
        public double value(double[] x) {
            double sum = 0;
            for (int i = 0; i + 1 < dimension; i++) {
                double off = x[i + 1] - x[i] * x[i];
                sum += STEEPNESS * off * off + (1 - x[i]) * (1 - x[i]);
            }
            return sum;
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            gradient[0] = 0;
            for (int i = 0; i + 1 < dimension; i++) {
                double off = x[i + 1] - x[i] * x[i];
                gradient[i] -= 4 * STEEPNESS * off * x[i] + 2 * (1 - x[i]);
                gradient[i + 1] = 2 * STEEPNESS * off;
            }
        }
    }
}
