package org.stillpoint.recurrence.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.Discretisation;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StateSpaceInitialiser;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;

/** Cells initialised as state spaces, run as recurrences. */
class StateSpaceCellsTest {

    private static Stretch run(StateSpaceInitialiser initialiser, int size, double step, double[] input) throws SolverException {
        DataRecord parameters = initialiser.parameters(size, 1, step, Discretisation.ZERO_ORDER_HOLD);
        Stretch stretch = Stretch.of(Cells.of(new RecurrentLayer(initialiser.cell().label(), parameters), 0, new TestContext()), 1,
                input.length, input, new double[initialiser.cell().shape(parameters).state()]);
        assertTrue(new SequentialSweep(stretch).run(0, 0, input.length, () -> true));
        return stretch;
    }

    /**
     * y_t = 2 Re sum of C_n h_tn is the convolution of the input with the kernel K_l = 2 Re sum of C_n B'_n e^{s a_n l},
     * B'_n = (e^{s a_n} - 1) / a_n B_n.
     */
    @ParameterizedTest
    @EnumSource(value = StateSpaceInitialiser.class, names = {"S4D_LIN", "S4D_INV", "S4D_LEGS"})
    void recurrenceIsTheConvolutionWithTheKernel(StateSpaceInitialiser initialiser) throws SolverException {
        int size = 16;
        int steps = 300;
        double step = 0.01;
        double[] input = new double[steps];
        double[] output = new double[2 * size];
        RandomStream random = new RandomStream(12);
        random.fillGaussian(input);
        random.fillGaussian(output);
        double[] states = run(initialiser, size, step, input).states;
        double[] transition = initialiser.transition(size);
        double[] weights = initialiser.input(size);
        double[] kernel = new double[steps];
        for (int l = 0; l < steps; l++) {
            for (int n = 0; n < size; n++) {
                double x = transition[n];
                double y = transition[size + n];
                // (e^{s a} - 1) / a e^{s a l} = (e^{s a (l + 1)} - e^{s a l}) / a.
                double real = Math.exp(step * x * (l + 1)) * Math.cos(step * y * (l + 1)) - Math.exp(step * x * l) * Math.cos(step * y * l);
                double imaginary = Math.exp(step * x * (l + 1)) * Math.sin(step * y * (l + 1))
                        - Math.exp(step * x * l) * Math.sin(step * y * l);
                double square = x * x + y * y;
                double bReal = weights[n] * (real * x + imaginary * y) / square;
                double bImaginary = weights[n] * (imaginary * x - real * y) / square;
                kernel[l] += 2 * (output[n] * bReal - output[size + n] * bImaginary);
            }
        }
        for (int t = 0; t < steps; t++) {
            double expected = 0;
            for (int l = 0; l <= t; l++) {
                expected += kernel[l] * input[t - l];
            }
            double actual = 0;
            for (int n = 0; n < size; n++) {
                actual += 2 * (output[n] * states[2 * size * t + n] - output[size + n] * states[2 * size * t + size + n]);
            }
            assertEquals(expected, actual, 1e-11 * Math.max(1, Math.abs(expected)));
        }
    }

    /** HiPPO-LegS with a past of one: after a long time its coefficients are those of the constant. */
    @Test
    void hippoHoldsTheCoefficientsOfItsInput() throws SolverException {
        double[] ones = new double[3000];
        Arrays.fill(ones, 1);
        Stretch stretch = run(StateSpaceInitialiser.HIPPO_LEGS, 8, 0.02, ones);
        for (int n = 0; n < 8; n++) {
            assertEquals(n == 0 ? 1 : 0, stretch.states[8 * 2999 + n], 1e-12);
        }
    }
}
