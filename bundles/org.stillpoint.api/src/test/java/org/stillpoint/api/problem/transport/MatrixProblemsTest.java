package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem.Divergence;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem.Construction;
import org.stillpoint.api.problem.transport.TransportGradient.Derivatives;

/** Binary forms and refusals of batches of matrices, routings, derivatives of transport and Monge gaps. */
class MatrixProblemsTest {

    private static final Measure TWO = Measure.of(1, 2);
    private static final GroundCost COSTS = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}));
    private static final TransportPlan PLAN = new TransportPlan(new double[] {1, 2}, new double[] {3, 4},
            new DMatrixRMaj(new double[][] {{1, 0}, {0, 2}}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Executable construction) {
        String message = assertThrows(DataException.class, construction).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void batchesSurviveTheirBinaryForm() {
        DoublyStochasticProblem problem = new DoublyStochasticProblem(2, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, Divergence.EUCLIDEAN);
        assertEquals(2, problem.count());
        assertEquals(problem, DoublyStochasticProblem.fromRecord(again(problem.toRecord())));
        assertNotEquals(problem, new DoublyStochasticProblem(2, problem.inputs(), Divergence.KULLBACK_LEIBLER));
        DoublyStochasticProblem one = DoublyStochasticProblem.fromRecord(DataRecord.of(DoublyStochasticProblem.TYPE, 1)
                .array("inputs", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2)).build());
        assertEquals(new DoublyStochasticProblem(2, new double[] {1, 2, 3, 4}, Divergence.KULLBACK_LEIBLER), one);
        MatrixBatch batch = new MatrixBatch(2, new double[8], new double[4], new double[4]);
        assertEquals(batch, MatrixBatch.fromRecord(again(batch.toRecord())));
        MatrixBatch bare = new MatrixBatch(2, new double[] {1, 0, 0, 1});
        assertEquals(bare, MatrixBatch.fromRecord(again(bare.toRecord())));
        MatrixParametrisationProblem parametrisation = new MatrixParametrisationProblem(8, new double[12], Construction.KRONECKER_PRODUCT);
        assertEquals(2, parametrisation.count());
        assertEquals(parametrisation, MatrixParametrisationProblem.fromRecord(again(parametrisation.toRecord())));
        assertEquals(24, new MatrixParametrisationProblem(4, new double[24], Construction.PERMUTATION_MIXTURE).parametersEach());
    }

    @Test
    void batchesThatDoNotFitAreRefused() {
        refuses("7 numbers", () -> new DoublyStochasticProblem(2, new double[7], Divergence.EUCLIDEAN));
        refuses("0 numbers", () -> new DoublyStochasticProblem(2, new double[0], Divergence.EUCLIDEAN));
        refuses("input 1 is NaN", () -> new DoublyStochasticProblem(1, new double[] {0, Double.NaN}, Divergence.EUCLIDEAN));
        refuses("square matrices", () -> DoublyStochasticProblem.fromRecord(DataRecord.of(DoublyStochasticProblem.TYPE, 1)
                .array("inputs", new NamedArray(new double[6], 2, 3)).build()));
        refuses("3 and 4 potentials", () -> new MatrixBatch(2, new double[8], new double[3], new double[4]));
        refuses("size is 6", () -> new MatrixParametrisationProblem(6, new double[720], Construction.PERMUTATION_MIXTURE));
        refuses("a power of two", () -> new MatrixParametrisationProblem(6, new double[6], Construction.KRONECKER_PRODUCT));
        refuses("multiple of 9", () -> new MatrixParametrisationProblem(3, new double[6], Construction.ORTHOSTOCHASTIC));
        refuses("parameter 0 is Infinity", () -> new MatrixParametrisationProblem(1, new double[] {Double.POSITIVE_INFINITY},
                Construction.SPECTRAL_SPHERE));
    }

    @Test
    void routingsSurviveTheirBinaryFormAndDivideTheirTargets() {
        RoutingProblem problem = new RoutingProblem(new DMatrixRMaj(6, 4), 2, new double[] {1, 2, 2, 1});
        assertEquals(problem, RoutingProblem.fromRecord(again(problem.toRecord())));
        assertArrayEquals(new double[] {2, 4, 4, 2}, problem.targets(), 1e-15);
        assertArrayEquals(new double[] {3, 3, 3, 3}, new RoutingProblem(new DMatrixRMaj(6, 4), 2).targets(), 1e-15);
        Routing routing = new Routing(new int[] {0, 1}, new double[] {0.5, 0.5}, new double[] {0, 1, 2});
        assertEquals(routing, Routing.fromRecord(again(routing.toRecord())));
        refuses("5 experts for each token", () -> new RoutingProblem(new DMatrixRMaj(6, 4), 5));
        refuses("capacity 1 is -1.0", () -> new RoutingProblem(new DMatrixRMaj(1, 2), 1, new double[] {1, -1}));
        refuses("at most 1 / 2", () -> new RoutingProblem(new DMatrixRMaj(1, 3), 2, new double[] {1, 1, 5}));
        refuses("expected 3 values", () -> new RoutingProblem(new DMatrixRMaj(1, 3), 1, new double[2]));
        refuses("2 experts and 1 gates", () -> new Routing(new int[2], new double[1], new double[2]));
    }

    @Test
    void derivativesSurviveTheirBinaryForm() {
        TransportProblem transport = TransportProblem.of(TWO, TWO, COSTS).regulariser(Regulariser.ENTROPY, 0.5).build();
        TransportGradientProblem problem = new TransportGradientProblem(transport, new DMatrixRMaj(2, 2));
        assertEquals(problem, TransportGradientProblem.fromRecord(again(problem.toRecord())));
        TransportGradientProblem ofValue = new TransportGradientProblem(transport);
        assertEquals(ofValue, TransportGradientProblem.fromRecord(again(ofValue.toRecord())));
        Derivatives derivatives = new Derivatives(new DMatrixRMaj(2, 2), new double[] {Double.NEGATIVE_INFINITY, 1}, new double[2],
                new DMatrixRMaj(2, 3), new DMatrixRMaj(2, 3), 7);
        TransportGradient both = new TransportGradient(1, PLAN, derivatives, derivatives, new double[2], new double[2]);
        assertEquals(both, TransportGradient.fromRecord(again(both.toRecord())));
        TransportGradient one = new TransportGradient(1, PLAN, derivatives, Derivatives.NONE, new double[0], new double[0]);
        assertEquals(one, TransportGradient.fromRecord(again(one.toRecord())));
    }

    @Test
    void derivativesThatDoNotExistAreRefused() {
        TransportProblem.Builder plain = TransportProblem.of(TWO, TWO, COSTS);
        refuses("the regulariser is NONE", () -> new TransportGradientProblem(plain.build()));
        TransportProblem.Builder entropic = TransportProblem.of(TWO, TWO, COSTS).regulariser(Regulariser.ENTROPY, 0.5);
        refuses("cotangent is 3 x 2", () -> new TransportGradientProblem(entropic.build(), new DMatrixRMaj(3, 2)));
        refuses("that of epsilon MAX", () -> new TransportGradientProblem(entropic.epsilonUnit(CostScale.MAX).build()));
        refuses("a marginal rule is FREE", () -> new TransportGradientProblem(TransportProblem.of(TWO, TWO, COSTS)
                .regulariser(Regulariser.ENTROPY, 0.5).rules(MarginalRule.EXACT, MarginalRule.FREE).build()));
        refuses("1 and 2 multipliers", () -> new TransportGradient(1, PLAN, Derivatives.NONE, Derivatives.NONE, new double[1],
                new double[2]));
    }

    @Test
    void mongeGapsSurviveTheirBinaryForm() {
        Measure points = new Measure(new double[] {1, 3}, new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}));
        MongeGapProblem problem = new MongeGapProblem(points, new DMatrixRMaj(2, 2), new GroundCost.Cosine(), 0.5);
        assertEquals(problem, MongeGapProblem.fromRecord(again(problem.toRecord())));
        assertEquals(Regulariser.RELATIVE_ENTROPY, problem.transport().regulariser());
        assertEquals(Regulariser.NONE, new MongeGapProblem(points, new DMatrixRMaj(2, 2), GroundCost.Distance.EUCLIDEAN, 0).transport()
                .regulariser());
        MongeGap gap = new MongeGap(0.25, PLAN);
        assertEquals(gap, MongeGap.fromRecord(again(gap.toRecord())));
        refuses("images are 3 x 2", () -> new MongeGapProblem(points, new DMatrixRMaj(3, 2), new GroundCost.Cosine(), 0));
        refuses("the cost is a Matrix", () -> new MongeGapProblem(points, new DMatrixRMaj(2, 2), COSTS, 0));
        refuses("epsilon is -1.0", () -> new MongeGapProblem(points, new DMatrixRMaj(2, 2), new GroundCost.Cosine(), -1));
    }
}
