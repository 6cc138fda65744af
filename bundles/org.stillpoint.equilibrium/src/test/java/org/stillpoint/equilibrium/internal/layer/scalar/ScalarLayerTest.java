package org.stillpoint.equilibrium.internal.layer.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Fixed points of maps of one variable that are known to all digits. */
class ScalarLayerTest {

    private static EquilibriumProblem problem(String map, double start, double... input) {
        Samples inputs = input.length == 0 ? Samples.none(1) : Samples.of(input);
        return EquilibriumProblem.of(StandardLayer.SCALAR, FixedPoints.parameters().text("map", map).build(), inputs).withStart(start);
    }

    /** Solves to 1e-10 and asserts the number of evaluations, which is one more than that of steps. */
    private static void assertSteps(double expected, int steps, EquilibriumProblem problem) throws SolverException {
        EquilibriumStates states = FixedPoints.solve(problem, 1e-10, 1);
        assertEquals(expected, states.state(0)[0], 2e-10);
        assertEquals(steps, states.evaluations()[0] - 1, 1);
        assertEquals(expected, root(problem), 1e-15);
    }

    private static double root(EquilibriumProblem problem) throws SolverException {
        return FixedPoints.solve(problem, 1e-15, 1).state(0)[0];
    }

    @Test
    void dottieNumber() throws SolverException {
        assertSteps(0.7390851332151607, 58, problem("cosine", 1));
    }

    @Test
    void omegaConstantAndItsDerivative() throws SolverException {
        EquilibriumProblem problem = problem("exponential", .5, 1);
        assertSteps(0.5671432904097838, 38, problem);
        double w = root(problem);
        assertEquals(0.36189625663488917, new FixedPoints.Derivatives(problem, new double[] {w}, 1).input[0], 1e-9);
        assertEquals(w / (1 + w), new FixedPoints.Derivatives(problem, new double[] {w}, 1).input[0], 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"1, .5, 1.4987011335178484, 9, 1.037362021893646, 1.034667232373456",
            ".3, .9, 1.1035177203030870, 28, 1.681838172468275, 1.501540860289354"})
    void eccentricAnomaly(double anomaly, double eccentricity, double expected, int steps, double byAnomaly, double byEccentricity)
            throws SolverException {
        EquilibriumProblem problem = problem("kepler", anomaly, anomaly, eccentricity);
        assertSteps(expected, steps, problem);
        double[] derivatives = new FixedPoints.Derivatives(problem, new double[] {root(problem)}, 1).input;
        assertEquals(byAnomaly, derivatives[0], 2e-14);
        assertEquals(byEccentricity, derivatives[1], 2e-14);
    }

    /** Heron's iteration converges quadratically, so five steps give all digits; d sqrt(x) = 1 / (2 sqrt x). */
    @Test
    void squareRoot() throws SolverException {
        EquilibriumProblem problem = problem("square-root", 1, 2);
        assertSteps(Math.sqrt(2), 5, problem);
        assertEquals(.5 / Math.sqrt(2), new FixedPoints.Derivatives(problem, new double[] {Math.sqrt(2)}, 1).input[0], 1e-15);
    }
}
