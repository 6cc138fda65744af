package org.stillpoint.numerics.iterative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.numerics.iterative.GradientSteps.LearningRate;

class GradientStepsTest {

    private static LearningRate constant(double rate) {
        return new LearningRate(rate, 0, 0);
    }

    @Test
    void theRateRisesAndFalls() {
        LearningRate rate = new LearningRate(2, 4, 10);
        assertEquals(.5, rate.at(1), 1e-15);
        assertEquals(2 * .75 * .8, rate.at(3), 1e-15);
        assertEquals(2 * .1, rate.at(10), 1e-15);
        assertEquals(0, rate.at(11));
        assertEquals(2, constant(2).at(1_000_000));
    }

    @Test
    void twoStepsOfAdamByHand() {
        GradientSteps rule = GradientSteps.adam(constant(0.1), 0, new double[] {1, -2});
        rule.step(new double[] {0.5, -0.25});
        // The first step has the length of the learning rate in each component.
        assertArrayEquals(new double[] {0.9, -1.9}, rule.answer(), 1e-8);
        double[] first = rule.answer().clone();
        rule.step(new double[] {-1, 0});
        double mean = (0.9 * 0.1 * 0.5 - 0.1) / (1 - 0.81);
        double square = (0.999 * 0.001 * 0.25 + 0.001) / (1 - 0.999 * 0.999);
        assertEquals(first[0] - 0.1 * mean / (Math.sqrt(square) + 1e-8), rule.answer()[0], 1e-14);
        double second = 0.9 * 0.1 * -0.25 / (1 - 0.81);
        double secondSquare = 0.999 * 0.001 * 0.0625 / (1 - 0.999 * 0.999);
        assertEquals(first[1] - 0.1 * second / (Math.sqrt(secondSquare) + 1e-8), rule.answer()[1], 1e-14);
    }

    @Test
    void twoStepsWithoutScheduleByHand() {
        GradientSteps rule = GradientSteps.scheduleFree(new LearningRate(0.1, 2, 0), 0, new double[] {1});
        assertEquals(1, rule.point()[0]);
        rule.step(new double[] {0.5});
        double first = 0.05 * Math.sqrt(0.001);
        double square = 0.001 * 0.25;
        double last = 1 - first * 0.5 / (Math.sqrt(square) + 1e-8);
        assertEquals(last, rule.answer()[0], 1e-15);
        assertEquals(last, rule.point()[0], 1e-15);
        rule.step(new double[] {-1});
        double second = 0.1 * Math.sqrt(1 - 0.999 * 0.999);
        square = 0.999 * square + 0.001;
        double next = last + second / (Math.sqrt(square) + 1e-8);
        double share = second * second / (first * first + second * second);
        double mean = (1 - share) * last + share * next;
        assertEquals(mean, rule.answer()[0], 1e-14);
        assertEquals(0.1 * next + 0.9 * mean, rule.point()[0], 1e-14);
    }

    @Test
    void longGradientsAreShortened() {
        double[] gradient = {3, -4};
        GradientSteps.adam(constant(0.1), 1, new double[2]).step(gradient);
        assertArrayEquals(new double[] {0.6, -0.8}, gradient, 1e-15);
        GradientSteps.adam(constant(0.1), 6, new double[2]).step(gradient);
        assertArrayEquals(new double[] {0.6, -0.8}, gradient, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsTheMinimumOfAnEllipse(boolean scheduled) {
        LearningRate rate = new LearningRate(0.05, 10, 0);
        GradientSteps rule = scheduled ? GradientSteps.adam(rate, 0, new double[] {3, -2})
                : GradientSteps.scheduleFree(rate, 0, new double[] {3, -2});
        double[] gradient = new double[2];
        for (int i = 0; i < 3000; i++) {
            gradient[0] = rule.point()[0] - 1;
            gradient[1] = 25 * rule.point()[1];
            rule.step(gradient);
        }
        assertTrue(Math.abs(rule.answer()[0] - 1) < 1e-3 && Math.abs(rule.answer()[1]) < 1e-3,
                rule.answer()[0] + " " + rule.answer()[1]);
    }
}
