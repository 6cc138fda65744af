package org.stillpoint.itest.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
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
    void aHostRunsWhatTheSketchPublishes() throws InterruptedException {
        RunResult result = runs.submit(RunRequest.of(new EquilibriumSketch().selfCheck()).option("tolerance", 1e-6).build()).await();
        assertEquals(Status.CONVERGED, result.solution().map(Solution::status).orElse(null), result.toString());
        assertEquals(Verdict.UNVERIFIED, result.verdict(), result.toString());
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
    void aSketchStopsWhenToldAndKeepsItsBestIterate() throws SolverException {
        assertCancelled(new EquilibriumSketch());
    }

    private static <P extends Problem, S extends Recordable> void assertCancelled(Solver<P, S> solver) throws SolverException {
        SolveContext context = new PlainContext(Map.of(), Map.of("sketch.cosine", COSINE), null, 0);
        Solution<S> solution = solver.solve(solver.selfCheck(), context);
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(solution.value().toRecord(), BinaryFormat.fromBytes(BinaryFormat.toBytes(solution.value().toRecord())));
    }
}
