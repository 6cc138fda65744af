package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.equilibrium.Layers.matrix;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

/** Certificates of sequences, with z = w z + x, whose solution is x / (1 - w). */
class EquilibriumSequenceVerifierTest {

    private static final double[] INPUT = {1, 2, 3, 4};

    private static EquilibriumSequenceProblem problem(boolean changing) {
        EquilibriumProblem all = EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", matrix(1, 1, .5)).text("activation", "identity").build(), new Samples(INPUT, 4, 1));
        List<DataRecord> changes = List.of(parameters().build(), parameters().array("weight", matrix(1, 1, -1)).build());
        return new EquilibriumSequenceProblem(all, 2, changing ? changes : List.of());
    }

    private static Certificate verify(boolean changing, int times, Status status, double residual, double... states)
            throws SolverException {
        double[] residuals = new double[states.length];
        residuals[3] = residual;
        EquilibriumStates value = new EquilibriumStates(new Samples(states, states.length, 1), residuals, new long[states.length],
                Collections.nCopies(states.length, status));
        return Verification.of(new EquilibriumSequenceVerifier(), problem(changing),
                Solution.of(status, new EquilibriumSequence(times, value, new long[0], new double[0])).residual(residual, 1e-8).build());
    }

    @Test
    void parametersAreThoseOfTheTime() throws SolverException {
        Certificate fixed = verify(false, 2, Status.CONVERGED, 0, 2, 4, 6, 8);
        assertTrue(fixed.holds());
        // The bound allows for rounding.
        assertEquals(0, fixed.quantities().get("distanceToFixedPointAtMost"), 1e-13);
        Certificate certificate = verify(true, 2, Status.CONVERGED, 0, 2, 4, 1.5, 2);
        assertTrue(certificate.holds());
        assertEquals(4, certificate.quantities().get("samples"));
        assertFalse(verify(true, 2, Status.CONVERGED, 0, 2, 4, 6, 8).holds());
        assertFalse(verify(false, 2, Status.CONVERGED, 0, 2, 4, 1.5, 2).holds());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneSampleAtOneTimeThatIsNoEquilibriumFails(boolean changing) throws SolverException {
        double[] states = changing ? new double[] {2, 4, 1.5, 2.1} : new double[] {2, 4, 6, 8.4};
        Certificate certificate = verify(changing, 2, Status.ITERATION_LIMIT, .2, states);
        assertFalse(certificate.holds());
        assertEquals(.2, certificate.checks().get(0).value(), 1e-12);
        assertEquals(1, certificate.checks().stream().filter(check -> !check.holds()).count());
        // A wrong claim and a wrong residual are two more.
        assertEquals(3, verify(changing, 2, Status.CONVERGED, 0, states).checks().stream().filter(check -> !check.holds()).count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void statesOfAnotherShapeOrNotFiniteFail(boolean changing) throws SolverException {
        assertFalse(verify(changing, 4, Status.CONVERGED, 0, 2, 4, 6, 8).holds());
        assertFalse(verify(changing, 2, Status.CONVERGED, 0, 2, 4, 6, 8, 10, 12).holds());
        assertFalse(verify(changing, 2, Status.CONVERGED, 0, 2, 4, 6, Double.NaN).holds());
        assertFalse(verify(changing, 2, Status.INFEASIBLE, 0, 2, 4, 6, 8).holds());
    }
}
