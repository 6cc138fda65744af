package org.stillpoint.recurrence.internal.signal;

import java.util.Arrays;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.Signal;

/**
 * Makes sums of sines: component j of step t, counted from 1, is
 *
 * <pre>
 *   x_j(t) = sum over k of amplitude_jk sin(frequency_jk t + phase_jk).
 * </pre>
 *
 * <p>Parameters: {@code frequency}, components x terms, or a list of one term for each component; {@code amplitude} (ones if it is
 * missing) and {@code phase} (zeros) of the same shape.
 */
@Component
@FunctionInfo(name = Sines.NAME)
public final class Sines implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.sines";

    private static final String FREQUENCY = "frequency";
    private static final String AMPLITUDE = "amplitude";
    private static final String PHASE = "phase";

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        SignalParameters.allow(parameters, NAME, Set.of(FREQUENCY, AMPLITUDE, PHASE));
        if (!parameters.has(FREQUENCY)) {
            throw new SolverException(NAME + ": the parameter " + FREQUENCY + " is missing; expected an array of components x terms");
        }
        int[] shape = parameters.array(FREQUENCY).shape();
        if (shape.length < 1 || shape.length > 2 || Arrays.stream(shape).anyMatch(extent -> extent == 0)) {
            throw new SolverException(NAME + ": the parameter " + FREQUENCY + " has the shape " + Arrays.toString(shape)
                    + "; expected components x terms, at least one of each");
        }
        int size = shape[0];
        int terms = shape.length == 1 ? 1 : shape[1];
        double[] ones = new double[size * terms];
        Arrays.fill(ones, 1);
        return new Sum(size, terms, values(parameters, FREQUENCY, shape, ones), values(parameters, AMPLITUDE, shape, ones),
                values(parameters, PHASE, shape, new double[ones.length]));
    }

    private static double[] values(DataRecord parameters, String name, int[] shape, double[] otherwise) throws SolverException {
        if (!parameters.has(name)) {
            return otherwise;
        }
        if (!Arrays.equals(parameters.array(name).shape(), shape)) {
            throw new SolverException(NAME + ": the parameter " + name + " has the shape "
                    + Arrays.toString(parameters.array(name).shape()) + "; expected " + Arrays.toString(shape) + " as " + FREQUENCY);
        }
        double[] values = parameters.numbers(name);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new SolverException(NAME + ": the parameter " + name + " has " + values[i] + " as value " + i
                        + "; expected finite numbers");
            }
        }
        return values;
    }

    /** By {@link StrictMath}, whose bits are the same everywhere. */
    private record Sum(int size, int terms, double[] frequency, double[] amplitude, double[] phase) implements Signal {

        @Override
        public void values(long first, int count, double[] values, int offset) {
            int place = offset;
            for (int step = 0; step < count; step++) {
                double time = first + step + 1;
                for (int j = 0; j < size; j++) {
                    double sum = 0;
                    for (int k = j * terms; k < (j + 1) * terms; k++) {
                        sum += amplitude[k] * StrictMath.sin(frequency[k] * time + phase[k]);
                    }
                    values[place++] = sum;
                }
            }
        }
    }
}
