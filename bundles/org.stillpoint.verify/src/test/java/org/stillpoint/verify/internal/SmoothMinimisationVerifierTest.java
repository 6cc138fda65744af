package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.api.problem.recurrence.SmoothMinimisation;
import org.stillpoint.api.problem.recurrence.StationaryPoint;
import org.stillpoint.api.verify.Certificate;

/** The verifier of stationary points. */
class SmoothMinimisationVerifierTest {

    /** f(x) = x_0^2 + 3 x_1^2 + 1, with a gradient that may be wrong by a factor. */
    private record Bowl(double factor) implements ScalarFunction {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] x) {
            return x[0] * x[0] + 3 * x[1] * x[1] + 1;
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            gradient[0] = factor * 2 * x[0];
            gradient[1] = factor * 6 * x[1];
        }
    }

    private static final SmoothMinimisation PROBLEM = new SmoothMinimisation("bowl", FunctionFactory.NO_PARAMETERS, new double[] {1, 2},
            new FirstOrderMethod(FirstOrderMethod.Rule.GRADIENT_DESCENT, 0.1));

    private static Certificate verify(Bowl bowl, Solution<StationaryPoint> solution) throws SolverException {
        return new SmoothMinimisationVerifier().verify(PROBLEM, solution, new TestFunctions(1e-3, Map.of("bowl", bowl)));
    }

    private static Solution<StationaryPoint> claim(double value, double... point) {
        return Solution.of(Status.CONVERGED, new StationaryPoint(point, value)).residual(0, 1e-3).build();
    }

    @Test
    void gradientAndValueAreEvaluatedAnew() throws SolverException {
        Certificate certificate = verify(new Bowl(1), claim(1, 0, 0));
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(1, certificate.quantities().get(Certificate.OBJECTIVE));
        assertTrue(verify(new Bowl(1), claim(1 + 0.0004 * 0.0004, 0.0004, 0)).holds());
        assertFalse(verify(new Bowl(1), claim(1 + 0.0006 * 0.0006, 0.0006, 0)).holds());
        assertFalse(verify(new Bowl(1), claim(1.1, 0, 0)).holds());
        assertFalse(verify(new Bowl(1), claim(1, 0)).holds());
        assertFalse(verify(new Bowl(1), claim(1, 0, Double.NaN)).holds());
    }

    @Test
    void gradientsThatAreNotThoseOfTheFunctionAreFound() throws SolverException {
        assertFalse(verify(new Bowl(1.01), claim(1, 0, 0)).holds());
    }

    @Test
    void unboundednessIsNotCertified() throws SolverException {
        assertFalse(verify(new Bowl(1), Solution.of(Status.UNBOUNDED, new StationaryPoint(new double[2], 1)).build()).holds());
        SmoothMinimisation line = new SmoothMinimisation("bowl", FunctionFactory.NO_PARAMETERS, new double[] {1}, PROBLEM.method());
        assertThrows(SolverException.class, () -> new SmoothMinimisationVerifier().verify(line, claim(1, 0, 0),
                new TestFunctions(1e-3, Map.of("bowl", new Bowl(1)))));
    }
}
