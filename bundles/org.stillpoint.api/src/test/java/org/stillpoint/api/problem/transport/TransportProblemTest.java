package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class TransportProblemTest {

    private static final Measure TWO = Measure.of(.5, .5);
    private static final GroundCost SWAP = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void survives(TransportProblem problem) {
        assertEquals(problem, TransportProblem.fromRecord(again(problem.toRecord())));
    }

    private static void refuses(TransportProblem.Builder builder, String part) {
        String message = assertThrows(DataException.class, builder::build).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsOfAllKindsSurviveTheirBinaryForm() {
        Measure cloud = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}, {4, 5}}));
        survives(TransportProblem.of(TWO, TWO, SWAP).build());
        Measure named = new Measure(new double[] {.5, .5}, new DMatrixRMaj(2, 0), List.of("here", "there"));
        survives(TransportProblem.of(named, TWO, SWAP).build());
        survives(TransportProblem.of(cloud, cloud, GroundCost.Distance.SQUARED_EUCLIDEAN).costScale(CostScale.MAX)
                .regulariser(Regulariser.ENTROPY, .01).epsilonUnit(CostScale.MEAN).build());
        survives(TransportProblem.of(cloud, cloud, new GroundCost.Cosine()).regulariser(Regulariser.SPARSE, 1).support(2).build());
        survives(TransportProblem.of(cloud, cloud, new GroundCost.Named("a.cost")).build());
        survives(TransportProblem.of(Measure.of(1, 2, 3, 4), Measure.of(4, 3, 2, 1),
                new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, .5}), 2)).build());
        survives(TransportProblem.of(TWO, Measure.of(1, 1), SWAP)
                .rules(new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 2), MarginalRule.FREE).build());
        survives(TransportProblem.of(TWO, Measure.of(1, 1), SWAP).rules(new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN),
                new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN)).mass(.5).build());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refuses(TransportProblem.of(Measure.of(1, 1, 1), TWO, SWAP), "3 x 2");
        refuses(TransportProblem.of(TWO, Measure.of(1, 1), SWAP), "sums 1.0 and 2.0");
        refuses(TransportProblem.of(TWO, TWO, GroundCost.Distance.EUCLIDEAN), "coordinates");
        refuses(TransportProblem.of(TWO, TWO, SWAP).regulariser(Regulariser.ENTROPY, 0), "epsilon is 0.0");
        refuses(TransportProblem.of(TWO, TWO, SWAP).regulariser(Regulariser.ENTROPY, Double.NaN), "epsilon is NaN");
        refuses(TransportProblem.of(TWO, TWO, SWAP).mass(.5), "mass is 0.5");
        refuses(TransportProblem.of(TWO, TWO, SWAP).rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST), "no mass is given");
        refuses(TransportProblem.of(TWO, TWO, SWAP).support(1), "support is 1");
        assertThrows(DataException.class, () -> Measure.of(1, -1));
        assertThrows(DataException.class, () -> Measure.of(0, 0));
        assertThrows(DataException.class, () -> new Measure(new double[] {1}, new DMatrixRMaj(1, 0), List.of("a", "b")));
        assertThrows(DataException.class, () -> new Measure(new double[] {1, 1}, new DMatrixRMaj(2, 3), List.of(), 3));
        assertThrows(DataException.class, () -> Measure.of(1, Double.NaN));
        assertThrows(DataException.class, () -> new MarginalRule(MarginalRule.Kind.SQUARED, 0));
        assertThrows(DataException.class, () -> new GroundCost.Distance(.5, 1));
    }

    @Test
    void allMassMayBeALittleMoreThanTheRoundedSum() {
        Measure tenths = Measure.of(.1, .1, .1, .1, .1, .1, .1, .1, .1, .1);
        assertTrue(tenths.mass() < 1);
        GroundCost none = new GroundCost.Matrix(new DMatrixRMaj(10, 10));
        assertEquals(tenths.mass(), TransportProblem.of(tenths, tenths, none).rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(1)
                .build().mass());
        refuses(TransportProblem.of(tenths, tenths, none).rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(1.1), "mass is 1.1");
    }

    @Test
    void pixelsRememberTheirPicture() {
        Measure pixels = new Measure(new double[] {.25, .25, .25, .25}, new DMatrixRMaj(4, 3), List.of(), 2);
        assertEquals(2, Measure.fromRecord(again(pixels.toRecord())).pictureWidth());
    }

    @Test
    void weightsCanBeNormalised() {
        DataRecord record = DataRecord.of(Measure.TYPE, 1).doubles("weights", new double[] {1, 3}).truth("normalise", true).build();
        assertArrayEquals(new double[] {.25, .75}, Measure.fromRecord(again(record)).weights());
    }

    @Test
    void shortRecordsTakeTheUsualParts() {
        DataRecord.Builder record = DataRecord.of(TransportProblem.TYPE, 1).record("source", TWO.toRecord())
                .record("target", TWO.toRecord()).record("cost", SWAP.toRecord());
        assertEquals(TransportProblem.of(TWO, TWO, SWAP).build(), TransportProblem.fromRecord(record.build()));
        assertEquals(TransportProblem.of(TWO, TWO, SWAP).regulariser(Regulariser.RELATIVE_ENTROPY, .5).build(),
                TransportProblem.fromRecord(record.number("epsilon", .5).build()));
        assertEquals(TransportProblem.of(TWO, TWO, SWAP).regulariser(Regulariser.RELATIVE_ENTROPY, .5)
                .rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(.25).build(),
                TransportProblem.fromRecord(record.number("mass", .25).build()));
    }

    @Test
    void plansSurviveTheirBinaryForm() {
        double[] f = {1, Double.NEGATIVE_INFINITY};
        double[] g = {2, 3, 4};
        TransportPlan lazy = new TransportPlan(f, g);
        assertEquals(lazy, TransportPlan.fromRecord(again(lazy.toRecord())));
        TransportPlan dense = new TransportPlan(f, g, new DMatrixRMaj(new double[][] {{1, 2, 3}, {0, 0, 0}}));
        assertEquals(dense, TransportPlan.fromRecord(again(dense.toRecord())));
        DMatrixSparseCSC entries = new DMatrixSparseCSC(2, 3, 2);
        entries.set(0, 1, 5);
        entries.set(0, 2, 7);
        TransportPlan sparse = new TransportPlan(f, g, entries);
        TransportPlan read = TransportPlan.fromRecord(again(sparse.toRecord()));
        assertEquals(sparse, read);
        assertArrayEquals(new int[] {1, 2}, again(sparse.toRecord()).ints("plan_cols"));
        assertEquals(7, ((DMatrixSparseCSC) read.plan()).get(0, 2));
        assertThrows(DataException.class, () -> new TransportPlan(f, g, new DMatrixRMaj(3, 2)));
    }
}
