package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class BridgeProblemsTest {

    private static final Measure THREE = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}, {4, 5}}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Supplier<?> wrong) {
        String message = assertThrows(DataException.class, wrong::get).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void schroedingerBridgesSurviveTheirBinaryForm() {
        SchroedingerBridgeProblem problem = new SchroedingerBridgeProblem(THREE, THREE, 0.5, 2);
        assertEquals(problem, SchroedingerBridgeProblem.fromRecord(again(problem.toRecord())));
        BridgePlan plan = new BridgePlan(0.5, new double[] {Math.log(0.25), Math.log(0.75)},
                new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}), new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}}));
        assertEquals(plan, BridgePlan.fromRecord(again(plan.toRecord())));
    }

    @Test
    void schroedingerBridgesThatDoNotFitAreRefused() {
        Measure line = Measure.uniform(new DMatrixRMaj(new double[][] {{0}, {1}}));
        refuses("2 and 1 coordinates", () -> new SchroedingerBridgeProblem(THREE, line, 1, 1));
        refuses("0 and 0 coordinates", () -> new SchroedingerBridgeProblem(Measure.of(1), Measure.of(1), 1, 1));
        refuses("epsilon is 0.0", () -> new SchroedingerBridgeProblem(line, line, 0, 1));
        refuses("0 components", () -> new SchroedingerBridgeProblem(line, line, 1, 0));
        refuses("expected a row for each of 1 weights", () -> new BridgePlan(1, new double[1], new DMatrixRMaj(2, 1),
                new DMatrixRMaj(1, 1)));
        DMatrixRMaj indefinite = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}});
        refuses("not positive definite at (1, 1)", () -> SchroedingerBridgeProblem.gaussian(new double[2], indefinite));
        refuses("covariance is 2 x 2", () -> SchroedingerBridgeProblem.gaussian(new double[3], indefinite));
    }

    @Test
    void samplesOfGaussiansHaveTheirMoments() {
        DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{2, .5}, {.5, 1}});
        Measure samples = SchroedingerBridgeProblem.gaussian(new double[] {3, -1}, covariance);
        double[] mean = new double[2];
        DMatrixRMaj second = new DMatrixRMaj(2, 2);
        for (int i = 0; i < samples.size(); i++) {
            for (int j = 0; j < 2; j++) {
                mean[j] += samples.weights()[i] * samples.points().get(i, j);
                for (int k = 0; k < 2; k++) {
                    second.add(j, k, samples.weights()[i] * samples.points().get(i, j) * samples.points().get(i, k));
                }
            }
        }
        assertArrayEquals(new double[] {3, -1}, mean, 1e-15);
        assertArrayEquals(new double[] {11, -2.5, -2.5, 2}, second.data, 1e-14);
    }

    /** A document may give a Gaussian, and one component goes without saying. */
    @Test
    void documentsOfSchroedingerBridgesMayBeShort() {
        DataRecord gaussian = DataRecord.of("source", 1).doubles("mean", new double[] {1})
                .array("covariance", new NamedArray(new double[] {4}, 1, 1)).build();
        DataRecord record = DataRecord.of(SchroedingerBridgeProblem.TYPE, 1).record("source", gaussian).record("target", gaussian)
                .integer("epsilon", 1).build();
        SchroedingerBridgeProblem problem = SchroedingerBridgeProblem.fromRecord(record);
        assertArrayEquals(new double[] {3, -1}, problem.source().points().data);
        assertEquals(1, problem.components());
    }

    @Test
    void discreteBridgesSurviveTheirBinaryForm() {
        DiscreteBridgeProblem problem = new DiscreteBridgeProblem(2, new double[] {.5, .5, 0, 1, 1, 0, .25, .75}, new double[] {1, 0},
                new double[] {.5, .5});
        assertEquals(2, problem.steps());
        assertEquals(problem, DiscreteBridgeProblem.fromRecord(again(problem.toRecord())));
        BridgeChain chain = new BridgeChain(problem.transitions(), new double[] {0, Double.NEGATIVE_INFINITY}, new double[6]);
        assertEquals(chain, BridgeChain.fromRecord(again(chain.toRecord())));
        DataRecord repeated = DataRecord.of(DiscreteBridgeProblem.TYPE, 1).integer("steps", 2)
                .array("transitions", new NamedArray(new double[] {.5, .5, 0, 1}, 2, 2)).doubles("start", new double[] {1, 0})
                .doubles("end", new double[] {0, 1}).build();
        assertArrayEquals(new double[] {.5, .5, 0, 1, .5, .5, 0, 1}, DiscreteBridgeProblem.fromRecord(repeated).transitions());
    }

    @Test
    void discreteBridgesThatDoNotFitAreRefused() {
        double[] half = {.5, .5};
        double[] stay = {1, 0, 0, 1};
        refuses("0 states", () -> new DiscreteBridgeProblem(0, new double[0], new double[0], new double[0]));
        refuses("a multiple of 4", () -> new DiscreteBridgeProblem(2, new double[6], half, half));
        refuses("start: expected 2 values", () -> new DiscreteBridgeProblem(2, stay, new double[] {1}, half));
        refuses("end 0 to 1 have the sum 2.0", () -> new DiscreteBridgeProblem(2, stay, half, new double[] {1, 1}));
        refuses("transitions 2 to 3", () -> new DiscreteBridgeProblem(2, new double[] {1, 0, 0, .5}, half, half));
        refuses("start 1 is NaN", () -> new DiscreteBridgeProblem(2, stay, new double[] {1, Double.NaN}, half));
        DataRecord wrong = DataRecord.of(DiscreteBridgeProblem.TYPE, 1).integer("steps", 3)
                .doubles("transitions", new double[] {1, 0, 0, 1, 1, 0, 0, 1}).doubles("start", half).doubles("end", half).build();
        refuses("steps is 3; expected 2", () -> DiscreteBridgeProblem.fromRecord(wrong));
    }

    @Test
    void snapshotBridgesSurviveTheirBinaryForm() {
        double[] diffusion = {1, 2};
        SnapshotBridgeProblem problem = new SnapshotBridgeProblem(List.of(THREE, THREE), new double[] {0, 2}, diffusion);
        assertEquals(problem, SnapshotBridgeProblem.fromRecord(again(problem.toRecord())));
        SnapshotBridgeProblem brief = SnapshotBridgeProblem.fromRecord(DataRecord.of(SnapshotBridgeProblem.TYPE, 1)
                .records("snapshots", List.of(THREE.toRecord(), THREE.toRecord())).doubles("diffusion", diffusion).build());
        assertArrayEquals(new double[] {0, 1}, brief.times());
        ReferenceFit fit = new ReferenceFit(new double[] {1, 2}, new double[] {3, 4}, new double[3], new double[3]);
        assertEquals(fit, ReferenceFit.fromRecord(again(fit.toRecord())));
    }

    @Test
    void snapshotBridgesThatDoNotFitAreRefused() {
        double[] times = {0, 1};
        double[] diffusion = {1, 1};
        Measure line = Measure.uniform(new DMatrixRMaj(new double[][] {{0}, {1}}));
        refuses("1 snapshots", () -> new SnapshotBridgeProblem(List.of(THREE), new double[1], diffusion));
        refuses("snapshot 1 has points of 1 coordinates; expected 2",
                () -> new SnapshotBridgeProblem(List.of(THREE, line), times, diffusion));
        refuses("without coordinates", () -> new SnapshotBridgeProblem(List.of(Measure.of(1), THREE), times, diffusion));
        refuses("times: expected 2 values", () -> new SnapshotBridgeProblem(List.of(THREE, THREE), new double[1], diffusion));
        refuses("time 1 is 0.0 after 0.0", () -> new SnapshotBridgeProblem(List.of(THREE, THREE), new double[2], diffusion));
        refuses("diffusion 1 is 0.0", () -> new SnapshotBridgeProblem(List.of(THREE, THREE), times, new double[] {1, 0}));
        refuses("diffusion: expected 2 values", () -> new SnapshotBridgeProblem(List.of(THREE, THREE), times, new double[1]));
    }
}
