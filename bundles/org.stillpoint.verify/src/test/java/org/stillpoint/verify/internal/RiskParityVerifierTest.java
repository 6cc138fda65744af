package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

class RiskParityVerifierTest {

    /** Two assets of volatilities 1 and 2 and any correlation, equal budgets: weights 2/3 and 1/3. */
    private static final RiskParityProblem PROBLEM = new RiskParityProblem(new DMatrixRMaj(new double[][] {{1, 0.6}, {0.6, 4}}),
            new double[] {0.5, 0.5}, List.of("bonds", "shares"));

    private static Certificate verify(Status status, double... weights) {
        return verify(PROBLEM, status, weights);
    }

    private static Certificate verify(RiskParityProblem problem, Status status, double... weights) {
        Solution<Portfolio> solution = Solution.of(status, new Portfolio(weights)).residual(0, 1).build();
        return new RiskParityVerifier().verify(problem, solution, Verification.context(1e-12));
    }

    @Test
    void equalContributionsHold() {
        Certificate certificate = verify(Status.CONVERGED, 2 / 3.0, 1 / 3.0);
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(Math.sqrt(4 / 9.0 + 4 / 9.0 + 2 * 0.6 * 2 / 9.0), certificate.quantities().get("volatility"), 1e-15);
    }

    @Test
    void whatIsOffIsFound() {
        Certificate equal = verify(Status.CONVERGED, 0.5, 0.5);
        assertFalse(equal.holds());
        assertEquals(0.5 - 1.6 / 6.2, equal.checks().get(2).value(), 1e-15);
        assertTrue(equal.notes().get(0).contains("'bonds' contributes") || equal.notes().get(0).contains("'shares' contributes"));
        assertFalse(verify(Status.CONVERGED, 2 / 3.0, 1 / 3.0 + 1e-11).holds());
        assertFalse(verify(Status.CONVERGED, 4 / 3.0, 2 / 3.0).holds());
        assertFalse(verify(Status.CONVERGED, -2 / 3.0, -1 / 3.0).holds());
        assertFalse(verify(Status.CONVERGED, 1).holds());
        assertFalse(verify(Status.CONVERGED, Double.NaN, 1).holds());
        assertFalse(verify(Status.UNBOUNDED, 2 / 3.0, 1 / 3.0).holds());
    }

    /** Each asset contributes half of a negative variance. */
    @Test
    void budgetsOfNegativeVariancesAreNotCertified() {
        RiskParityProblem indefinite = new RiskParityProblem(new DMatrixRMaj(new double[][] {{1, -5}, {-5, 1}}),
                new double[] {0.5, 0.5}, List.of());
        Certificate certificate = verify(indefinite, Status.CONVERGED, 0.5, 0.5);
        assertFalse(certificate.holds());
        assertEquals(-2, certificate.checks().get(3).value());
    }
}
