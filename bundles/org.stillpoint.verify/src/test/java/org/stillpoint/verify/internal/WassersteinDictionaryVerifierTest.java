package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.WassersteinDictionary;
import org.stillpoint.api.problem.transport.WassersteinDictionaryProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

/**
 * One distribution on two points and one atom: the plan that is best when the second marginal y is free has P_ij in proportion to
 * exp(-C_ij / epsilon) in each row, so that y = K'x with the rows of K normalised is the only stationary point.
 */
class WassersteinDictionaryVerifierTest {

    private static final double EPSILON = .5;
    private static final WassersteinDictionaryProblem PROBLEM = new WassersteinDictionaryProblem(
            new GroundCost.Grid(List.of(new double[] {0, 1}), 2), new DMatrixRMaj(new double[][] {{.9, .1}}), 1, EPSILON);
    private static final double STAY = 1 / (1 + Math.exp(-1 / EPSILON));
    private static final double BEST = .9 * STAY + .1 * (1 - STAY);

    private static Certificate verify(double first, double second, double code) {
        WassersteinDictionary value = new WassersteinDictionary(List.of(new DMatrixRMaj(new double[][] {{first}, {second}})),
                new DMatrixRMaj(new double[][] {{code}}));
        return new WassersteinDictionaryVerifier().verify(PROBLEM, Solution.of(Status.CONVERGED, value).residual(0, 1).build(),
                Verification.context(1e-8));
    }

    @Test
    void theStationaryPointHolds() {
        Certificate certificate = verify(BEST, 1 - BEST, 1);
        assertTrue(certificate.holds(), certificate.toString());
        double entropy = .9 * Math.log(.9) + .1 * Math.log(.1);
        assertEquals(EPSILON * (entropy - Math.log(1 + Math.exp(-1 / EPSILON))),
                certificate.quantities().get(Certificate.OBJECTIVE), 1e-8);
    }

    @Test
    void othersDoNot() {
        assertFalse(verify(.9, .1, 1).holds(), "the distribution itself");
        assertFalse(verify(BEST + 1e-4, 1 - BEST - 1e-4, 1).holds());
        assertFalse(verify(BEST, BEST, 1).holds(), "no distribution");
        assertFalse(verify(BEST, 1 - BEST, .5).holds(), "no code");
        assertFalse(verify(Double.NaN, 1 - BEST, 1).holds());
    }
}
