package org.stillpoint.halpern.internal.inclusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.MonotoneInclusionVerifier;

/** Whole solves on sets of all kinds, looked at by the verifier of monotone inclusions. */
class VerifiedTest {

    private static final double TOLERANCE = 1e-9;

    private static final Map<String, Solver<MonotoneInclusion, InclusionPoint>> SOLVERS = new LinkedHashMap<>();

    static {
        SOLVERS.put("extragradient", new ExtragradientSolver());
        SOLVERS.put("anchored-extragradient", new AnchoredExtragradientSolver());
        SOLVERS.put("fast-extragradient", new FastExtragradientSolver());
        SOLVERS.put("optimistic-gradient", new OptimisticGradientSolver());
        SOLVERS.put("past-extragradient", new PastExtragradientSolver());
        SOLVERS.put("accelerated-optimistic-gradient", new AcceleratedOptimisticGradientSolver());
        SOLVERS.put("accelerated-proximal-point", new AcceleratedProximalPointSolver());
        SOLVERS.put("strongly-monotone-proximal-point", new StronglyMonotoneProximalPointSolver());
    }

    private static boolean anchored(String name) {
        return !(name.equals("extragradient") || name.equals("past-extragradient") || name.equals("optimistic-gradient"));
    }

    private static TestContext context(Cases.Solved problem) {
        return Cases.context(problem.operator()).blas(new JavaBlas()).with("tolerance", TOLERANCE);
    }

    private static Certificate verify(MonotoneInclusion problem, Solution<InclusionPoint> solution, TestContext functions)
            throws SolverException {
        return new MonotoneInclusionVerifier().verify(problem, solution, new VerificationContext() {
            @Override
            public double tolerance() {
                return TOLERANCE;
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                return functions.function(type, name);
            }
        });
    }

    @Test
    void claimsOfConvergenceAreCertified() throws SolverException {
        for (long seed = 1; seed <= 3; seed++) {
            for (Cases.Solved problem : Cases.solved(seed - 1, seed)) {
                for (String name : SOLVERS.keySet()) {
                    MonotoneInclusion inclusion = Cases.problem(problem.set(), problem.start());
                    Solution<InclusionPoint> solution = SOLVERS.get(name).solve(inclusion, context(problem));
                    String place = name + ", " + problem.name() + ", seed " + seed + ": " + solution;
                    assertEquals(Status.CONVERGED, solution.status(), place);
                    Certificate certificate = verify(inclusion, solution, context(problem));
                    assertTrue(certificate.holds(), place + " " + certificate);
                    if (seed > 1) {
                        // Only with a symmetric part of M the solution is the only one.
                        assertArrayEquals(problem.solution(), solution.value().u(), 1e-6, place);
                    }
                }
            }
        }
    }

    @Test
    void restartsMakeAnchoredMethodsLinear() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            if (!anchored(name)) {
                continue;
            }
            Cases.Solved problem = Cases.solved(0, 3).get(1);
            MonotoneInclusion inclusion = Cases.problem(problem.set(), problem.start());
            Solution<InclusionPoint> restarted = SOLVERS.get(name).solve(inclusion, context(problem));
            assertEquals(Status.CONVERGED, restarted.status(), name);
            assertTrue(restarted.counters().get(Counter.RESTARTS) > 5, name + " " + restarted);
            Solution<InclusionPoint> plain = SOLVERS.get(name).solve(inclusion,
                    context(problem).with("restart", 0.0).with("maxIterations", 5 * restarted.iterations()));
            assertFalse(plain.counters().containsKey(Counter.RESTARTS), name);
            assertEquals(Status.ITERATION_LIMIT, plain.status(), name + " " + restarted + " " + plain);
        }
    }
}
