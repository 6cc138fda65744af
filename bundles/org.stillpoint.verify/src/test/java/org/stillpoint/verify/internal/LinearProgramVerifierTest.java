package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;

class LinearProgramVerifierTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    /** min x1 + x2, x1 + 2 x2 = 5, x2 &lt;= 2, 3 x1 + 2 x2 &lt;= 8, x &gt;= 0. */
    private static LinearProgram diet(boolean maximise) {
        return Programs.of(maximise, new double[] {1, 1}, new double[][] {{1, 2}, {0, 1}, {3, 2}},
                new double[] {5, -INF, -INF}, new double[] {5, 2, 8}, new double[] {0, 0}, new double[] {INF, INF});
    }

    private static Certificate verify(LinearProgram program, Status status, LinearProgramSolution value) {
        return Programs.verify(program, status, value, 1e-6);
    }

    @Test
    void certifiesTheMinimum() {
        Certificate certificate = verify(diet(false), Status.CONVERGED,
                new LinearProgramSolution(new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, 0}));
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(3, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(3, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
        certificate.checks().forEach(check -> assertEquals(0, check.value(), check.name()));
    }

    @Test
    void certifiesTheMaximumWithTheDualsOfMinimising() {
        Certificate certificate = verify(diet(true), Status.CONVERGED,
                new LinearProgramSolution(new double[] {1.5, 1.75}, new double[] {-.25, 0, -.25}, new double[] {0, 0}));
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(3.25, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(3.25, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
    }

    @Test
    void refusesTheMinimumAsMaximum() {
        assertFalse(verify(diet(true), Status.CONVERGED,
                new LinearProgramSolution(new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, 0})).holds());
    }

    @Test
    void certifiesTheTinyFarkasRay() {
        LinearProgram program = Programs.of(false, new double[] {0, 0}, new double[][] {{1, 1}, {1, 1}},
                new double[] {-INF, 2}, new double[] {1, INF}, new double[] {0, 0}, new double[] {INF, INF});
        assertTrue(verify(program, Status.INFEASIBLE, Programs.ray(-1, 1)).holds());
        assertFalse(verify(program, Status.INFEASIBLE, Programs.ray(1, -1)).holds());
    }

    @Test
    void certifiesARecessionDirection() {
        LinearProgram program = Programs.of(false, new double[] {-1}, new double[][] {}, new double[] {}, new double[] {},
                new double[] {0}, new double[] {INF});
        assertTrue(verify(program, Status.UNBOUNDED, Programs.pointAndRay(new double[] {3}, 1)).holds());
        assertFalse(verify(program, Status.UNBOUNDED, Programs.pointAndRay(new double[] {3}, -1)).holds());
        assertFalse(verify(program, Status.UNBOUNDED, Programs.pointAndRay(new double[] {-3}, 1)).holds());
    }
}
