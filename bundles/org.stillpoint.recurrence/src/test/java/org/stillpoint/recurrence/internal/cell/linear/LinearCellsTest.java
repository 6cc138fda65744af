package org.stillpoint.recurrence.internal.cell.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Trials;

class LinearCellsTest {

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "DIAGONAL", "COMPLEX_DIAGONAL"})
    void firstOrderAutoregressionHasItsClosedForm(StandardCell standard) {
        DataRecord.Builder parameters = Trials.parameters();
        switch (standard) {
            case LINEAR -> parameters.array("transition", new NamedArray(new double[] {0.9}, 1, 1)).doubles("bias_ih", new double[] {1});
            case DIAGONAL -> parameters.doubles("transition", new double[] {0.9}).doubles("bias_ih", new double[] {1});
            default -> parameters.array("transition", new NamedArray(new double[] {0.9, 0}, 2, 1)).doubles("bias_ih", new double[] {1, 0});
        }
        int size = standard == StandardCell.COMPLEX_DIAGONAL ? 2 : 1;
        double[] states = Trials.run(Trials.cell(standard, parameters), 1000, new double[0], new double[size]);
        for (int t = 1; t <= 1000; t++) {
            assertEquals((1 - Math.pow(0.9, t)) / 0.1, states[(t - 1) * size], 1e-13);
        }
    }

    @Test
    void rotationsOfAThirdComeBack() {
        double angle = 2 * Math.PI / 3;
        double[] states = Trials.run(Trials.cell(StandardCell.COMPLEX_DIAGONAL, Trials.parameters()
                .array("transition", new NamedArray(new double[] {Math.cos(angle), Math.sin(angle)}, 2, 1))), 3000, new double[0], 1, 0);
        assertEquals(-0.5, states[0], 1e-15);
        assertEquals(Math.sqrt(0.75), states[1], 1e-15);
        assertEquals(1, states[2 * 2999], 1e-12);
        assertEquals(0, states[2 * 2999 + 1], 1e-12);
    }

    @Test
    void reflectionsInAnAxisKeepBits() {
        Random random = new Random(1);
        int steps = 20_000;
        double[] start = random.doubles(3, -1, 1).toArray();
        double[] input = new double[steps * 7];
        int[] flips = new int[3];
        for (int t = 0; t < steps; t++) {
            int axis = random.nextInt(3);
            input[7 * t] = random.nextBoolean() ? 2 : 0;
            input[7 * t + 1 + axis] = 1;
            flips[axis] += input[7 * t] > 0 ? 1 : 0;
        }
        double[] states = Trials.run(Trials.cell(StandardCell.HOUSEHOLDER, Trials.parameters().integer("size", 3)), steps, input, start);
        for (int k = 0; k < 3; k++) {
            assertEquals(flips[k] % 2 == 0 ? start[k] : -start[k], states[3 * (steps - 1) + k]);
        }
    }

    @Test
    void differencesOfAxesWithBetaOneExchangeComponents() {
        double[] input = {1, 1, -1, 0, 1, 0, 1, -1, 0, 0, 0};
        double[] states = Trials.run(Trials.cell(StandardCell.HOUSEHOLDER,
                Trials.parameters().integer("size", 3).integer("reflections", 2)), 1, input, 1, 2, 4);
        assertEquals("[2.0, 4.0, 1.0]", Arrays.toString(states));
    }
}
