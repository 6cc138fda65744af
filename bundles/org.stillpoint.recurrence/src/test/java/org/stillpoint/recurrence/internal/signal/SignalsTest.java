package org.stillpoint.recurrence.internal.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.GeneratedInput;
import org.stillpoint.api.problem.recurrence.Signal;
import org.stillpoint.testing.TestContext;

class SignalsTest {

    private static final long FAR = 3_000_000_001L;

    @Test
    void sinesOfTheReference() throws SolverException {
        Signal signal = signal(new Sines(), parameters().doubles("frequency", new double[] {0.7, 0.3, 1.1})
                .doubles("phase", new double[] {0, Math.PI / 2 + 1, 0.5}));
        double[] values = new double[30];
        signal.values(0, 10, values, 0);
        for (int t = 1; t <= 10; t++) {
            assertEquals(Math.sin(0.7 * t), values[3 * t - 3], 1e-15);
            assertEquals(Math.cos(0.3 * t + 1), values[3 * t - 2], 1e-15);
            assertEquals(Math.sin(1.1 * t + 0.5), values[3 * t - 1], 1e-15);
        }
    }

    @Test
    void severalTermsAddUp() throws SolverException {
        Signal signal = signal(new Sines(), parameters().array("frequency", new NamedArray(new double[] {0.5, 2, 1, 3}, 2, 2))
                .array("amplitude", new NamedArray(new double[] {1, -2, 0.5, 0}, 2, 2)));
        assertEquals(2, signal.size());
        double[] values = new double[5];
        signal.values(6, 2, values, 1);
        assertEquals(0, values[0]);
        assertEquals(Math.sin(3.5) - 2 * Math.sin(14), values[1], 1e-15);
        assertEquals(0.5 * Math.sin(8), values[4], 1e-15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void stretchesOfNoiseAreTheSameWhereverTheyBegin(int size) throws SolverException {
        Signal signal = signal(new Noise(), parameters().integer("seed", 5).integer("size", size).number("deviation", 2));
        for (long start : new long[] {0, FAR}) {
            double[] whole = new double[20 * size];
            signal.values(start, 20, whole, 0);
            for (int from = 0; from < 20; from++) {
                double[] rest = new double[(20 - from) * size];
                signal.values(start + from, 20 - from, rest, 0);
                assertArrayEquals(Arrays.copyOfRange(whole, from * size, whole.length), rest);
            }
        }
    }

    @Test
    void noiseIsNormal() throws SolverException {
        int count = 200_000;
        double[] values = new double[count];
        signal(new Noise(), parameters().integer("seed", 1)).values(0, count, values, 0);
        double[] moments = new double[5];
        for (double value : values) {
            for (int k = 1; k < moments.length; k++) {
                moments[k] += Math.pow(value, k) / count;
            }
        }
        // Five standard errors of the moments of so many numbers.
        double error = 5 / Math.sqrt(count);
        assertEquals(0, moments[1], error);
        assertEquals(1, moments[2], error * Math.sqrt(2));
        assertEquals(0, moments[3], error * Math.sqrt(15));
        assertEquals(3, moments[4], error * Math.sqrt(96));
        double[] other = new double[count];
        signal(new Noise(), parameters().integer("seed", 2)).values(0, count, other, 0);
        assertNotEquals(values[0], other[0]);
    }

    @Test
    void generatedInputsFindThem() throws SolverException {
        TestContext context = new TestContext().function("noise", new Noise());
        DataRecord two = parameters().integer("seed", 5).integer("size", 2).build();
        assertEquals(2, new GeneratedInput("noise", two, 10, 2).signal(context).size());
        assertThrows(SolverException.class, () -> new GeneratedInput("noise", parameters().integer("seed", 5).build(), 10, 2)
                .signal(context));
    }

    @Test
    void wrongParametersAreNamed() {
        refused(new Sines(), parameters(), "frequency");
        refused(new Sines(), parameters().doubles("frequency", new double[0]), "[0]");
        refused(new Sines(), parameters().doubles("frequency", new double[] {1}).doubles("phase", new double[2]), "phase");
        refused(new Sines(), parameters().doubles("frequency", new double[] {Double.NaN}), "NaN");
        refused(new Sines(), parameters().doubles("frequency", new double[] {1}).doubles("phases", new double[1]), "phases");
        refused(new Noise(), parameters(), "seed");
        refused(new Noise(), parameters().integer("seed", 1).integer("size", 0), "size");
        refused(new Noise(), parameters().integer("seed", 1).number("deviation", -1), "deviation");
        refused(new Noise(), parameters().integer("seed", 1).number("sigma", 1), "sigma");
    }

    private static DataRecord.Builder parameters() {
        return DataRecord.of("parameters", 1);
    }

    private static Signal signal(FunctionFactory factory, DataRecord.Builder parameters) throws SolverException {
        return (Signal) factory.create(parameters.build());
    }

    private static void refused(FunctionFactory factory, DataRecord.Builder parameters, String named) {
        SolverException refusal = assertThrows(SolverException.class, () -> factory.create(parameters.build()));
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    }
}
