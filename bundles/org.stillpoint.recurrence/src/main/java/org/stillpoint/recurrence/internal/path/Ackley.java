package org.stillpoint.recurrence.internal.path;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.ScalarFunction;

/**
 * Makes the functions of Ackley, a funnel with many pits, rounded off by r where the original has a kink:
 *
 * <pre>
 *   f(x) = 20 + e - 20 exp(-sqrt(r^2 + |x|^2 / n) / 5) - exp((cos(2 pi x_1) + ... + cos(2 pi x_n)) / n).
 * </pre>
 *
 * <p>Parameters: {@code dimension}, n; {@code rounding}, r, positive (0.1 if it is missing).
 */
@Component
@FunctionInfo(name = Ackley.NAME)
public final class Ackley implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.ackley";

    private static final String ROUNDING = "rounding";
    private static final double DEPTH = 20;
    private static final double DECAY = 0.2;

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        FunctionParameters.allow(NAME, parameters, Set.of(FunctionParameters.DIMENSION, ROUNDING));
        int dimension = FunctionParameters.dimension(NAME, parameters, 1);
        try {
            double rounding = parameters.has(ROUNDING) ? parameters.number(ROUNDING) : 0.1;
            if (!(rounding > 0 && rounding < Double.POSITIVE_INFINITY)) {
                throw new SolverException(NAME + ": parameter " + ROUNDING + " is " + rounding + "; expected a positive number");
            }
            return new Funnel(dimension, rounding);
        } catch (DataException wrong) {
            throw new SolverException(NAME + ": " + wrong.getMessage(), wrong);
        }
    }

    private record Funnel(int dimension, double rounding) implements ScalarFunction {

        private double radius(double[] x) {
            double sum = 0;
            for (double value : x) {
                sum += value * value;
            }
            return Math.sqrt(rounding * rounding + sum / dimension);
        }

        private double pits(double[] x) {
            double sum = 0;
            for (double value : x) {
                sum += Math.cos(2 * Math.PI * value);
            }
            return Math.exp(sum / dimension);
        }

        @Override
        public double value(double[] x) {
            return DEPTH + Math.E - DEPTH * Math.exp(-DECAY * radius(x)) - pits(x);
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            double radius = radius(x);
            double funnel = DEPTH * DECAY * Math.exp(-DECAY * radius) / (radius * dimension);
            double pits = 2 * Math.PI / dimension * pits(x);
            for (int j = 0; j < dimension; j++) {
                gradient[j] = funnel * x[j] + pits * Math.sin(2 * Math.PI * x[j]);
            }
        }
    }
}
