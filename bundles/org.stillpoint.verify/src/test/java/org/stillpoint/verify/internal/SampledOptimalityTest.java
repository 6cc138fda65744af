package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.TransportExamples.scaled;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

class SampledOptimalityTest {

    private static final int SIZE = 100;
    /** Of which a quarter is looked at in rows and a quarter in columns: 20 of each. */
    private static final long PAIRS = 8000;
    private static final Random RANDOM = new Random(3);
    private static final DMatrixRMaj COSTS = DMatrixRMaj.wrap(SIZE, SIZE, RANDOM.doubles(SIZE * SIZE).toArray());
    private static final Measure SOURCE = weights();
    private static final Measure TARGET = weights();

    private static Measure weights() {
        return Measure.of(RANDOM.doubles(SIZE).map(uniform -> .1 + uniform).toArray()).normalised();
    }

    private static Certificate verify(TransportProblem problem, TransportPlan value, long pairs, double tolerance) throws SolverException {
        return new TransportVerifier(pairs).verify(problem, Solution.of(Status.ITERATION_LIMIT, value).build(),
                new TestFunctions(tolerance));
    }

    private static TransportProblem.Builder problem() {
        return TransportProblem.of(SOURCE, TARGET, new GroundCost.Matrix(COSTS));
    }

    @Test
    void samplesEstimateWhatAllPairsTell() throws SolverException {
        MarginalRule penalty = TransportExamples.penalty(1);
        TransportProblem[] problems = {problem().regulariser(Regulariser.ENTROPY, .1).build(),
            problem().regulariser(Regulariser.RELATIVE_ENTROPY, .1).rules(penalty, MarginalRule.EXACT).build(),
            problem().regulariser(Regulariser.RELATIVE_ENTROPY, .1).rules(penalty, penalty).build()};
        for (TransportProblem problem : problems) {
            TransportPlan value = scaled(problem);
            Certificate all = verify(problem, value, Long.MAX_VALUE, 1e-12);
            Certificate sampled = verify(problem, value, PAIRS, 1e-12);
            assertTrue(all.holds() && sampled.holds(), sampled.toString());
            assertTrue(sampled.notes().get(0).contains("in 20 rows and 20 columns"), sampled.notes().toString());
            for (String name : new String[] {Certificate.DUAL_OBJECTIVE, "mass"}) {
                assertEquals(all.quantities().get(name), sampled.quantities().get(name), 1e-12, name);
            }
            double cost = all.quantities().get("linearCost");
            assertEquals(cost, sampled.quantities().get("linearCost"), .1 * cost);
        }
    }

    @Test
    void errorsEverywhereAreFound() throws SolverException {
        TransportProblem problem = problem().regulariser(Regulariser.ENTROPY, .1).build();
        TransportPlan right = scaled(problem);
        double[] shifted = IntStream.range(0, SIZE).mapToDouble(i -> right.f()[i] + 1e-9 * (i % 2)).toArray();
        Certificate certificate = verify(problem, new TransportPlan(shifted, right.g()), PAIRS, 1e-10);
        assertFalse(certificate.holds(), certificate.toString());
        double exact = verify(problem, new TransportPlan(shifted, right.g()), Long.MAX_VALUE, 1e-10).checks().get(1).value();
        assertEquals(exact, certificate.checks().get(0).value(), .8 * exact);
    }

    @Test
    void gridsTakeNoSamples() throws SolverException {
        GroundCost grid = new GroundCost.Grid(List.of(new double[] {0, .5, 2}, new double[] {0, 1}, new double[] {0, .1, .3, .7}), 1.5);
        double[] uneven = RANDOM.doubles(24).map(uniform -> .1 + uniform).toArray();
        uneven[5] = 0;
        MarginalRule penalty = TransportExamples.penalty(1);
        for (Regulariser regulariser : new Regulariser[] {Regulariser.ENTROPY, Regulariser.RELATIVE_ENTROPY}) {
            for (MarginalRule rule : new MarginalRule[] {MarginalRule.EXACT, penalty}) {
                TransportProblem problem = TransportProblem.of(Measure.of(uneven).normalised(), Measure.of(RANDOM.doubles(24).toArray())
                        .normalised(), grid).regulariser(regulariser, .2).rules(rule, MarginalRule.EXACT).build();
                DMatrixRMaj costs = new DMatrixRMaj(24, 24);
                TransportCosts all = new TransportCosts(problem, new TestFunctions(0));
                for (int k = 0; k < 576; k++) {
                    costs.data[k] = all.at(k / 24, k % 24);
                }
                TransportProblem matrix = TransportProblem.of(problem.source(), problem.target(), new GroundCost.Matrix(costs))
                        .regulariser(regulariser, .2).rules(rule, MarginalRule.EXACT).build();
                TransportPlan value = scaled(matrix);
                Certificate byPairs = verify(matrix, value, Long.MAX_VALUE, 1e-12);
                Certificate byAxes = verify(problem, value, 10, 1e-12);
                assertTrue(byPairs.holds() && byAxes.holds(), byAxes.toString());
                for (String name : byAxes.quantities().keySet()) {
                    assertEquals(byPairs.quantities().get(name), byAxes.quantities().get(name), 1e-13, name);
                }
                double[] wrong = value.f().clone();
                wrong[3] += 1e-10;
                assertFalse(verify(problem, new TransportPlan(wrong, value.g()), 10, 1e-12).holds());
            }
        }
    }

    @Test
    void sparsePlansHaveExactMarginals() throws SolverException {
        double[] line = IntStream.range(0, SIZE).mapToDouble(i -> i).toArray();
        Measure points = Measure.uniform(new DMatrixRMaj(SIZE, 1, true, line));
        Measure moved = Measure.uniform(new DMatrixRMaj(SIZE, 1, true, IntStream.range(0, SIZE).mapToDouble(i -> i + 3).toArray()));
        TransportProblem problem = TransportProblem.of(points, moved, GroundCost.Distance.SQUARED_EUCLIDEAN).build();
        DMatrixSparseCSC identity = new DMatrixSparseCSC(SIZE, SIZE, SIZE);
        for (int i = 0; i < SIZE; i++) {
            identity.set(i, i, 1.0 / SIZE);
        }
        double[] f = IntStream.range(0, SIZE).mapToDouble(i -> -6 * i).toArray();
        double[] g = IntStream.range(0, SIZE).mapToDouble(i -> 9 + 6 * i).toArray();
        Certificate certificate = verify(problem, new TransportPlan(f, g, identity), PAIRS / 2, 1e-12);
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(9, certificate.quantities().get(Certificate.OBJECTIVE), 1e-12);
        g[5] += 1e-6;
        assertFalse(verify(problem, new TransportPlan(f, g, identity), PAIRS / 2, 1e-12).holds());
        g[5] -= 1e-6;
        DMatrixSparseCSC other = identity.copy();
        other.set(7, 7, 0);
        assertFalse(verify(problem, new TransportPlan(f, g, other), PAIRS / 2, 1e-12).holds());

        TransportProblem squares = TransportProblem.of(points, moved, GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.QUADRATIC, 1).build();
        double[] higher = IntStream.range(0, SIZE).mapToDouble(i -> 9.01 + 6 * i).toArray();
        Certificate quadratic = verify(squares, new TransportPlan(f, higher, identity), PAIRS / 2, 1e-10);
        assertTrue(quadratic.holds(), quadratic.toString());
        double[] wrong = IntStream.range(0, SIZE).mapToDouble(i -> 9.02 + 6 * i).toArray();
        assertFalse(verify(squares, new TransportPlan(f, wrong, identity), PAIRS / 2, 1e-10).holds());
    }
}
