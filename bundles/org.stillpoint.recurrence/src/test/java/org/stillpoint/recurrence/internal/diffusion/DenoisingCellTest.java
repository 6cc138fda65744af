package org.stillpoint.recurrence.internal.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.jacobi.JacobiSolver;
import org.stillpoint.recurrence.internal.newton.NewtonSolver;
import org.stillpoint.recurrence.internal.picard.PicardSolver;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;

/** Sampling as a recurrence. */
class DenoisingCellTest {

    private static final int STEPS = 100;
    private static final GaussianMixture DATA = new GaussianMixture(new double[] {0.5, 0.5},
            new DMatrixRMaj(new double[][] {{-1, 0}, {1, 1}}), new DMatrixRMaj(new double[][] {{0.1}, {0.2}}));

    /** Steps from time 1 to 0.01, uniform in the time, for two points. */
    private static RecurrenceProblem sampling(int order) {
        DataRecord parameters = DataRecord.of("parameters", 1).record("data", DATA.toRecord()).integer("order", order).build();
        double[] times = new double[4 * STEPS];
        for (int i = 0; i < 2 * STEPS; i++) {
            times[2 * i] = 1 - 0.99 * (i % STEPS) / STEPS;
            times[2 * i + 1] = 1 - 0.99 * (i % STEPS + 1) / STEPS;
        }
        return RecurrenceProblem.of(DenoisingCell.NAME, parameters, new Sequences(times, 2, STEPS, 2)).withInitialState(1.2, -0.3, -0.8, 1);
    }

    private static TestContext context() {
        return new TestContext().function(DenoisingCell.NAME, new DenoisingCell());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void samplingInParallelIsSamplingInSequence(int order) throws SolverException {
        RecurrenceProblem problem = sampling(order);
        double[] sequential = Sweeping.sequential(problem, context());
        Solution<Trajectory> picard = new PicardSolver().solve(problem, context().with("tolerance", 1e-13).with("window", STEPS)
                .with("payingSweeps", 0.0));
        assertEquals(Status.CONVERGED, picard.status());
        assertEquals(0, Sweeping.distance(sequential, picard.value().path().states().values()), 1e-11);
        assertTrue(picard.iterations() < 2 * STEPS / 2, picard::toString);
        Solution<Trajectory> newton = new NewtonSolver().solve(problem, context().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, newton.status());
        assertEquals(0, Sweeping.distance(sequential, newton.value().path().states().values()), 1e-10);
        Solution<Trajectory> jacobi = new JacobiSolver().solve(problem, context().with("tolerance", 0.0).with("payingSweeps", 0.0));
        assertArrayEquals(sequential, jacobi.value().path().states().values());
    }

    /** The first step of order 1 is DDIM: the predicted data and the predicted noise in other proportions. */
    @Test
    void orderOneKeepsPredictedDataAndNoise() throws SolverException {
        RecurrenceProblem problem = sampling(1);
        double[] states = Sweeping.sequential(problem, context());
        NoiseSchedule schedule = NoiseSchedule.linear();
        NoisePrediction prediction = new NoisePrediction(DATA);
        double alpha = Math.exp(schedule.logAlpha(1));
        double sigma = Math.sqrt(1 - alpha * alpha);
        prediction.moveTo(alpha, sigma);
        double[] noise = new double[2];
        prediction.predict(new double[] {1.2, -0.3}, 0, noise, 0, new double[2]);
        double nextAlpha = Math.exp(schedule.logAlpha(1 - 0.99 / STEPS));
        double nextSigma = Math.sqrt(1 - nextAlpha * nextAlpha);
        for (int j = 0; j < 2; j++) {
            double data = ((j == 0 ? 1.2 : -0.3) - sigma * noise[j]) / alpha;
            assertEquals(nextAlpha * data + nextSigma * noise[j], states[j], 1e-13);
        }
    }

    @Test
    void wrongParametersAreRefused() {
        DataRecord order = DataRecord.of("parameters", 1).record("data", DATA.toRecord()).integer("order", 4).build();
        assertTrue(assertThrows(SolverException.class, () -> new DenoisingCell().create(order)).getMessage().contains("order is 4"));
        DataRecord other = DataRecord.of("parameters", 1).integer("steps", 4).build();
        assertTrue(assertThrows(SolverException.class, () -> new DenoisingCell().create(other)).getMessage()
                .contains("no parameter steps"));
        DataRecord none = DataRecord.of("parameters", 1).build();
        assertTrue(assertThrows(SolverException.class, () -> new DenoisingCell().create(none)).getMessage().contains("data"));
    }
}
