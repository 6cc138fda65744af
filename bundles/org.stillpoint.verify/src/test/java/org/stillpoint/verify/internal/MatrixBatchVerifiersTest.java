package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem.Divergence;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem.Construction;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.testing.Verification;

/** What the verifiers of batches of matrices and of routings confirm, and what they find. */
class MatrixBatchVerifiersTest {

    private static <P extends Problem, S extends Recordable> Certificate verify(Verifier<P, S> verifier, P problem, Status status, S value)
            throws SolverException {
        return verifier.verify(problem, Solution.of(status, value).residual(0, 1).build(), Verification.context(1e-12));
    }

    private static Certificate project(Divergence divergence, double[] inputs, double[] matrices, double[] rows, double[] columns)
            throws SolverException {
        return verify(new DoublyStochasticVerifier(), new DoublyStochasticProblem(2, inputs, divergence), Status.CONVERGED,
                new MatrixBatch(2, matrices, rows, columns));
    }

    /** Logits of difference 1 on the diagonal: p / (1 - p) = e. */
    @Test
    void projectionsNeedSumsAndForm() throws SolverException {
        double p = 1 / (1 + Math.exp(-1));
        double[] logits = {1, 0, 0, 1};
        double[] potentials = {Math.log(1 - p), Math.log(1 - p)};
        double[] right = {p, 1 - p, 1 - p, p};
        Certificate certificate = project(Divergence.KULLBACK_LEIBLER, logits, right, potentials, new double[2]);
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(2 * (p * (Math.log(p) - 2) + (1 - p) * (Math.log(1 - p) - 1)), certificate.quantities().get(Certificate.OBJECTIVE),
                1e-14);
        // Doubly stochastic, but not the nearest.
        assertFalse(project(Divergence.KULLBACK_LEIBLER, logits, new double[] {0.5, 0.5, 0.5, 0.5}, potentials, new double[2]).holds());
        // Of the right form, but not doubly stochastic.
        double[] more = {2 * p, 2 * (1 - p), 1 - p, p};
        assertFalse(project(Divergence.KULLBACK_LEIBLER, logits, more, new double[] {Math.log(2 * (1 - p)), potentials[1]}, new double[2])
                .holds());
        double[] unknown = {p, 1 - p, Double.NaN, p};
        assertFalse(project(Divergence.KULLBACK_LEIBLER, logits, unknown, potentials, new double[2]).holds());
        assertFalse(project(Divergence.KULLBACK_LEIBLER, logits, right, new double[0], new double[0]).holds());
        DoublyStochasticProblem problem = new DoublyStochasticProblem(2, logits, Divergence.KULLBACK_LEIBLER);
        assertFalse(verify(new DoublyStochasticVerifier(), problem, Status.INFEASIBLE, new MatrixBatch(2, right, potentials, new double[2]))
                .holds());
    }

    @Test
    void euclideanProjectionsAreCutOffAtZero() throws SolverException {
        double[] inputs = {3, 0, 0, 3};
        double[] identity = {1, 0, 0, 1};
        assertTrue(project(Divergence.EUCLIDEAN, inputs, identity, new double[] {-2, -2}, new double[2]).holds());
        assertFalse(project(Divergence.EUCLIDEAN, inputs, identity, new double[] {-2, -2}, new double[] {0, 1e-9}).holds());
        assertFalse(project(Divergence.EUCLIDEAN, inputs, new double[] {1.5, -0.5, -0.5, 1.5}, new double[] {-2, -2}, new double[2])
                .holds());
    }

    @Test
    void constructionsAreThoseOfTheParameters() throws SolverException {
        MatrixParametrisationVerifier verifier = new MatrixParametrisationVerifier();
        MatrixParametrisationProblem mixture = new MatrixParametrisationProblem(2, new double[] {0, Math.log(3)},
                Construction.PERMUTATION_MIXTURE);
        assertTrue(verify(verifier, mixture, Status.CONVERGED, new MatrixBatch(2, new double[] {0.25, 0.75, 0.75, 0.25})).holds());
        assertFalse(verify(verifier, mixture, Status.CONVERGED, new MatrixBatch(2, new double[] {0.75, 0.25, 0.25, 0.75})).holds());
        assertFalse(verify(verifier, mixture, Status.CONVERGED, new MatrixBatch(1, new double[] {0.25, 0.75})).holds());
        assertFalse(verify(verifier, mixture, Status.UNBOUNDED, new MatrixBatch(2, new double[] {0.25, 0.75, 0.75, 0.25})).holds());
        MatrixParametrisationProblem rotation = new MatrixParametrisationProblem(2, new double[] {3, 7, 4, 1},
                Construction.ORTHOSTOCHASTIC);
        assertTrue(verify(verifier, rotation, Status.CONVERGED, new MatrixBatch(2, new double[] {0.36, 0.64, 0.64, 0.36})).holds());
        MatrixParametrisationProblem sphere = new MatrixParametrisationProblem(2, new double[] {0, 2, -4, 0}, Construction.SPECTRAL_SPHERE);
        assertTrue(verify(verifier, sphere, Status.CONVERGED, new MatrixBatch(2, new double[] {0, 0.5, -1, 0})).holds());
        assertFalse(verify(verifier, sphere, Status.CONVERGED, new MatrixBatch(2, new double[] {0, 0.25, -0.5, 0})).holds());
        MatrixParametrisationProblem product = new MatrixParametrisationProblem(4, new double[] {0, Math.log(3), 0, 0},
                Construction.KRONECKER_PRODUCT);
        double[] expected = {1, 1, 3, 3, 1, 1, 3, 3, 3, 3, 1, 1, 3, 3, 1, 1};
        for (int k = 0; k < expected.length; k++) {
            expected[k] /= 8;
        }
        assertTrue(verify(verifier, product, Status.CONVERGED, new MatrixBatch(4, expected)).holds());
    }

    @Test
    void routingsTakeTheBestExpertsOnce() throws SolverException {
        RoutingVerifier verifier = new RoutingVerifier();
        RoutingProblem problem = new RoutingProblem(new DMatrixRMaj(new double[][] {{3, 0}, {2, 0.5}, {1, 0.75}, {0.5, 0}}), 1);
        double[] gates = {1, 1, 1, 1};
        double[] prices = {0, 0.75};
        Certificate certificate = verify(verifier, problem, Status.CONVERGED, new Routing(new int[] {0, 0, 1, 1}, gates, prices));
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(5.75, certificate.quantities().get(Certificate.OBJECTIVE), 1e-15);
        assertEquals(5.75, certificate.quantities().get(Certificate.DUAL_OBJECTIVE), 1e-15);
        // Balanced, but not what these prices attract.
        assertFalse(verify(verifier, problem, Status.CONVERGED, new Routing(new int[] {1, 0, 1, 0}, gates, prices)).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new Routing(new int[4], gates, new double[2])).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new Routing(new int[] {0, 0, 1, 1}, new double[] {1, 1, 1, 0.9}, prices))
                .holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new Routing(new int[] {0, 0, 1, 2}, gates, prices)).holds());
        assertFalse(verify(verifier, problem, Status.CONVERGED, new Routing(new int[] {0, 0, 1}, new double[3], prices)).holds());
        assertFalse(verify(verifier, problem, Status.INFEASIBLE, new Routing(new int[] {0, 0, 1, 1}, gates, prices)).holds());
        RoutingProblem both = new RoutingProblem(problem.scores(), 2);
        assertFalse(verify(verifier, both, Status.CONVERGED, new Routing(new int[] {0, 1, 0, 0, 0, 1, 0, 1},
                new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, new double[2])).holds());
    }
}
