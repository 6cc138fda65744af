package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.testing.Verification;

class EquilibriumVerifierTest {

    private static final double DOTTIE = .7390851332151607;

    private static EquilibriumStates states(Samples states, double[] residuals, Status... statuses) {
        return new EquilibriumStates(states, residuals, new long[states.count()],
                statuses.length == 1 ? Collections.nCopies(states.count(), statuses[0]) : List.of(statuses));
    }

    private static Certificate verify(EquilibriumProblem problem, EquilibriumStates states, double tolerance) throws SolverException {
        return Verification.of(new EquilibriumVerifier(), problem,
                Solution.of(Status.ITERATION_LIMIT, states).residual(1, tolerance).build());
    }

    private static EquilibriumProblem cosine(int batch) {
        return EquilibriumProblem.of(StandardLayer.SCALAR, parameters().text("map", "cosine").build(), Samples.none(batch));
    }

    private static Check first(Certificate certificate) {
        return certificate.checks().get(0);
    }

    @Test
    void certifiesTheFixedPointOfTheCosine() throws SolverException {
        Certificate certificate = verify(cosine(1), states(new Samples(new double[] {DOTTIE}, 1, 1), new double[1], Status.CONVERGED),
                1e-10);
        assertTrue(certificate.holds());
        assertEquals(1, certificate.quantities().get("samplesWithinTolerance"));
        assertTrue(first(certificate).value() < 2e-16);
    }

    @Test
    void aSampleAboveTheToleranceFails() throws SolverException {
        double error = 1e-9;
        double residual = error * (1 + Math.sin(DOTTIE));
        EquilibriumStates value = states(new Samples(new double[] {DOTTIE, DOTTIE + error, DOTTIE}, 3, 1),
                new double[] {0, residual, 0}, Status.CONVERGED, Status.ITERATION_LIMIT, Status.CONVERGED);
        Certificate certificate = verify(cosine(3), value, 1e-10);
        assertFalse(certificate.holds());
        assertEquals(residual, first(certificate).value(), 1e-15);
        assertEquals(1, certificate.checks().stream().filter(check -> !check.holds()).count());
        assertEquals(2, certificate.quantities().get("samplesWithinTolerance"));
        assertEquals(residual, certificate.quantities().get("absoluteResidual"), 1e-15);
        assertEquals(residual / DOTTIE, certificate.quantities().get("relativeResidual"), 1e-15);
        assertTrue(verify(cosine(3), value, 1e-8).holds());
    }

    @Test
    void aStatusThatIsNotTrueFails() throws SolverException {
        EquilibriumStates value = states(new Samples(new double[] {DOTTIE, 0}, 2, 1), new double[] {0, 1}, Status.CONVERGED);
        Certificate certificate = verify(cosine(2), value, 1e-10);
        assertEquals(1, certificate.checks().get(1).value());
        assertFalse(certificate.checks().get(1).holds());
    }

    @Test
    void aResidualThatWasNotMeasuredFails() throws SolverException {
        Samples found = new Samples(new double[] {DOTTIE + 1e-9}, 1, 1);
        assertFalse(verify(cosine(1), states(found, new double[] {0}, Status.ITERATION_LIMIT), 1e-10).checks().get(2).holds());
        assertTrue(verify(cosine(1), states(found, new double[] {Double.NaN}, Status.ITERATION_LIMIT), 1e-10).checks().get(2).holds());
        assertTrue(verify(cosine(1), states(found, new double[] {0}, Status.ITERATION_LIMIT), 1e-5).checks().get(2).holds());
    }

    /** Another order of summation may change the last bit of an image that no change of the state's last bits changes. */
    @Test
    void theLastBitOfAnImageMayDiffer() throws SolverException {
        EquilibriumProblem constant = EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", Layers.matrix(1, 1, 0)).text("activation", "sigmoid").build(), Samples.none(1));
        for (double tolerance : new double[] {0, 1e-15}) {
            assertTrue(verify(constant, states(Samples.of(.5 + 0x1p-53), new double[1], Status.CONVERGED), tolerance).holds());
            assertFalse(verify(constant, states(Samples.of(.5 + 0x1p-50), new double[1], Status.CONVERGED), tolerance).holds());
        }
    }

    /** The mean of the patterns 1000.1, 1 and -1000 is 1.1 / 3, of which double precision leaves thirteen digits. */
    @Test
    void termsOfAnImageMayCancel() throws SolverException {
        EquilibriumProblem retrieval = EquilibriumProblem.of(StandardLayer.HOPFIELD,
                parameters().array("patterns", Layers.matrix(3, 1, 1000.1, 1, -1000)).number("beta", 1e-20).build(), Samples.none(1));
        assertTrue(verify(retrieval, states(Samples.of(1.1 / 3), new double[1], Status.CONVERGED), 1e-15).holds());
        assertFalse(verify(retrieval, states(Samples.of(1.1 / 3 + 1e-11), new double[1], Status.CONVERGED), 1e-15).holds());
    }

    @Test
    void measuresAsTheProblemSays() throws SolverException {
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", Layers.matrix(2, 2, .5, 0, 0, .5)).text("activation", "identity").build(),
                Samples.of(50, 1));
        EquilibriumStates value = states(Samples.of(100, 2.5), new double[] {Double.NaN}, Status.ITERATION_LIMIT);
        assertEquals(.25, first(verify(problem, value, 1)).value());
        assertEquals(.25 / 100, first(verify(problem.withMeasure(ResidualMeasure.RELATIVE), value, 1)).value());
        EquilibriumProblem zero = problem.withInputs(Samples.of(0, 0)).withMeasure(ResidualMeasure.RELATIVE);
        assertEquals(0, first(verify(zero, states(Samples.of(0, 0), new double[1], Status.CONVERGED), 1e-9)).value());
    }

    @Test
    void wrongSizesAndValuesAreChecksThatFail() throws SolverException {
        assertFalse(verify(cosine(2), states(Samples.of(DOTTIE), new double[1], Status.CONVERGED), 1).holds());
        assertFalse(verify(cosine(1), states(Samples.of(DOTTIE, 0), new double[1], Status.CONVERGED), 1).holds());
        assertFalse(verify(cosine(1), states(Samples.of(Double.NaN), new double[1], Status.CONVERGED), 1).holds());
    }

    @Test
    void anImageThatIsNoNumberFails() throws SolverException {
        EquilibriumProblem root = EquilibriumProblem.of(StandardLayer.SCALAR, parameters().text("map", "square-root").build(),
                Samples.of(0));
        assertFalse(verify(root, states(Samples.of(0), new double[1], Status.CONVERGED), 1).holds());
    }

    @Test
    void claimsThatThereIsNoneAreNotCertified() throws SolverException {
        Certificate certificate = Verification.of(new EquilibriumVerifier(), cosine(1),
                Solution.of(Status.INFEASIBLE, states(Samples.of(DOTTIE), new double[1], Status.CONVERGED)).build());
        assertFalse(certificate.holds());
    }
}
