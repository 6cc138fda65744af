package org.stillpoint.transport.internal.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.VerifiedSolve;
import org.stillpoint.verify.internal.DiscreteBridgeVerifier;

class DiscreteBridgeTest {

    private static final DiscreteBridgeVerifier VERIFIER = new DiscreteBridgeVerifier();

    private static Stream<Solver<DiscreteBridgeProblem, BridgeChain>> solvers() {
        return Stream.of(new DiscreteBridgeSinkhornSolver(), new DiscreteBridgeFittingSolver());
    }

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static void fillDistributions(double[] values, int length, Random random) {
        for (int from = 0; from < values.length; from += length) {
            double sum = 0;
            for (int i = from; i < from + length; i++) {
                values[i] = 0.05 + random.nextDouble();
                sum += values[i];
            }
            for (int i = from; i < from + length; i++) {
                values[i] /= sum;
            }
        }
    }

    private static DiscreteBridgeProblem random(int states, int steps, long seed) {
        Random random = new Random(seed);
        double[] transitions = new double[steps * states * states];
        double[] start = new double[states];
        double[] end = new double[states];
        fillDistributions(transitions, states, random);
        fillDistributions(start, states, random);
        fillDistributions(end, states, random);
        return new DiscreteBridgeProblem(states, transitions, start, end);
    }

    /** A lazy walk on a line, reflected at its ends. */
    private static DiscreteBridgeProblem walk(int states, int steps, double[] start, double[] end) {
        double[] transitions = new double[steps * states * states];
        for (int t = 0; t < steps; t++) {
            for (int x = 0; x < states; x++) {
                int row = (t * states + x) * states;
                transitions[row + x] += 0.5;
                transitions[row + Math.max(0, x - 1)] += 0.25;
                transitions[row + Math.min(states - 1, x + 1)] += 0.25;
            }
        }
        return new DiscreteBridgeProblem(states, transitions, start, end);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsSelfCheck(Solver<DiscreteBridgeProblem, BridgeChain> solver) throws SolverException {
        VerifiedSolve.value(solver, VERIFIER, solver.selfCheck(), context());
    }

    /** With two states the coupling of the ends keeps the odds ratio of the reference: a quadratic equation. */
    @ParameterizedTest
    @MethodSource("solvers")
    void twoStatesHaveAClosedForm(Solver<DiscreteBridgeProblem, BridgeChain> solver) throws SolverException {
        double[] step = {0.9, 0.1, 0.2, 0.8};
        double[] transitions = {0.9, 0.1, 0.2, 0.8, 0.9, 0.1, 0.2, 0.8};
        double k00 = step[0] * step[0] + step[1] * step[2];
        double k10 = step[2] * step[0] + step[3] * step[2];
        double ratio = k00 * (1 - k10) / ((1 - k00) * k10);
        double start = 0.4;
        double end = 0.7;
        // c (1 - start - end + c) = ratio (start - c) (end - c) for c, the mass that goes from state 0 to state 0.
        double quadratic = 1 - ratio;
        double linear = 1 - start - end + ratio * (start + end);
        double constant = -ratio * start * end;
        double mass = (-linear + Math.sqrt(linear * linear - 4 * quadratic * constant)) / (2 * quadratic);
        DiscreteBridgeProblem problem = new DiscreteBridgeProblem(2, transitions, new double[] {start, 1 - start},
                new double[] {end, 1 - end});
        BridgeChain chain = VerifiedSolve.value(solver, VERIFIER, problem, context().with("tolerance", 1e-12));
        double[] p = chain.transitions();
        assertEquals(mass, start * (p[0] * p[4] + p[1] * p[6]), 1e-11);
    }

    /** Every law of a path over its probability under the reference is a product of a function of each end. */
    @ParameterizedTest
    @MethodSource("solvers")
    void thePathsBetweenGivenEndsAreThoseOfTheReference(Solver<DiscreteBridgeProblem, BridgeChain> solver) throws SolverException {
        DiscreteBridgeProblem problem = random(3, 3, 4);
        BridgeChain chain = VerifiedSolve.value(solver, VERIFIER, problem, context().with("tolerance", 1e-12));
        double[][] ratios = new double[3][3];
        double entropy = 0;
        double[] ends = new double[3];
        for (int path = 0; path < 81; path++) {
            int[] x = {path % 3, path / 3 % 3, path / 9 % 3, path / 27};
            double probability = problem.start()[x[0]];
            double reference = probability;
            for (int t = 0; t < 3; t++) {
                int entry = (t * 3 + x[t]) * 3 + x[t + 1];
                probability *= chain.transitions()[entry];
                reference *= problem.transitions()[entry];
            }
            ends[x[3]] += probability;
            entropy += probability * Math.log(probability / reference);
            double ratio = probability / reference;
            if (ratios[x[0]][x[3]] != 0) {
                assertEquals(1, ratio / ratios[x[0]][x[3]], 1e-10);
            }
            ratios[x[0]][x[3]] = ratio;
        }
        assertArrayEquals(problem.end(), ends, 1e-11);
        assertEquals(1, ratios[0][0] * ratios[1][2] / (ratios[0][2] * ratios[1][0]), 1e-9);
        Solution<BridgeChain> solution = Solution.of(Status.CONVERGED, chain).residual(0, 1e-9).build();
        Certificate certificate = Verification.of(VERIFIER, problem, solution, 1e-9);
        assertEquals(entropy, certificate.quantities().get(Certificate.OBJECTIVE), 1e-12);
        assertEquals(entropy, certificate.quantities().get(Certificate.DUAL_OBJECTIVE), 1e-10);
    }

    /** A reference that hardly moves: updates creep, Newton steps do not. */
    @Test
    void newtonStepsFinishWhatUpdatesBegin() throws SolverException {
        int states = 12;
        double[] transitions = new double[3 * states * states];
        double[] start = new double[states];
        double[] end = new double[states];
        for (int t = 0; t < 3; t++) {
            for (int x = 0; x < states; x++) {
                int row = (t * states + x) * states;
                transitions[row + x] += 0.98;
                transitions[row + Math.max(0, x - 1)] += 0.01;
                transitions[row + Math.min(states - 1, x + 1)] += 0.01;
            }
        }
        fillDistributions(start, states, new Random(1));
        for (int x = 0; x < states; x++) {
            end[x] = 0.95 * start[x] + 0.05 / states;
        }
        DiscreteBridgeProblem problem = new DiscreteBridgeProblem(states, transitions, start, end);
        Solution<BridgeChain> newton = VerifiedSolve.solve(new DiscreteBridgeSinkhornSolver(), VERIFIER, problem, context());
        Solution<BridgeChain> plain = VerifiedSolve.solve(new DiscreteBridgeSinkhornSolver(), VERIFIER, problem,
                context().with("newton", false));
        assertEquals(Status.CONVERGED, newton.status());
        assertEquals(Status.CONVERGED, plain.status());
        assertArrayEquals(plain.value().transitions(), newton.value().transitions(), 1e-6);
        assertTrue(100 * newton.iterations() < plain.iterations(), newton + " and " + plain);
    }

    @Test
    void bothMethodsAgree() throws SolverException {
        for (long seed = 0; seed < 4; seed++) {
            DiscreteBridgeProblem problem = random(8, 5, seed);
            BridgeChain sinkhorn = VerifiedSolve.value(new DiscreteBridgeSinkhornSolver(), VERIFIER, problem,
                    context().with("tolerance", 1e-12));
            BridgeChain fitting = VerifiedSolve.value(new DiscreteBridgeFittingSolver(), VERIFIER, problem,
                    context().with("tolerance", 1e-12));
            assertArrayEquals(sinkhorn.transitions(), fitting.transitions(), 1e-9);
            assertArrayEquals(sinkhorn.marginals(), fitting.marginals(), 1e-10);
        }
    }

    /** From one side of a walk to the other: few states have mass at the ends, and paths are forced. */
    @Test
    void zerosOfTheEndsAndOfTheReferenceAreExact() throws SolverException {
        DiscreteBridgeProblem problem = walk(6, 5, new double[] {1, 0, 0, 0, 0, 0}, new double[] {0, 0, 0, 0, 0, 1});
        BridgeChain forced = VerifiedSolve.value(new DiscreteBridgeSinkhornSolver(), VERIFIER, problem, context());
        assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0}, Arrays.copyOfRange(forced.marginals(), 12, 18), 1e-14);
        DiscreteBridgeProblem longer = walk(6, 12, new double[] {0.5, 0.5, 0, 0, 0, 0}, new double[] {0, 0.25, 0, 0, 0, 0.75});
        BridgeChain one = VerifiedSolve.value(new DiscreteBridgeSinkhornSolver(), VERIFIER, longer, context().with("tolerance", 1e-13));
        BridgeChain other = VerifiedSolve.value(new DiscreteBridgeFittingSolver(), VERIFIER, longer, context().with("tolerance", 1e-11));
        assertArrayEquals(one.marginals(), other.marginals(), 1e-9);
        assertEquals(0, one.marginals()[12 * 6]);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void endsThatNoPathJoinsAreInfeasible(Solver<DiscreteBridgeProblem, BridgeChain> solver) throws SolverException {
        DiscreteBridgeProblem problem = walk(6, 4, new double[] {1, 0, 0, 0, 0, 0}, new double[] {0, 0, 0, 0, 0, 1});
        assertEquals(Status.INFEASIBLE, VerifiedSolve.solve(solver, VERIFIER, problem, context()).status());
    }

    /** Too much mass is to come from too few states: no state is cut off, but no law exists, and none is claimed. */
    @Test
    void massesThatCannotBeJoinedAreNotClaimed() throws SolverException {
        DiscreteBridgeProblem problem = walk(6, 2, new double[] {0.5, 0, 0.5, 0, 0, 0}, new double[] {0.25, 0, 0, 0, 0.75, 0});
        Solution<BridgeChain> solution = new DiscreteBridgeSinkhornSolver().solve(problem, context());
        assertEquals(Status.STAGNATED, solution.status(), solution::toString);
        assertEquals(0.5, solution.residual(), 1e-6);
    }

    @Test
    void whatFittingCannotStartFromIsRefused() {
        Solver<DiscreteBridgeProblem, BridgeChain> solver = new DiscreteBridgeFittingSolver();
        DiscreteBridgeProblem parts = walk(6, 2, new double[] {0.5, 0, 0, 0, 0.5, 0}, new double[] {0, 0.5, 0, 0, 0, 0.5});
        String far = assertThrows(SolverException.class, () -> solver.solve(parts, context())).getMessage();
        assertTrue(far.contains("from state 0 to state 5"), far);
        String single = assertThrows(SolverException.class, () -> solver.solve(random(3, 1, 1), context())).getMessage();
        assertTrue(single.contains("one step"), single);
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(random(3, 1, 1)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsStop(Solver<DiscreteBridgeProblem, BridgeChain> solver) throws SolverException {
        DiscreteBridgeProblem problem = walk(6, 6, new double[] {0.4, 0.2, 0.1, 0.1, 0.1, 0.1}, new double[] {0, 0, 0.1, 0.2, 0.3, 0.4});
        Solution<BridgeChain> limited = solver.solve(problem, context().with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(2, limited.iterations());
        Certificate certificate = Verification.of(VERIFIER, problem, limited, 1e-9);
        assertFalse(certificate.holds());
        assertEquals(limited.residual(), certificate.checks().get(2).value(), 1e-14);
        assertEquals(Status.CANCELLED, solver.solve(problem, context().cancelAt(1)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, context().timeLimit(0)).status());
    }

    @Test
    void aStartSavesIterations() throws SolverException {
        DiscreteBridgeProblem problem = random(6, 4, 9);
        Solver<DiscreteBridgeProblem, BridgeChain> solver = new DiscreteBridgeSinkhornSolver();
        BridgeChain first = solver.solve(problem, context()).value();
        assertEquals(0, solver.solve(problem, context().start(first)).iterations());
    }

    @Test
    void chainsThatAreNoBridgesAreNotCertified() throws SolverException {
        DiscreteBridgeProblem problem = random(3, 2, 2);
        BridgeChain right = new DiscreteBridgeSinkhornSolver().solve(problem, context()).value();
        // Another chain with the right ends, which is not the transform of the reference: the second step forgets the state.
        double[] transitions = right.transitions().clone();
        for (int row = 0; row < 3; row++) {
            System.arraycopy(problem.end(), 0, transitions, 9 + 3 * row, 3);
        }
        Solution<BridgeChain> claim = Solution.of(Status.CONVERGED, new BridgeChain(transitions, right.potential(), right.marginals()))
                .residual(0, 1).build();
        Certificate certificate = Verification.of(VERIFIER, problem, claim, 1e-9);
        assertFalse(certificate.holds());
        assertEquals(0, certificate.quantities().get("endMarginalError"), 1e-12);
        assertTrue(certificate.quantities().get(Certificate.OBJECTIVE) > certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
    }
}
