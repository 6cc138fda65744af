package org.stillpoint.itest.sketch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.Verdict;

class SketchTest {

    private static final EquilibriumSketch.Layer COSINE = new CosineLayer();

    @InjectService(timeout = 10_000)
    RunService runs;

    @Test
    void aHostRunsWhatTheSketchesPublish() throws InterruptedException {
        for (Problem problem : List.of(new TransportSketch().selfCheck(), new EquilibriumSketch().selfCheck(),
                new RecurrenceSketch().selfCheck())) {
            RunResult result = runs.submit(RunRequest.of(problem).option("tolerance", 1e-6).build()).await();
            assertEquals(Status.CONVERGED, result.solution().map(Solution::status).orElse(null), result.toString());
            assertEquals(Verdict.UNVERIFIED, result.verdict(), result.toString());
        }
    }

    @Test
    void aTransportProblemFits() throws SolverException {
        TransportSketch solver = new TransportSketch();
        // A symmetric 2 x 2 problem has the plan with p11 p22 / (p12 p21) = exp(2 / epsilon) and the given margins.
        TransportSketch.Transport problem = new TransportSketch.Transport(new double[] {.5, .5}, new double[] {.5, .5},
                new DMatrixRMaj(2, 2, true, 0, 1, 1, 0), .5);
        Solution<TransportSketch.Potentials> solution = solver.solve(problem, context(Map.of("tolerance", 1e-12)));
        assertEquals(Status.CONVERGED, solution.status());
        double off = .5 / (1 + Math.exp(2));
        assertEquals(off, problem.plan(solution.value(), 0, 1), 1e-12);
        TransportSketch.Transport copy = TransportSketch.Transport
                .fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord())));
        assertEquals(problem.toRecord(), copy.toRecord());
        assertTrue(solver.expectedSeconds(problem) > 0);
        Solution<TransportSketch.Potentials> again = solver.solve(solver.selfCheck(), context(Map.of()));
        SolveContext warm = new PlainContext(Map.of(), Map.of(), again.value(), Long.MAX_VALUE);
        assertEquals(0, solver.solve(solver.selfCheck(), warm).iterations());
    }

    @Test
    void anEquilibriumLayerFits() throws SolverException {
        EquilibriumSketch solver = new EquilibriumSketch();
        SolveContext context = new PlainContext(Map.of("tolerance", 1e-12), Map.of("sketch.cosine", COSINE), null, Long.MAX_VALUE);
        Solution<EquilibriumSketch.States> solution = solver.solve(
                new EquilibriumSketch.Equilibrium("sketch.cosine", new double[] {1}, 1, new double[] {0}), context);
        assertEquals(.7390851332151607, solution.value().z()[0], 1e-12);
        SolverException missing = assertThrows(SolverException.class, () -> solver.solve(
                new EquilibriumSketch.Equilibrium("sine", new double[] {1}, 1, new double[] {0}), context));
        assertTrue(missing.getMessage().contains("sine"), missing.getMessage());
    }

    @Test
    void aRecurrenceFits() throws SolverException {
        RecurrenceSketch solver = new RecurrenceSketch();
        float[] input = new float[200];
        for (int t = 0; t < input.length; t++) {
            input[t] = (float) Math.sin(t);
        }
        Solution<RecurrenceSketch.Trajectory> solution = solver.solve(new RecurrenceSketch.Recurrence(.9f, input),
                context(Map.of("tolerance", 1e-6)));
        float[] sequential = new float[input.length];
        for (int t = 0; t < input.length; t++) {
            sequential[t] = (float) Math.tanh(.9f * (t == 0 ? 0 : sequential[t - 1]) + input[t]);
        }
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 20, solution.toString());
        assertArrayEquals(sequential, solution.value().hidden(), 5e-6f);
    }

    @Test
    void everySketchStopsWhenToldAndKeepsItsBestIterate() throws SolverException {
        assertCancelled(new TransportSketch());
        assertCancelled(new EquilibriumSketch());
        assertCancelled(new RecurrenceSketch());
    }

    private static <P extends Problem, S extends Recordable> void assertCancelled(Solver<P, S> solver) throws SolverException {
        SolveContext context = new PlainContext(Map.of(), Map.of("sketch.cosine", COSINE), null, 0);
        Solution<S> solution = solver.solve(solver.selfCheck(), context);
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(solution.value().toRecord(), BinaryFormat.fromBytes(BinaryFormat.toBytes(solution.value().toRecord())));
    }

    private static SolveContext context(Map<String, ?> options) {
        return new PlainContext(options, Map.of(), null, Long.MAX_VALUE);
    }
}
