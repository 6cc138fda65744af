package org.stillpoint.equilibrium.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.testing.TestContext;

/** Layers by name. */
class LayersTest {

    private static final DataRecord PARAMETERS = DataRecord.of(FunctionFactory.PARAMETERS, 1).number("gain", 2).build();

    private static EquilibriumProblem problem(String layer, DataRecord parameters) {
        return new EquilibriumProblem(layer, parameters, Samples.none(1), new double[] {0}, ResidualMeasure.ABSOLUTE);
    }

    @Test
    void unknownNameGivesTheNearestStandardLayer() {
        String refusal = assertThrows(SolverException.class,
                () -> Layers.of(problem("monotonic", PARAMETERS), new TestContext(), false)).getMessage();
        assertTrue(refusal.startsWith("no standard layer is named 'monotonic': the nearest of dense, convolutional, monotone, "), refusal);
        assertTrue(refusal.contains(" is monotone; and "), refusal);
    }

    @Test
    void refusalOfAUsersFactoryIsHandedOn() {
        FunctionFactory factory = parameters -> {
            throw new SolverException("gain is 2; expected less than 1");
        };
        SolverException refusal = assertThrows(SolverException.class,
                () -> Layers.of(problem("example.gain", PARAMETERS), new TestContext().function("example.gain", factory), false));
        assertEquals("gain is 2; expected less than 1", refusal.getMessage());
    }

    @Test
    void serviceTakesNoParameters() {
        TestContext context = new TestContext().function(MapLayer.NAME, new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] / 2));
        SolverException refusal = assertThrows(SolverException.class, () -> Layers.of(problem(MapLayer.NAME, PARAMETERS), context, false));
        assertEquals("the layer map takes no parameters; the problem gives it gain", refusal.getMessage());
    }
}
