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
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.Diagonalisation;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.ImplicitStates;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.LinearAttention.FeatureMap;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.PerturbedDiagonalisation;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.testing.Verification;

/** What the verifiers of linear recurrences and of what is built on them confirm, and what they find. */
class LinearRecurrenceVerifiersTest {

    private static <P extends Problem, S extends Recordable> Certificate verify(Verifier<P, S> verifier, P problem, Status status, S value)
            throws SolverException {
        return verifier.verify(problem, Solution.of(status, value).residual(0, 1).build(), Verification.context(1e-12));
    }

    private static Certificate affine(int block, double[] transitions, Status status, double... states) throws SolverException {
        double[] offsets = {1, 0, 0, 1};
        return verify(new AffineRecurrenceVerifier(), new AffineRecurrence(new JacobianStructure(block), transitions,
                Sequences.of(offsets, 2), new double[] {2, 3}), status, Trajectory.of(Sequences.of(states, 2), 2));
    }

    /** From (2, 3) by the quarter turn: (1, 0) + (-3, 2), then (0, 1) + (-2, -2). */
    @Test
    void affineStatesAreComparedStepByStep() throws SolverException {
        double[] turn = {0, -1, 1, 0};
        Certificate certificate = affine(2, turn, Status.CONVERGED, -2, 2, -2, -1);
        assertTrue(certificate.holds(), certificate.toString());
        assertFalse(affine(2, turn, Status.CONVERGED, -2, 2, -2, -1.001).holds());
        assertFalse(affine(2, turn, Status.CONVERGED, -2, 2, -2, Double.NaN).holds());
        assertFalse(affine(2, turn, Status.CONVERGED, -2, 2).holds());
        assertFalse(affine(2, turn, Status.INFEASIBLE, -2, 2, -2, -1).holds());
        double[] other = {0, 1, -1, 0};
        assertFalse(affine(2, other, Status.CONVERGED, -2, 2, -2, -1).holds());
        assertTrue(affine(1, new double[] {2, 0.5, -1, 4}, Status.CONVERGED, 5, 1.5, -5, 7).holds());
    }

    /** [1, 0; 0, 1] + [0, 1; -1, 0] has the eigenvalues 1 + i and 1 - i. */
    private static Certificate diagonalisation(double size, double[] eigenvalues, double[] vectors, double condition)
            throws SolverException {
        double h = Math.sqrt(0.5);
        double[] inverse = {h, 0, h, 0, 0, -h, 0, h};
        return verify(new PerturbedDiagonalisationVerifier(), new PerturbedDiagonalisation(new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}),
                size), Status.CONVERGED, new Diagonalisation(eigenvalues, vectors, inverse,
                        new DMatrixRMaj(new double[][] {{0, 1}, {-1, 0}}), condition));
    }

    @Test
    void diagonalisationsAreMultipliedOut() throws SolverException {
        double h = Math.sqrt(0.5);
        double[] vectors = {h, h, 0, 0, 0, 0, h, -h};
        double[] eigenvalues = {1, 1, 1, -1};
        Certificate certificate = diagonalisation(PerturbedDiagonalisation.CHOSEN, eigenvalues, vectors, 1);
        assertTrue(certificate.holds(), certificate.toString());
        assertEquals(1, certificate.quantities().get("backwardError"), 1e-15);
        assertEquals(1, certificate.quantities().get("perturbation"), 1e-15);
        assertFalse(diagonalisation(0.5, eigenvalues, vectors, 1).holds(), "the perturbation is larger than asked for");
        assertFalse(diagonalisation(PerturbedDiagonalisation.CHOSEN, new double[] {1, 1, -1, 1}, vectors, 1).holds());
        assertFalse(diagonalisation(PerturbedDiagonalisation.CHOSEN, eigenvalues, new double[] {h, h, 0, 0, 0, 0, h, h}, 1).holds());
        assertFalse(diagonalisation(PerturbedDiagonalisation.CHOSEN, eigenvalues, vectors, 3).holds());
        assertFalse(diagonalisation(PerturbedDiagonalisation.CHOSEN, eigenvalues, vectors, 0.5).holds());
        assertFalse(diagonalisation(PerturbedDiagonalisation.CHOSEN, new double[] {1, 1, 1, Double.NaN}, vectors, 1).holds());
    }

    private static Certificate attention(boolean normalised, Status status, double... output) throws SolverException {
        return verify(new LinearAttentionVerifier(), new LinearAttention(Sequences.of(new double[] {1, 0, 0, 1, 1, 2}, 2),
                Sequences.of(new double[] {1, 1, 0, 1, 2, -1}, 2), Sequences.of(new double[] {5, 7, 11}, 1), FeatureMap.IDENTITY,
                normalised), status, new AttentionOutput(Sequences.of(output, 1)));
    }

    /** Weights 1; 1, 1; 3, 2, 0. */
    @Test
    void attentionIsComparedWithTheSumOverPairs() throws SolverException {
        Certificate certificate = attention(false, Status.CONVERGED, 5, 12, 29);
        assertTrue(certificate.holds(), certificate.toString());
        assertTrue(attention(true, Status.CONVERGED, 5, 6, 29 / 5.0).holds());
        assertFalse(attention(true, Status.CONVERGED, 5, 12, 29).holds());
        assertFalse(attention(false, Status.CONVERGED, 5, 12, 29.001).holds());
        assertFalse(attention(false, Status.CONVERGED, 5.001, 12, 29).holds());
        assertFalse(attention(false, Status.CONVERGED, 5, 12).holds());
        assertFalse(attention(false, Status.CONVERGED, 5, Double.NaN, 29).holds());
        assertFalse(attention(false, Status.UNBOUNDED, 5, 12, 29).holds());
    }

    private static Certificate mixed(double[] transitions, Status status, double... states) throws SolverException {
        return verify(new MixedRecurrenceVerifier(), new MixedRecurrence(transitions, new double[] {1, 1}, new double[] {0, 1},
                new double[] {1, 0}, 1, Sequences.of(new double[] {1, 0, 0, 1}, 2), new double[] {2, 3}), status,
                Trajectory.of(Sequences.of(states, 2), 2));
    }

    /** Q = [1, 0; 1, 1] with the inverse [1, 0; -1, 1], L = diag(2, -1): from (2, 3) to (4, -7) + (1, 0), then (10, -3) + (0, 1). */
    @Test
    void mixedStatesAreComparedStepByStep() throws SolverException {
        double[] transitions = {2, -1};
        Certificate certificate = mixed(transitions, Status.CONVERGED, 5, -7, 10, -2);
        assertTrue(certificate.holds(), certificate.toString());
        assertFalse(mixed(transitions, Status.CONVERGED, 5, -7, 10, -2.001).holds());
        assertFalse(mixed(transitions, Status.CONVERGED, 5, -7.001, 10, -2).holds());
        assertFalse(mixed(new double[] {2, -1, 2, 1}, Status.CONVERGED, 5, -7, 10, -2).holds());
        assertFalse(mixed(transitions, Status.INFEASIBLE, 5, -7, 10, -2).holds());
        assertFalse(mixed(transitions, Status.CONVERGED, 5, -7).holds());
    }

    private static Certificate implicit(Status status, double[] hidden, double[] equilibria) throws SolverException {
        DMatrixRMaj zero = new DMatrixRMaj(1, 1);
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        // z = tanh(h / 2 + x), h = h' / 2 + z.
        return verify(new ImplicitStateSpaceVerifier(), new ImplicitStateSpace(zero, new double[1], one, zero, new double[1],
                new DMatrixRMaj(new double[][] {{0.5}}), one, new double[1], Sequences.of(new double[] {-0.5, 0.25}, 1), new double[] {2}),
                status, new ImplicitStates(Sequences.of(hidden, 1), Sequences.of(equilibria, 1)));
    }

    /** From 2: h = 1 with z = 0 as tanh(1/2 - 1/2) = 0. Then h = 1/2 + z, z = tanh(h / 2 + 1/4) = tanh(1/2 + z / 2) by iteration. */
    @Test
    void bothEquationsOfImplicitStatesAreChecked() throws SolverException {
        double z = 0.5;
        for (int k = 0; k < 200; k++) {
            z = Math.tanh((1 + z) / 2);
        }
        Certificate certificate = implicit(Status.CONVERGED, new double[] {1, 0.5 + z}, new double[] {0, z});
        assertTrue(certificate.holds(), certificate.toString());
        assertFalse(implicit(Status.CONVERGED, new double[] {1, 0.5 + z}, new double[] {0, z + 1e-9}).holds());
        assertFalse(implicit(Status.CONVERGED, new double[] {1, 0.5 + z + 1e-9}, new double[] {0, z}).holds());
        assertFalse(implicit(Status.CONVERGED, new double[] {1 + 1e-9, 0.5 + z}, new double[] {0, z}).holds());
        assertFalse(implicit(Status.CONVERGED, new double[] {1, Double.NaN}, new double[] {0, z}).holds());
        assertFalse(implicit(Status.CONVERGED, new double[] {1}, new double[] {0}).holds());
        assertFalse(implicit(Status.INFEASIBLE, new double[] {1, 0.5 + z}, new double[] {0, z}).holds());
    }
}
