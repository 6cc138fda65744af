package org.stillpoint.equilibrium.internal.chord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.testing.TestContext;

class ForecastTest {

    private static Pilot pilot(String activation, double weight, double... inputs) throws SolverException {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[] {weight}, 1, 1))
                .text("activation", activation).build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, inputs.length, 1));
        TestContext context = new TestContext();
        try (Session session = new Session(context, 1e-8, 100)) {
            ActivatedLayer layer = (ActivatedLayer) Layers.of(problem, context, false);
            return Pilot.of(layer, problem.inputs(), new double[inputs.length], 16, 4, session);
        }
    }

    @Test
    void linearLayersContractByTheirWeight() throws SolverException {
        Pilot pilot = pilot("identity", -.5, 1, 2, -3);
        assertEquals(.5, pilot.contraction(), 1e-15);
        assertEquals(3, pilot.defect());
        assertEquals(0, pilot.spread());
        assertArrayEquals(new double[] {1}, pilot.slopes());
        assertEquals(2, pilot("identity", 2, 1).contraction(), 1e-15);
    }

    @Test
    void slopesOfSamplesDiffer() throws SolverException {
        Pilot pilot = pilot("relu", .5, 1, -1, 2, -2);
        assertArrayEquals(new double[] {.5}, pilot.slopes());
        assertEquals(Math.sqrt(.5), pilot.spread(), 1e-15);
    }

    @Test
    void nothingIsForeseenAtASolution() throws SolverException {
        Pilot pilot = pilot("tanh", .5, 0, 0);
        assertEquals(0, pilot.contraction());
        assertEquals(0, pilot.defect());
        assertTrue(Forecast.of(pilot, 1, 2, 1e-8).plainEvaluations() <= 2);
        assertFalse(Forecast.of(pilot, 1, 2, 1e-8).chordPays());
    }

    @Test
    void theMatrixHasToPay() {
        Pilot slow = new Pilot(new double[512], .5, .64, 1);
        Forecast many = Forecast.of(slow, 512, 256, 1e-8);
        assertEquals(2 + Math.log(1e-8) / Math.log(.64), many.plainEvaluations(), 1e-9);
        assertEquals(.5 * .64 / Math.sqrt(1 - .64 * .64), many.chordContraction(), 1e-15);
        assertTrue(many.chordPays());
        assertFalse(Forecast.of(slow, 512, 16, 1e-8).chordPays());
        assertFalse(Forecast.of(new Pilot(new double[512], .5, .3, 1), 512, 256, 1e-8).chordPays());
        Forecast expanding = Forecast.of(new Pilot(new double[8], .3, 1.2, 1), 8, 1, 1e-8);
        assertTrue(expanding.chordPays());
        assertTrue(expanding.describe().contains("too many"), expanding::describe);
    }
}
