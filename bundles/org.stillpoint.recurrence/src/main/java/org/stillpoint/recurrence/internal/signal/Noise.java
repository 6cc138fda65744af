package org.stillpoint.recurrence.internal.signal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.Signal;
import org.stillpoint.numerics.random.RandomStream;

/**
 * Makes independent normal numbers of mean 0. Each is computed from its place in the sequence, so that every stretch has the same values
 * whenever it is asked for.
 *
 * <p>Parameters: {@code seed}; {@code size}, the number of components (1 if it is missing); {@code deviation}, the standard deviation (1).
 */
@Component
@FunctionInfo(name = Noise.NAME)
public final class Noise implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.noise";

    private static final String SEED = "seed";
    private static final String SIZE = "size";
    private static final String DEVIATION = "deviation";

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        SignalParameters.allow(parameters, NAME, Set.of(SEED, SIZE, DEVIATION));
        if (!parameters.has(SEED)) {
            throw new SolverException(NAME + ": the parameter " + SEED + " is missing; expected an integer");
        }
        long size = parameters.has(SIZE) ? parameters.integer(SIZE) : 1;
        if (size < 1 || size > Short.MAX_VALUE) {
            throw new SolverException(NAME + ": the parameter " + SIZE + " is " + size + "; expected an integer from 1 to "
                    + Short.MAX_VALUE);
        }
        double deviation = parameters.has(DEVIATION) ? parameters.number(DEVIATION) : 1;
        if (!(deviation >= 0 && deviation <= Double.MAX_VALUE)) {
            throw new SolverException(NAME + ": the parameter " + DEVIATION + " is " + deviation + "; expected a number of at least 0");
        }
        return new NormalNumbers(parameters.integer(SEED), (int) size, deviation);
    }

    private record NormalNumbers(long seed, int size, double deviation) implements Signal {

        @Override
        public void values(long first, int count, double[] values, int offset) {
            long index = first * size;
            RandomStream stream = new RandomStream(seed);
            // The stream makes two normal numbers from two uniform ones: begin with the pair in which the first one stands.
            stream.skip(index - (index & 1));
            if ((index & 1) == 1) {
                stream.nextGaussian();
            }
            for (int i = offset; i < offset + count * size; i++) {
                values[i] = deviation * stream.nextGaussian();
            }
        }
    }
}
