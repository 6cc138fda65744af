package org.stillpoint.equilibrium.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.gradient.ImplicitGradientSolver;
import org.stillpoint.testing.TestContext;

/** The layer that the documentation shows, solved and differentiated as the documents there say. */
class KeplerLayerTest {

    @Test
    void derivativesAreThoseOfKeplersEquation() throws SolverException {
        EquilibriumProblem equilibrium = EquilibriumProblem.of("example.kepler", DataRecord.of(FunctionFactory.PARAMETERS, 1).build(),
                new Samples(new double[] {1, .5, .3, .9}, 2, 2));
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(equilibrium, new Samples(new double[] {1, 1}, 2, 1));
        TestContext context = new TestContext().function("example.kepler", new KeplerLayer()).with("tolerance", 1e-12);
        Solution<EquilibriumGradient> solution = new ImplicitGradientSolver().solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution.warnings()::toString);
        EquilibriumGradient value = solution.value();
        assertArrayEquals(new double[] {1.4987011335178484, 1.1035177203030870}, value.states().states().values(), 1e-11);
        assertArrayEquals(new double[] {1.037362021893646, 1.034667232373456, 1.681838172468275, 1.501540860289354},
                value.inputs().values(), 1e-10);
    }
}
