package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.testing.TestContext;

/** The Netlib programs: every one solved and certified, every infeasible one proved so, in whatever words they are put. */
class NetlibTest {

    private static final String FEASIBLE = "netlib";
    private static final String INFEASIBLE = "netlib-infeasible";
    /** How far an objective may be from the optimum, relative to it. */
    private static final double OBJECTIVE_ERROR = 2e-6;
    /** So ill-conditioned that no first-order method is expected to prove it infeasible. */
    private static final String ILL_CONDITIONED = "klein1";

    private static TestContext context(double tolerance) {
        return new TestContext().with("tolerance", tolerance).with("maxIterations", 100_000L);
    }

    private static void expectOptima(TestContext[] contexts, List<LinearProgram> programs, List<Double> optima) {
        for (int i = 0; i < programs.size(); i++) {
            LinearProgram program = programs.get(i);
            LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, contexts[i]);
            double optimum = optima.get(i);
            assertEquals(optimum, Verified.objective(program, solution), OBJECTIVE_ERROR * Math.abs(optimum), program.name());
        }
    }

    private static void expectOptima(double tolerance, long... seeds) {
        List<LinearProgram> programs = new ArrayList<>();
        List<Double> optima = new ArrayList<>();
        Map<String, Double> known = NetlibFiles.optima();
        for (String name : NetlibFiles.names(FEASIBLE)) {
            LinearProgram program = NetlibFiles.program(FEASIBLE, name);
            for (long seed : seeds) {
                programs.add(seed == 0 ? program : Transformed.of(program, seed));
                optima.add(known.get(name));
            }
        }
        assertEquals(27 * seeds.length, programs.size());
        TestContext[] contexts = new TestContext[programs.size()];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = context(tolerance);
        }
        expectOptima(contexts, programs, optima);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-8})
    void everyFeasibleFileIsCertified(double tolerance) {
        expectOptima(tolerance, 0);
    }

    @Test
    void scaledAndPermutedFilesHaveTheSameOptima() {
        expectOptima(1e-6, 1, 2, 3);
    }

    @Test
    void everyInfeasibleFileIsProvedSo() {
        for (String name : NetlibFiles.names(INFEASIBLE)) {
            Verified.solve(NetlibFiles.program(INFEASIBLE, name), Status.INFEASIBLE, context(1e-6));
        }
    }

    @Test
    void scaledAndPermutedInfeasibleFilesStayInfeasible() {
        for (String name : NetlibFiles.names(INFEASIBLE)) {
            for (long seed = 1; seed <= 4; seed++) {
                LinearProgram program = Transformed.of(NetlibFiles.program(INFEASIBLE, name), seed);
                Status status = Verified.solve(program, context(1e-6)).status();
                assertTrue(status == Status.INFEASIBLE || name.equals(ILL_CONDITIONED) && status == Status.ITERATION_LIMIT,
                        name + " seed " + seed + ": " + status);
            }
        }
    }

    @Test
    void theFirstOrderMethodAloneSolvesThemToo() {
        int certified = 0;
        for (String name : NetlibFiles.names(FEASIBLE)) {
            LinearProgram program = NetlibFiles.program(FEASIBLE, name);
            Solution<LinearProgramSolution> solution = Verified.solve(program, context(1e-6).with("newton", false));
            certified += solution.status() == Status.CONVERGED ? 1 : 0;
            assertEquals(0, solution.counters().get("finish"));
        }
        assertTrue(certified >= 26, certified + " of 27");
        for (String name : NetlibFiles.names(INFEASIBLE)) {
            Status status = Verified.solve(NetlibFiles.program(INFEASIBLE, name), context(1e-6).with("newton", false)).status();
            assertNotEquals(Status.CONVERGED, status, name);
            assertNotEquals(Status.UNBOUNDED, status, name);
        }
    }

    @Test
    void presolveMayBeLeftOut() {
        Map<String, Double> optima = NetlibFiles.optima();
        for (String name : NetlibFiles.names(FEASIBLE)) {
            LinearProgram program = NetlibFiles.program(FEASIBLE, name);
            LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, context(1e-6).with("presolve", false));
            assertEquals(optima.get(name), Verified.objective(program, solution), OBJECTIVE_ERROR * Math.abs(optima.get(name)), name);
        }
    }
}
