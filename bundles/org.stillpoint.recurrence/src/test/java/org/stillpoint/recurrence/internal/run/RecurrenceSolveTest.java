package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.testing.TestContext;

class RecurrenceSolveTest {

    private static final int STEPS = 600_001;

    /** The steps that are kept do not depend on the windows, whichever is longer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 131_072, 131_073, 250_000, STEPS - 1, STEPS, Integer.MAX_VALUE})
    void keepsStepsWithinWindowsAndAcrossThem(int keepEvery) throws SolverException {
        double[] expected = new double[STEPS + 1];
        for (int t = 1; t <= STEPS; t++) {
            expected[t] = .999 * expected[t - 1] + 1;
        }
        DataRecord parameters = DataRecord.of("parameters", 1).doubles("transition", new double[] {.999})
                .doubles("bias_ih", new double[] {1}).build();
        RecurrenceProblem problem = RecurrenceProblem.of("diagonal", parameters, Sequences.none(2, STEPS)).withInitialState(0, 1000)
                .withKeepEvery(keepEvery);
        Solution<Trajectory> solution = new SequentialSolver().solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        Sequences kept = solution.value().path().states();
        assertEquals(problem.keptSteps(), kept.steps());
        for (int index = 0; index < kept.steps(); index++) {
            assertEquals(expected[problem.keptStep(index)], kept.values()[kept.offset(0, index)], 1e-9);
            assertEquals(1000, kept.values()[kept.offset(1, index)], 1e-9);
        }
    }
}
