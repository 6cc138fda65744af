package org.stillpoint.recurrence.internal.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Guess;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Jacobian;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;

/** Iteration counts, residuals and trajectories of Newton's method on recurrences with known answers. */
class NewtonReferenceTest {

    /** x' = (x + 2) / (x + 1), whose iterates from 1 are the best fractions for the root of 2. */
    private static final DifferentiableCell MOBIUS = new DifferentiableCell() {
        @Override
        public int stateSize() {
            return 1;
        }

        @Override
        public int inputSize() {
            return 0;
        }

        @Override
        public void step(double[] state, double[] input, double[] next) {
            next[0] = (state[0] + 2) / (state[0] + 1);
        }

        @Override
        public JacobianStructure jacobianStructure() {
            return JacobianStructure.DIAGONAL;
        }

        @Override
        public void jacobian(double[] state, double[] input, double[] jacobian) {
            jacobian[0] = -1 / ((state[0] + 1) * (state[0] + 1));
        }
    };

    /** The residual after so many steps from a guess. */
    private static double residualAfter(RecurrenceProblem problem, TestContext context, int steps) {
        return NewtonRuns.solve(problem, context.with("maxIterations", steps)).residual();
    }

    /** The residual before so many steps, which is no better than earlier ones where it grows. */
    private static double residualBefore(RecurrenceProblem problem, TestContext context, int steps) {
        NewtonRuns.solve(problem, context.cancelAt(steps + 1));
        return context.lastResidual();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-100, 0, 1, 100})
    void aLinearRecurrenceTakesOneStep(double guess) {
        RecurrenceProblem problem = RecurrenceProblem.autonomous("diagonal", Trials.parameters()
                .array("transition", new NamedArray(new double[] {0.9}, 1)).array("bias_ih", new NamedArray(new double[] {1}, 1)).build(),
                1000, 0);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, guess, 1e-14));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(1, solution.iterations());
        double[] exact = new double[1000];
        Arrays.setAll(exact, t -> (1 - Math.pow(0.9, t + 1)) / 0.1);
        assertArrayEquals(exact, NewtonRuns.states(solution), Math.abs(guess) > 1 ? 1e-12 : 1e-13);
    }

    @Test
    void fractionsForTheRootOfTwo() {
        RecurrenceProblem problem = RecurrenceProblem.autonomous("mobius", Trials.parameters().build(), 1000, 1);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, 1, 1e-14).function("mobius", MOBIUS));
        assertEquals(4, solution.iterations());
        double[] fractions = {3.0 / 2, 7.0 / 5, 17.0 / 12, 41.0 / 29, 99.0 / 70};
        assertArrayEquals(fractions, Arrays.copyOf(NewtonRuns.states(solution), 5), 4e-16);
        assertEquals(Math.sqrt(2), NewtonRuns.last(solution), 4e-16);
        assertTrue(NewtonRuns.counter(solution, "convergenceOrderPercent") >= 180);
        // relative to the largest state: 1 at first, 3/2 from the first step on
        double[] residuals = {5e-1, 2.5e-2, 4.6e-5, 1.5e-10};
        double[] halfUnits = {.5e-1, .05e-2, .05e-5, .05e-10};
        for (int steps = 0; steps <= 3; steps++) {
            double residual = residualBefore(problem, NewtonRuns.full(Safeguards.NONE, 1, 1e-15).function("mobius", MOBIUS), steps);
            assertEquals(residuals[steps], residual * (steps == 0 ? 1 : 1.5), halfUnits[steps], "after " + steps);
        }
        assertTrue(solution.residual() * 1.5 <= 2.3e-16);
    }

    @ParameterizedTest
    @CsvSource({
        " 0.5,  0.3, 0.4, 4,   256, -0.517648557947210,    -7.923871529811",
        " 0.5,  0.3, 0.4, 4,  4096,  0.371429856675616,  -127.544719366556",
        " 0.5,  0.3, 0.4, 4, 65536,  0.250049523987542, -2028.332493160081",
        " 1.0, -0.8, 0.9, 5,   256, -0.536068439872986,   -26.670326163064",
        " 1.0, -0.8, 0.9, 5,  4096,  0.197697657663113,  -434.079561104222",
        " 1.0, -0.8, 0.9, 5, 65536,  0.276572518988906, -6936.206247715492",
        "-1.2,  1.0, 1.5, 6,   256, -0.245234268258570,    48.056416033448",
        "-1.2,  1.0, 1.5, 6,  4096,  0.396802997062372,   769.099026396112",
        "-1.2,  1.0, 1.5, 6, 65536,  0.624495265613910, 12329.743424689208"})
    void stepsDoNotGrowWithTheLength(double az, double ar, double am, int iterations, int steps, double last, double sum) {
        RecurrenceProblem problem = NewtonRuns.paraGru(az, ar, am, steps);
        for (Safeguards safeguards : new Safeguards[] {Safeguards.NONE, Safeguards.ALL}) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(safeguards, Guess.INPUT, 1e-14));
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(iterations, solution.iterations());
            assertEquals(last, NewtonRuns.last(solution), 1e-13);
            assertEquals(sum, NewtonRuns.sum(solution), 1e-12 * Math.abs(sum));
        }
    }

    @Test
    void residualsOfTheParaGru() {
        double[] residuals = {3.0e-1, 1.8e-2, 4.6e-5, 5e-10};
        double[] halfUnits = {.05e-1, .05e-2, .05e-5, .5e-10};
        RecurrenceProblem problem = NewtonRuns.paraGru(0.5, 0.3, 0.4, 4096);
        for (int steps = 0; steps <= 3; steps++) {
            double residual = residualBefore(problem, NewtonRuns.full(Safeguards.NONE, Guess.INPUT, 1e-14), steps);
            assertEquals(residuals[steps], residual, halfUnits[steps], "after " + steps);
        }
        assertTrue(residualAfter(problem, NewtonRuns.full(Safeguards.NONE, Guess.INPUT, 1e-14), 4) <= 3e-16);
        Solution<Trajectory> limited = NewtonRuns.solve(NewtonRuns.paraGru(-1.2, 1, 1.5, 65536),
                NewtonRuns.full(Safeguards.ALL, Guess.INPUT, 1e-14).with("maxIterations", 3));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(1.2e-3, limited.residual(), 0.1e-3);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, INPUT, 4, -0.708531980305195,  2.412860496237",
        "0.5, ZERO,  4, -0.708531980305195,  2.412860496237",
        "0.9, INPUT, 5, -0.862713230839722,  5.126731147453",
        "0.9, ZERO,  6, -0.862713230839722,  5.126731147453",
        "1.5, INPUT, 8, -0.960882743949145, 12.540163619991",
        "1.5, ZERO,  8, -0.960882743949145, 12.540163619991"})
    void residualsMayGrowBeforeTheyFall(double a, Guess guess, int iterations, double last, double sum) {
        for (Safeguards safeguards : Safeguards.values()) {
            Solution<Trajectory> solution = NewtonRuns.solve(NewtonRuns.elman(a, 1000), NewtonRuns.full(safeguards, guess, 1e-13));
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(iterations, solution.iterations());
            assertEquals(0, NewtonRuns.counter(solution, "fallbacks"));
            assertEquals(last, NewtonRuns.last(solution), 1e-12);
            assertEquals(sum, NewtonRuns.sum(solution), 1e-12);
        }
    }

    @Test
    void theResidualOfAnUnstableNetworkGrowsTwoHundredfold() {
        double largest = 0;
        for (int steps = 0; steps < 8; steps++) {
            largest = Math.max(largest, residualBefore(NewtonRuns.elman(1.5, 1000), NewtonRuns.full(Safeguards.NONE, Guess.ZERO, 1e-13),
                    steps));
        }
        assertEquals(2e2, largest, .5e2);
    }

    /** With the guess y_0 the first iterates overflow; how many steps that costs depends on the last bit of f. */
    @ParameterizedTest
    @CsvSource({"1, 7, 7", "0.5, 7, 7", "0.1, 8, 30"})
    void logisticGrowth(double guess, int least, int most) {
        RecurrenceProblem problem = Sweeping.flow("euler", "logistic", 0.01, 1000, 0.1);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.RESET, guess, 1e-14));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() >= least && solution.iterations() <= most, () -> "took " + solution.iterations());
        assertEquals(0.999602503990310, NewtonRuns.last(solution), 1e-13);
        assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext()), NewtonRuns.states(solution)), 1e-12);
    }

    @Test
    void theEulerStepIsOfFirstOrder() {
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            double step = i == 0 ? 0.01 : 0.1;
            int steps = i == 0 ? 1000 : 100;
            double[] states = NewtonRuns.states(NewtonRuns.solve(Sweeping.flow("euler", "logistic", step, steps, 0.1),
                    new TestContext().with("tolerance", 1e-14)));
            for (int t = 0; t < steps; t++) {
                errors[i] = Math.max(errors[i], Math.abs(states[t] - 1 / (1 + 9 * Math.exp(-step * (t + 1)))));
            }
        }
        assertEquals(1.277e-3, errors[0], 1e-6);
        assertEquals(1.280e-2, errors[1], 1e-5);
    }

    @Test
    void lorenz() {
        for (int steps : new int[] {100, 300, 1000}) {
            RecurrenceProblem problem = Sweeping.flow("euler", "lorenz", 0.01, steps, -9.7869288, -15.03852, 20.533978);
            double[] expected = Sweeping.sequential(problem, new TestContext());
            assertEquals(Status.DIVERGED, NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, Guess.INITIAL, 1e-13)).status());
            Solution<Trajectory> reset = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.RESET, Guess.INITIAL, 1e-13));
            assertEquals(Status.CONVERGED, reset.status());
            assertTrue(reset.iterations() > 1 && reset.iterations() < steps / 2, () -> "took " + reset.iterations());
            assertEquals(0, Sweeping.distance(expected, NewtonRuns.states(reset)), 1e-9);
            Solution<Trajectory> windows = NewtonRuns.solve(problem, new TestContext().with("tolerance", 1e-13).with("window", 16)
                    .with("safeguards", Safeguards.RESET).with("guess", Guess.INITIAL));
            assertEquals(4.7, (double) windows.iterations() / NewtonRuns.counter(windows, "windows"), 1.2);
        }
    }

    /** With the true y for an input the system hardly depends on its state, and is no longer chaotic. */
    @Test
    void anObserverOfLorenz() {
        double[] start = {-9.7869288, -15.03852, 20.533978};
        double[] path = Sweeping.sequential(Sweeping.flow("euler", "lorenz", 0.01, 1000, start), new TestContext());
        double[] observed = new double[1000];
        observed[0] = start[1];
        for (int t = 1; t < 1000; t++) {
            observed[t] = path[3 * (t - 1) + 1];
        }
        RecurrenceProblem problem = RecurrenceProblem.of("euler", Trials.parameters().text("field", "lorenz").number("step", 0.01)
                .record("fieldParameters", Trials.parameters().truth("observed", true).build()).build(), Sequences.of(observed, 1))
                .withInitialState(start);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, Guess.INITIAL, 1e-13));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() <= 3, () -> "took " + solution.iterations());
        assertEquals(0, Sweeping.distance(path, NewtonRuns.states(solution)), 2e-13);
        assertTrue(solution.warnings().isEmpty(), () -> solution.warnings().toString());
    }

    @Test
    void aWideParaGruAtItsInitialisation() {
        int units = 64;
        int steps = 256;
        Random random = new Random(3);
        double[] recurrent = random.doubles(3L * units).map(u -> random.nextGaussian() * 2 / Math.sqrt(5 * units)).toArray();
        RecurrenceProblem problem = RecurrenceProblem.of("para-gru", Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(3L * units * 4, -1, 1).toArray(), 3 * units, 4))
                .array("recurrent", new NamedArray(recurrent, 3, units)).build(),
                Sequences.of(random.doubles(4L * steps, -2, 2).toArray(), 4));
        double[] expected = Sweeping.sequential(problem, new TestContext());
        double[] bounds = {2e-1, 5e-3, 1e-5, 1e-9, 1e-14};
        for (int k = 1; k <= bounds.length; k++) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, Guess.INPUT, 1e-15)
                    .with("maxIterations", k));
            assertEquals(0, Sweeping.distance(expected, NewtonRuns.states(solution)), bounds[k - 1], "after " + k);
        }
    }

    /** The steps do not grow with the length there, and are twice as many with couplings far larger. */
    @ParameterizedTest
    @CsvSource({"256, 0.9, 5", "65536, 0.9, 5", "256, 100, 10", "65536, 100, 10"})
    void longerParaGruTakeAsManySteps(int steps, double clip, int iterations) {
        int units = 4;
        Random random = new Random(3);
        double deviation = clip < 1 ? 2 / Math.sqrt(5 * units) : 1;
        double[] recurrent = new double[3 * units];
        Arrays.setAll(recurrent, i -> Math.max(-clip, Math.min(clip, deviation * random.nextGaussian())));
        RecurrenceProblem problem = RecurrenceProblem.of("para-gru", Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(3L * units * 4, -1, 1).toArray(), 3 * units, 4))
                .array("recurrent", new NamedArray(recurrent, 3, units)).build(),
                Sequences.of(random.doubles(4L * steps, -2, 2).toArray(), 4));
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, Guess.INPUT, 1e-15)
                .with("maxIterations", iterations));
        assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext()), NewtonRuns.states(solution)), 2e-15);
    }

    /** tanh networks of random couplings: exact Jacobian matrices need the fewest steps, none the most. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.95})
    void theMoreOfTheJacobianTheFewerSteps(double strength) {
        int units = 20;
        int steps = 500;
        Random random = new Random(5);
        double[] coupling = random.doubles((long) units * units).map(u -> strength * random.nextGaussian() / Math.sqrt(units)).toArray();
        double[] identity = new double[units * units];
        for (int i = 0; i < units; i++) {
            identity[i * units + i] = 1;
        }
        RecurrenceProblem problem = RecurrenceProblem.of("elman", Trials.parameters()
                .array("weight_ih", new NamedArray(identity, units, units))
                .array("weight_hh", new NamedArray(coupling, units, units)).build(),
                Sequences.of(random.doubles((long) units * steps, -0.1, 0.1).toArray(), units))
                .withInitialState(random.doubles(units, -1, 1).toArray());
        double[] expected = Sweeping.sequential(problem, new TestContext());
        long[] iterations = new long[3];
        for (int i = 0; i < 3; i++) {
            TestContext context = NewtonRuns.full(Safeguards.RESET, Guess.ZERO, 1e-9);
            Solution<Trajectory> solution = NewtonRuns.solve(problem, i == 0 ? context
                    : i == 1 ? context.with("jacobian", Jacobian.DIAGONAL) : context.with("damping", 1.0));
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(0, Sweeping.distance(expected, NewtonRuns.states(solution)), 1e-7);
            iterations[i] = solution.iterations();
        }
        assertTrue(iterations[0] <= 10 && 4 * iterations[0] < iterations[1], () -> Arrays.toString(iterations));
        assertTrue(iterations[1] <= 1.3 * iterations[2] && iterations[2] <= steps, () -> Arrays.toString(iterations));
    }

    /** With diagonals convergence is linear: the residual falls by about the same factor in each step. */
    @Test
    void diagonalsConvergeLinearly() {
        int units = 12;
        int steps = 200;
        Random random = new Random(5);
        double[] coupling = random.doubles((long) units * units).map(u -> 0.5 * random.nextGaussian() / Math.sqrt(units)).toArray();
        RecurrenceProblem problem = RecurrenceProblem.of("elman", Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(units, -1, 1).toArray(), units, 1))
                .array("weight_hh", new NamedArray(coupling, units, units)).build(),
                Sequences.of(random.doubles(steps, -1, 1).toArray(), 1));
        double[] residuals = new double[10];
        for (int k = 0; k < residuals.length; k++) {
            residuals[k] = residualAfter(problem, NewtonRuns.full(Safeguards.NONE, Guess.ZERO, 1e-15).with("jacobian", Jacobian.DIAGONAL),
                    k + 4);
        }
        for (int k = 1; k < residuals.length; k++) {
            double ratio = residuals[k] / residuals[k - 1];
            assertTrue(ratio > 0.2 && ratio < 0.9, () -> Arrays.toString(residuals));
        }
    }
}
