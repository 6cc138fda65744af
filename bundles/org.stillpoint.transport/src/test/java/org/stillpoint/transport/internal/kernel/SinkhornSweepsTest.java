package org.stillpoint.transport.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.numerics.parallel.ThreadTeam;

class SinkhornSweepsTest {

    private static final double[] COSTS = {0.25, 2.25, 9, 0.25, 0.25, 4, 2.25, 0.25, 1};
    private static final double[] A = {0.2, 0.5, 0.3};
    private static final double[] B = {0.3, 0.3, 0.4};

    private final ThreadTeam team = new ThreadTeam(Runnable::run, 1);

    private DenseRows rows(double[] costs, int sources, int targets) {
        return new DenseRows(costs, sources, targets, team, () -> true);
    }

    private static MarginalSteps steps(MarginalRule rule, double... weights) {
        return new MarginalSteps(rule, weights, true);
    }

    private static double[] plan(DenseRows rows, SinkhornSweeps sweeps, MarginalSteps source, MarginalSteps target) {
        double[] kernelF = new double[rows.sources()];
        double[] kernelG = new double[rows.targets()];
        for (int i = 0; i < kernelF.length; i++) {
            kernelF[i] = sweeps.f()[i] + source.offset(i);
        }
        for (int j = 0; j < kernelG.length; j++) {
            kernelG[j] = sweeps.g()[j] + target.offset(j);
        }
        double[] plan = new double[kernelF.length * kernelG.length];
        rows.marginals(kernelF, kernelG, sweeps.epsilon(), new double[kernelF.length], new double[kernelG.length], plan);
        return plan;
    }

    private static double sweep(SinkhornSweeps sweeps, int most, double goal) {
        double error = Double.NaN;
        for (int k = 0; k < most && !(error <= goal); k++) {
            error = sweeps.sweep(goal);
        }
        return error;
    }

    @Test
    void entropicPlanOfThreePoints() {
        MarginalSteps source = steps(MarginalRule.EXACT, A);
        MarginalSteps target = steps(MarginalRule.EXACT, B);
        DenseRows rows = rows(COSTS, 3, 3);
        DenseSweeps sweeps = new DenseSweeps(rows, source, target, Double.NaN);
        sweeps.start(1);
        double error = sweep(sweeps, 1000, 1e-14);
        assertTrue(error <= 1e-14);
        assertEquals(error, sweeps.measuredError(), 1e-15);
        assertArrayEquals(new double[] {0.1612235329, 0.0377725967, 0.0010038705, 0.1367889368, 0.2368036245, 0.1264074387,
            0.0019875303, 0.0254237788, 0.2725886908}, plan(rows, sweeps, source, target), 5e-11);
    }

    @Test
    void unbalancedAndSemiRelaxedPlansOfThreePoints() {
        double[] doubled = {0.6, 0.6, 0.8};
        MarginalRule penalty = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1);
        DenseRows rows = rows(COSTS, 3, 3);
        MarginalSteps source = steps(penalty, A);
        MarginalSteps target = steps(penalty, doubled);
        DenseSweeps both = new DenseSweeps(rows, source, target, Double.NaN);
        both.start(0.5);
        assertTrue(sweep(both, 1000, 1e-14) <= 1e-14);
        double[] plan = plan(rows, both, source, target);
        assertEquals(1.1085316872579445, Arrays.stream(plan).sum(), 1e-12);
        assertEquals(0.1724869685, plan[0], 5e-11);

        MarginalSteps exact = steps(MarginalRule.EXACT, B);
        DenseSweeps half = new DenseSweeps(rows, source, exact, Double.NaN);
        half.start(0.5);
        assertTrue(sweep(half, 1000, 1e-14) <= 1e-14);
        assertArrayEquals(new double[] {0.1246712667, 0.0032352165, 0.0000001594, 0.1746919667, 0.2475072014, 0.0049207567,
            0.0006367666, 0.0492575821, 0.3950790838}, plan(rows, half, source, exact), 5e-11);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-1, 1e-2, 1e-4, 1e-6})
    void sweepsOverAMatrixAgreeWithSweepsInLogarithms(double epsilon) {
        Random random = new Random(5);
        for (MarginalRule.Kind kind : MarginalRule.Kind.values()) {
            MarginalRule rule = rule(kind);
            double mass = kind == MarginalRule.Kind.AT_MOST ? 0.4 : Double.NaN;
            double[] costs = random.doubles(20 * 30).toArray();
            double[] a = random.doubles(20, 0.01, 0.1).toArray();
            double[] b = random.doubles(30, 0.01, 0.1).toArray();
            DenseRows rows = rows(costs, 20, 30);
            SinkhornSweeps dense = new DenseSweeps(rows, steps(rule, a), steps(rule, b), mass);
            SinkhornSweeps logarithmic = new LogarithmicSweeps(rows, steps(rule, a), steps(rule, b), mass, () -> true);
            for (SinkhornSweeps sweeps : new SinkhornSweeps[] {dense, logarithmic}) {
                sweeps.start(epsilon);
                for (int k = 0; k < 30; k++) {
                    sweeps.sweep(0);
                }
            }
            assertArrayEquals(logarithmic.f(), dense.f(), 1e-12, kind.toString());
            assertArrayEquals(logarithmic.g(), dense.g(), 1e-12, kind.toString());
            assertEquals(logarithmic.massPotential(), dense.massPotential(), 1e-12);
            double error = dense.measuredError();
            assertEquals(logarithmic.measuredError(), error, 1e-8 + 1e-6 * error, kind.toString());
            assertEquals(dense.sweep(0), error, 1e-9, kind.toString());
        }
    }

    private static MarginalRule rule(MarginalRule.Kind kind) {
        return switch (kind) {
            case EXACT, FREE, AT_MOST -> new MarginalRule(kind, Double.NaN);
            case KULLBACK_LEIBLER, SQUARED, TOTAL_VARIATION -> new MarginalRule(kind, 0.3);
        };
    }

    @ParameterizedTest
    @EnumSource
    void aSweepNeverLowersTheDualValue(MarginalRule.Kind kind) {
        Random random = new Random(6);
        double[] costs = random.doubles(12 * 9).toArray();
        double mass = kind == MarginalRule.Kind.AT_MOST ? 0.3 : Double.NaN;
        for (double omega : new double[] {1, 1.7}) {
            MarginalSteps source = steps(rule(kind), random.doubles(12, 0.01, 0.1).toArray());
            MarginalSteps target = steps(rule(kind), random.doubles(9, 0.01, 0.1).toArray());
            DenseRows rows = rows(costs, 12, 9);
            SinkhornSweeps sweeps = new DenseSweeps(rows, source, target, mass);
            sweeps.start(0.03);
            sweeps.relaxation(omega);
            double before = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 200; k++) {
                sweeps.sweep(0);
                double value = Double.isNaN(mass) ? 0 : sweeps.massPotential() * mass;
                for (int i = 0; i < 12; i++) {
                    value += source.dual(i, sweeps.f()[i]);
                }
                for (int j = 0; j < 9; j++) {
                    value += target.dual(j, sweeps.g()[j]);
                }
                value -= 0.03 * Arrays.stream(plan(rows, sweeps, source, target)).sum();
                assertTrue(value >= before - 1e-14, kind + " " + omega + " " + k + ": " + before + " " + value);
                before = value;
            }
        }
    }

    @Test
    void softMinimaOfPointsWithoutAPartAreInfinite() {
        DenseRows rows = rows(COSTS, 3, 3);
        double none = Double.NEGATIVE_INFINITY;
        double[] result = new double[3];
        rows.overTargets(new double[] {none, none, none}, 0.1, result);
        assertArrayEquals(new double[] {-none, -none, -none}, result);
        rows.overSources(new double[] {none, 1, none}, 0.1, result);
        assertArrayEquals(new double[] {-0.75, -0.75, 3}, result, 1e-15);
        rows.overTargets(new double[] {0, none, 0}, 1e-6, result);
        assertArrayEquals(new double[] {0.25, 0.25, 1}, result, 1e-15);
    }

    @Test
    void interruptionLeavesTheIterate() {
        int[] questions = {0};
        DenseRows rows = new DenseRows(COSTS, 3, 3, team, () -> questions[0]++ < 6);
        SinkhornSweeps sweeps = new DenseSweeps(rows, steps(MarginalRule.EXACT, A), steps(MarginalRule.EXACT, B), Double.NaN);
        sweeps.start(1);
        double[] before = sweeps.f().clone();
        while (!sweeps.interrupted()) {
            before = sweeps.f().clone();
            sweeps.sweep(0);
        }
        assertArrayEquals(before, sweeps.f());
        assertFalse(Arrays.equals(new double[3], before));
    }
}
