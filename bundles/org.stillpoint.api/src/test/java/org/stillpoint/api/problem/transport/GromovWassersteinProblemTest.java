package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class GromovWassersteinProblemTest {

    private static final DMatrixRMaj TWO = new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}});
    private static final double[] HALVES = {.5, .5};

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndValuesSurviveTheirBinaryForm() {
        GromovWassersteinProblem plain = new GromovWassersteinProblem(TWO, TWO, HALVES, HALVES);
        assertEquals(plain, GromovWassersteinProblem.fromRecord(again(plain.toRecord())));
        GromovWassersteinProblem all = plain.withMass(.3).withEpsilon(.1).withLinearCost(TWO, .25);
        GromovWassersteinProblem read = GromovWassersteinProblem.fromRecord(again(all.toRecord()));
        assertEquals(all, read);
        assertTrue(read.partial() && read.fused());
        GromovWasserstein value = new GromovWasserstein(.5, new TransportPlan(HALVES, HALVES, TWO));
        assertEquals(value, GromovWasserstein.fromRecord(again(value.toRecord())));
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        DataRecord.Builder distances = DataRecord.of(GromovWassersteinProblem.TYPE, 1)
                .array("sourceDistances", new NamedArray(TWO.data, 2, 2)).array("targetDistances", new NamedArray(TWO.data, 2, 2));
        GromovWassersteinProblem read = GromovWassersteinProblem.fromRecord(distances.build());
        assertEquals(new GromovWassersteinProblem(TWO, TWO, HALVES, HALVES), read);
        assertArrayEquals(HALVES, read.target());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        GromovWassersteinProblem thirds = new GromovWassersteinProblem(TWO, TWO, new double[] {.1, .2}, new double[] {.3, 0});
        assertEquals(.3, thirds.withMass(.1 + .2).linear(TWO).mass());
        DMatrixRMaj oneSided = new DMatrixRMaj(new double[][] {{0, 1}, {2, 0}});
        GromovWassersteinProblem plain = new GromovWassersteinProblem(TWO, TWO, HALVES, HALVES);
        refuses(() -> new GromovWassersteinProblem(oneSided, TWO, HALVES, HALVES), "symmetric");
        refuses(() -> new GromovWassersteinProblem(TWO, TWO, HALVES, new double[] {1}), "targetDistances is 2 x 2");
        refuses(() -> new GromovWassersteinProblem(TWO, TWO, HALVES, new double[] {1, 1}), "equal masses");
        refuses(() -> new GromovWassersteinProblem(TWO, TWO, HALVES, new double[] {-1, 2}), "weight 0 is -1.0");
        refuses(() -> plain.withMass(1.5), "mass is 1.5");
        refuses(() -> plain.withMass(0), "mass is 0.0");
        refuses(() -> plain.withEpsilon(-1), "epsilon is -1.0");
        refuses(() -> plain.withLinearCost(new DMatrixRMaj(1, 2), .5), "linearCost is 1 x 2");
        refuses(() -> plain.withLinearCost(TWO, 0), "alpha is 0.0");
        refuses(() -> plain.withLinearCost(new DMatrixRMaj(0, 0), .5), "alpha is 0.5");
        refuses(() -> new GromovWasserstein(0, new TransportPlan(HALVES, HALVES)), "no plan");
    }
}
