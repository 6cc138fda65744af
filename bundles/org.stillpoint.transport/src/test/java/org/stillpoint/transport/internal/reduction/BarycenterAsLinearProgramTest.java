package org.stillpoint.transport.internal.reduction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.squares;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.halpern.internal.linearprogram.LinearProgramSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.internal.barycenter.BarycenterSolver;
import org.stillpoint.verify.internal.BarycenterVerifier;

class BarycenterAsLinearProgramTest {

    private static final double TOLERANCE = 1e-6;

    private final BarycenterAsLinearProgram reduction = new BarycenterAsLinearProgram();

    private Solution<Barycenter> solved(BarycenterProblem problem) throws SolverException {
        Solution<LinearProgramSolution> found = new LinearProgramSolver().solve(reduction.reduce(problem),
                new TestContext().blas(new JavaBlas()).with("tolerance", reduction.tolerance(problem, TOLERANCE)));
        assertEquals(Status.CONVERGED, found.status(), found::toString);
        return claimed(reduction.restore(problem, found.value()));
    }

    private static Solution<Barycenter> claimed(Barycenter value) {
        return Solution.of(Status.CONVERGED, value).residual(0, TOLERANCE).build();
    }

    private double value(BarycenterProblem problem) throws SolverException {
        Certificate certificate = Verification.of(new BarycenterVerifier(), problem, solved(problem));
        assertTrue(certificate.holds(), certificate::toString);
        return certificate.quantities().get(Certificate.OBJECTIVE);
    }

    private static BarycenterProblem onLine(DMatrixRMaj histograms, double... weights) {
        double[] places = new double[histograms.numCols];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new BarycenterProblem(histograms, new DMatrixRMaj(places.length, 0),
                new GroundCost.Matrix(new DMatrixRMaj(squares(places, places))), weights, 0, CostScale.NONE, false);
    }

    @Test
    void twoPointsMeetInTheMiddle() throws SolverException {
        DMatrixRMaj ends = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 0, 1}});
        BarycenterProblem problem = onLine(ends, .5, .5);
        assertArrayEquals(new double[] {0, 1, 0}, solved(problem).value().weights(), 1e-7);
        assertEquals(1, value(problem), 1e-6);
        DMatrixRMaj heavy = new DMatrixRMaj(new double[][] {{2, 0, 0, 0}, {0, 0, 0, 2}});
        assertArrayEquals(new double[] {0, 2, 0, 0}, solved(onLine(heavy, 2. / 3, 1. / 3)).value().weights(), 1e-6);
        assertEquals(4, value(onLine(heavy, 2. / 3, 1. / 3)), 1e-5);
    }

    @Test
    void oneHistogramIsItsOwnBarycentre() throws SolverException {
        BarycenterProblem problem = onLine(new DMatrixRMaj(new double[][] {{.1, .4, .3, .2}, {.1, .4, .3, .2}}), .25, .75);
        assertArrayEquals(new double[] {.1, .4, .3, .2}, solved(problem).value().weights(), 1e-6);
        assertEquals(0, value(problem), 1e-6);
    }

    /** Distances between points of the plane, three histograms with an empty place: no entropic barycentre is better. */
    @Test
    void entropicBarycentresTendToTheExactOne() throws SolverException {
        Random random = new Random(3);
        DMatrixRMaj histograms = new DMatrixRMaj(3, 8);
        for (int k = 0; k < 3; k++) {
            double[] row = weights(8, random);
            row[7 - k] += row[k];
            row[k] = 0;
            System.arraycopy(row, 0, histograms.data, 8 * k, 8);
        }
        DMatrixRMaj points = DMatrixRMaj.wrap(8, 2, random.doubles(16).toArray());
        BarycenterProblem problem = new BarycenterProblem(histograms, points, GroundCost.Distance.SQUARED_EUCLIDEAN,
                new double[] {.5, .25, .25}, 0, CostScale.NONE, false);
        double exact = value(problem);
        BarycenterProblem entropic = new BarycenterProblem(histograms, points, GroundCost.Distance.SQUARED_EUCLIDEAN,
                new double[] {.5, .25, .25}, 1e-3, CostScale.NONE, false);
        Solution<Barycenter> blurred = new BarycenterSolver().solve(entropic, new TestContext());
        double lower = Verification.of(new BarycenterVerifier(), entropic, blurred).quantities().get(Certificate.DUAL_OBJECTIVE);
        assertTrue(lower < exact && exact < lower + 1e-3 * (Math.log(64) + 1) + 1e-6, lower + " " + exact);
    }

    @Test
    void wrongBarycentresAreNotCertified() throws SolverException {
        BarycenterProblem problem = onLine(new DMatrixRMaj(new double[][] {{.5, .5, 0, 0}, {0, 0, .25, .75}}), .5, .5);
        Barycenter right = solved(problem).value();
        assertTrue(Verification.of(new BarycenterVerifier(), problem, claimed(right)).holds());
        double[] moved = right.weights().clone();
        moved[0] += 1e-4;
        DMatrixRMaj higher = right.g().copy();
        higher.add(0, 0, 1e-4);
        for (Barycenter wrong : new Barycenter[] {new Barycenter(moved, right.f(), right.g(), right.h(), right.plans()),
            new Barycenter(right.weights(), right.f(), higher, right.h(), right.plans()),
            new Barycenter(right.weights(), right.f(), right.g(), right.h()),
            new Barycenter(right.weights(), new DMatrixRMaj(2, 4), new DMatrixRMaj(2, 4), right.h(), right.plans()),
            new Barycenter(right.weights(), right.f(), right.g(), right.h(), new DMatrixRMaj(8, 4))}) {
            assertFalse(Verification.of(new BarycenterVerifier(), problem, claimed(wrong)).holds(), wrong::toString);
        }
        Barycenter none = reduction.restore(problem, new LinearProgramSolution(new double[1], new double[1], new double[1]));
        assertFalse(Verification.of(new BarycenterVerifier(), problem, claimed(none)).holds());
    }

    @Test
    void whatIsNoLinearProgramIsRefused() {
        BarycenterProblem exact = onLine(new DMatrixRMaj(new double[][] {{1, 0}}), 1);
        assertThrows(SolverException.class, () -> reduction.reduce(new BarycenterSolver().selfCheck()));
        assertThrows(SolverException.class, () -> new BarycenterSolver().solve(exact, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, new BarycenterSolver().expectedSeconds(exact));
    }
}
