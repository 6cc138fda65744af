package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivative;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;

/** F = (x1^2 - theta1, x1 x2 - theta2) at theta = (4, 6): x = (2, 3), dx1/dtheta1 = 1/4, dx2/dtheta = (-3/8, 1/2). */
class ImplicitDerivativeVerifierTest {

    /** A map whose products, which a verifier must not trust, are missing. */
    private static final OptimalityMap MAP = new OptimalityMap() {
        @Override
        public int solutionSize() {
            return 2;
        }

        @Override
        public int parameterSize() {
            return 2;
        }

        @Override
        public void apply(double[] x, double[] theta, double[] result) {
            result[0] = x[0] * x[0] - theta[0];
            result[1] = x[0] * x[1] - theta[1];
        }

        @Override
        public void solutionProduct(double[] x, double[] theta, double[] direction, double[] result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void parameterProduct(double[] x, double[] theta, double[] direction, double[] result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result) {
            throw new UnsupportedOperationException();
        }
    };

    private static ImplicitDerivativeProblem problem(double x1, double x2) {
        return new ImplicitDerivativeProblem("map", FunctionFactory.NO_PARAMETERS, new double[] {x1, x2}, new double[] {4, 6},
                new Samples(new double[] {1, 0, 0, 1}, 2, 2), Samples.of(1, 1));
    }

    private static ImplicitDerivative value(double residual, double[] adjoints, double[] gradients, double... derivative) {
        return new ImplicitDerivative(residual, new Samples(adjoints, 2, adjoints.length / 2), new Samples(gradients, 2, 2),
                Samples.of(derivative), new double[3], List.of(Status.CONVERGED, Status.CONVERGED, Status.CONVERGED));
    }

    private static ImplicitDerivative right() {
        return value(0, new double[] {.25, 0, -.375, .5}, new double[] {.25, 0, -.375, .5}, .25, .125);
    }

    private static Certificate certificate(ImplicitDerivativeProblem problem, Status status, ImplicitDerivative value)
            throws SolverException {
        Solution<ImplicitDerivative> solution = Solution.of(status, value).residual(0, 1e-8).build();
        return new ImplicitDerivativeVerifier().verify(problem, solution, new VerificationContext() {
            @Override
            public double tolerance() {
                return 1e-8;
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) {
                return type.cast(MAP);
            }
        });
    }

    @Test
    void rightDerivativesAreCertified() throws SolverException {
        Certificate certificate = certificate(problem(2, 3), Status.CONVERGED, right());
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(6, certificate.checks().size());
    }

    @ParameterizedTest
    @CsvSource({"0, adjoints", "3, adjoints", "4, gradients", "7, gradients", "8, derivatives", "9, derivatives"})
    void eachNumberCounts(int wrong, String check) throws SolverException {
        ImplicitDerivative right = right();
        double[][] parts = {right.adjoints().values(), right.gradients().values(), right.derivatives().values()};
        parts[wrong / 4][wrong % 4] += 1e-5;
        Certificate certificate = certificate(problem(2, 3), Status.CONVERGED, value(0, parts[0], parts[1], parts[2]));
        assertTrue(certificate.checks().stream().anyMatch(one -> one.name().startsWith(check) && !one.holds()), certificate::toString);
    }

    @Test
    void pointsThatAreNoSolutionsAreNotCertified() throws SolverException {
        assertFalse(certificate(problem(2 + 1e-7, 3), Status.CONVERGED, right()).holds());
        assertFalse(certificate(problem(2, 3), Status.CONVERGED, value(1e-5, new double[] {.25, 0, -.375, .5},
                new double[] {.25, 0, -.375, .5}, .25, .125)).holds(), "a wrong report");
    }

    @Test
    void valuesOfOtherShapesAndOtherClaimsFail() throws SolverException {
        assertFalse(certificate(problem(2, 3), Status.INFEASIBLE, right()).holds());
        assertFalse(certificate(problem(2, 3), Status.CONVERGED, value(0, new double[6], new double[4], 1, 1)).holds());
        assertFalse(certificate(problem(2, 3), Status.CONVERGED, value(0, new double[4], new double[4], 1)).holds());
        assertFalse(certificate(problem(2, 3), Status.CONVERGED,
                value(0, new double[] {.25, 0, -.375, Double.NaN}, new double[] {.25, 0, -.375, .5}, .25, .125)).holds());
        ImplicitDerivativeProblem longer = new ImplicitDerivativeProblem("map", FunctionFactory.NO_PARAMETERS, new double[3],
                new double[] {4, 6}, Samples.of(1, 0, 0), Samples.none(0));
        assertFalse(certificate(longer, Status.CONVERGED, right()).holds());
    }
}
