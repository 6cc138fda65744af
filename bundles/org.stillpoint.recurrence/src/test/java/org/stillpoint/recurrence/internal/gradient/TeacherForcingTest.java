package org.stillpoint.recurrence.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.TeacherForcing;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceGradientVerifier;

/** Gradients of the system of Lorenz (1963), whose neighbouring states separate like exp(0.906 t). */
class TeacherForcingTest {

    private static final double STEP = 0.01;
    private static final double LYAPUNOV_EXPONENT = 0.906;
    private static final double[] START = {-9.7869288, -15.03852, 20.533978};

    private static RecurrenceProblem lorenz(int steps) {
        return RecurrenceProblem.autonomous("runge-kutta",
                DataRecord.of("parameters", 1).text("field", "lorenz").number("step", STEP).build(), steps, START);
    }

    private static Sequences states(int steps) throws SolverException {
        Trajectory trajectory = RecurrenceSolve.solve(lorenz(steps), (stretch, session) -> {
            new SequentialSweep(stretch).run(0, 0, stretch.steps, session);
            return new StretchResult(Status.CONVERGED, 1, 0);
        }, 1e-10, new TestContext()).value();
        return trajectory.path().states();
    }

    private static Sequences lastStep(int steps, double... cotangent) {
        double[] values = new double[3 * steps];
        System.arraycopy(cotangent, 0, values, values.length - 3, 3);
        return Sequences.of(values, 3);
    }

    private static Solution<RecurrenceGradient> solve(int steps, Optional<TeacherForcing> forcing) throws SolverException {
        return new RecurrenceGradientSolver().solve(new RecurrenceGradientProblem(lorenz(steps),
                SequenceLoss.ofCotangent(lastStep(steps, 0.6, 0, -0.8)), forcing), new TestContext().blas(new JavaBlas()));
    }

    @Test
    void withoutItGradientsGrowWithTheLyapunovExponent() throws SolverException {
        int shorter = 1000;
        int longer = 6000;
        Solution<RecurrenceGradient> exploding = solve(longer, Optional.empty());
        assertEquals(Status.CONVERGED, exploding.status());
        assertTrue(exploding.warnings().stream().anyMatch(warning -> warning.contains("explode")), exploding.warnings()::toString);
        double growth = Math.log(VectorKernels.norm2(exploding.value().initialState())
                / VectorKernels.norm2(solve(shorter, Optional.empty()).value().initialState())) / ((longer - shorter) * STEP);
        assertEquals(LYAPUNOV_EXPONENT, growth, 0.1);
    }

    @Test
    void withItGradientsStayBoundedHoweverLongTheSequence() throws SolverException {
        for (int steps : new int[] {1000, 10_000}) {
            Solution<RecurrenceGradient> solution = solve(steps, Optional.of(new TeacherForcing(OptionalDouble.empty(), states(steps))));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.warnings().isEmpty(), solution.warnings()::toString);
            double weight = solution.value().forcing();
            assertTrue(weight > 0.05 && weight < 0.5, () -> "weight " + weight);
            // All factors but the first, which is not forced, have norms of at most 1.
            assertTrue(VectorKernels.norm2(solution.value().initialState()) <= 1 / (1 - weight) + 1e-9,
                    () -> "norm " + VectorKernels.norm2(solution.value().initialState()));
        }
    }

    @Test
    void halfTheWeightIsEnoughOnAverage() throws SolverException {
        // The largest singular value bounds every step; the mean growth is far less.
        Sequences states = states(10_000);
        double weight = solve(10_000, Optional.of(new TeacherForcing(OptionalDouble.empty(), states))).value().forcing();
        RecurrenceGradient gradient = solve(10_000, Optional.of(new TeacherForcing(weight / 2, states))).value();
        assertEquals(weight / 2, gradient.forcing(), 1e-15);
        assertTrue(VectorKernels.norm2(gradient.initialState()) < 1);
    }

    @Test
    void derivativesUnderForcingAreCertified() throws SolverException {
        RecurrenceGradientProblem problem = new RecurrenceGradientProblem(lorenz(300), SequenceLoss.ofTarget(states(300)),
                Optional.of(new TeacherForcing(0.1, lastStep(300, 1, 2, 3))));
        Solution<RecurrenceGradient> solution = new RecurrenceGradientSolver().solve(problem, new TestContext().blas(new JavaBlas()));
        assertEquals(Status.CONVERGED, solution.status());
        Certificate certificate = Verification.of(new RecurrenceGradientVerifier(), problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
    }

    @Test
    void fullForcingLeavesOneStep() throws SolverException {
        Sequences states = states(50);
        RecurrenceGradient gradient = solve(50, Optional.of(new TeacherForcing(1, states))).value();
        assertEquals(0, VectorKernels.norm2(gradient.initialState()));
        assertEquals(VectorKernels.norm2(solve(1, Optional.empty()).value().initialState()),
                VectorKernels.norm2(solve(1, Optional.of(new TeacherForcing(1, states(1)))).value().initialState()), 1e-15);
    }
}
