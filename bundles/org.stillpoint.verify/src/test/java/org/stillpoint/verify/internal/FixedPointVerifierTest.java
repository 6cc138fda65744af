package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;

class FixedPointVerifierTest {

    private static final double DOTTIE = .7390851332151607;

    private record NamedOperator(int dimension, UnaryOperator<double[]> map) implements Operator {

        @Override
        public void apply(double[] x, double[] result) {
            double[] image = map.apply(x);
            System.arraycopy(image, 0, result, 0, result.length);
        }
    }

    private record Context(double tolerance, Operator operator) implements VerificationContext {

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            if (!name.equals("map")) {
                throw new SolverException("no operator " + name);
            }
            return type.cast(operator);
        }
    }

    private static Certificate verify(Operator operator, Status status, double... x) throws SolverException {
        return verify(operator, status, 1e-10, new double[] {0}, x);
    }

    private static Certificate verify(Operator operator, Status status, double tolerance, double[] start, double... x)
            throws SolverException {
        Solution<FixedPoint> solution = Solution.of(status, new FixedPoint(x)).residual(0, 1).build();
        return new FixedPointVerifier().verify(new FixedPointProblem("map", start), solution, new Context(tolerance, operator));
    }

    private static Operator cosine() {
        return new NamedOperator(1, x -> new double[] {Math.cos(x[0])});
    }

    @Test
    void certifiesTheFixedPointOfTheCosine() throws SolverException {
        assertTrue(verify(cosine(), Status.CONVERGED, DOTTIE).holds());
        assertFalse(verify(cosine(), Status.CONVERGED, DOTTIE + 1e-9).holds());
        assertFalse(verify(cosine(), Status.CONVERGED, 0).holds());
    }

    @Test
    void measuresTheEuclideanNorm() throws SolverException {
        Operator shift = new NamedOperator(0, x -> new double[] {x[0] + 3, x[1] - 4});
        Certificate certificate = verify(shift, Status.ITERATION_LIMIT, 6, new double[2], 0, 0);
        assertEquals(5, certificate.checks().get(0).value());
        assertEquals(6, certificate.checks().get(0).bound());
        assertEquals(5, certificate.quantities().get("relativeResidual"));
        assertTrue(certificate.holds());
    }

    @Test
    void certifiesNoClaimWithoutEvidence() throws SolverException {
        Certificate certificate = verify(cosine(), Status.INFEASIBLE, DOTTIE);
        assertFalse(certificate.holds());
        assertEquals(1, certificate.notes().size());
        assertFalse(verify(cosine(), Status.UNBOUNDED, DOTTIE).holds());
    }

    @Test
    void refusesWrongShapesAndNumbersWithoutAnException() throws SolverException {
        assertFalse(verify(cosine(), Status.CONVERGED).holds());
        assertFalse(verify(cosine(), Status.CONVERGED, DOTTIE, DOTTIE).holds());
        assertFalse(verify(cosine(), Status.CONVERGED, Double.NaN).holds());
        assertFalse(verify(cosine(), Status.CONVERGED, Double.POSITIVE_INFINITY).holds());
        assertFalse(verify(new NamedOperator(1, x -> new double[] {Double.NaN}), Status.CONVERGED, 1).holds());
        assertFalse(verify(new NamedOperator(2, x -> x), Status.CONVERGED, 1).holds());
    }

    @Test
    void keepsThePointFromAnOperatorThatWritesToIt() throws SolverException {
        Operator rude = new NamedOperator(1, x -> {
            x[0] = 0;
            return new double[] {0};
        });
        assertFalse(verify(rude, Status.CONVERGED, 1).holds());
    }

    @Test
    void acceptsTheEmptySpace() throws SolverException {
        assertTrue(verify(new NamedOperator(0, x -> x), Status.CONVERGED, 0, new double[0]).holds());
    }

    @Test
    void saysThatTheOperatorIsMissing() {
        Solution<FixedPoint> solution = Solution.of(Status.CANCELLED, new FixedPoint(new double[] {1})).build();
        FixedPointProblem problem = new FixedPointProblem("other", new double[1]);
        assertThrows(SolverException.class, () -> new FixedPointVerifier().verify(problem, solution, new Context(1, cosine())));
    }
}
