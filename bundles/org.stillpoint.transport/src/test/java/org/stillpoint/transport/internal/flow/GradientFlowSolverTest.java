package org.stillpoint.transport.internal.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.VerifiedSolve;
import org.stillpoint.verify.internal.GradientFlowVerifier;

class GradientFlowSolverTest {

    private static final GradientFlowSolver SOLVER = new GradientFlowSolver();
    private static final GradientFlowVerifier VERIFIER = new GradientFlowVerifier();

    private static double[] axis(int size, double from, double to) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = from + (to - from) * i / (size - 1);
        }
        return x;
    }

    private static double[] map(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    private static double[] gaussian(double[] x, double mean, double variance) {
        return map(x, value -> Math.exp(-(value - mean) * (value - mean) / (2 * variance)) * (x[1] - x[0])
                / Math.sqrt(2 * Math.PI * variance));
    }

    /** The flow of an Ornstein-Uhlenbeck process in the parabola k x^2 / 2. */
    private static GradientFlowProblem parabola(double k, double beta, double step, int steps, double share) {
        double[] x = axis(161, -8, 8);
        return new GradientFlowProblem(List.of(x), gaussian(x, 2, 0.25), map(x, value -> k * value * value / 2), beta, 0, step, steps,
                share * GradientFlowProblem.largestEpsilon(step, beta));
    }

    private static DensityPath path(GradientFlowProblem problem) throws SolverException {
        return VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-12));
    }

    private static double[] row(DensityPath path, int k) {
        int size = path.masses().numCols;
        return Arrays.copyOfRange(path.masses().data, k * size, (k + 1) * size);
    }

    private static double[] meanAndVariance(double[] x, double[] masses) {
        double mass = 0;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < x.length; i++) {
            mass += masses[i];
            mean += masses[i] * x[i];
            square += masses[i] * x[i] * x[i];
        }
        mean /= mass;
        return new double[] {mean, square / mass - mean * mean};
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        VerifiedSolve.value(SOLVER, VERIFIER, SOLVER.selfCheck(), new TestContext());
    }

    /**
     * Gaussians stay Gaussian. The mean is divided by 1 + tau k. With s = tau (k - beta' / b) for the variance b that a step ends with, y
     * given x has the precision 2 (1 + s) / epsilon and a mean of slope 1 / (1 + s), so that b = a / (1 + s)^2 + epsilon / (2 (1 + s)).
     */
    @Test
    void stepsOfGaussiansHaveTheirClosedForm() throws SolverException {
        double k = 0.8;
        for (double share : new double[] {1, 0.5, 0.3}) {
            GradientFlowProblem problem = parabola(k, 0.6, 0.1, 12, share);
            DensityPath path = path(problem);
            double mean = 2;
            double variance = 0.25;
            for (int row = 1; row <= 12; row++) {
                double low = 1e-3;
                double high = 10;
                for (int bisection = 0; bisection < 100; bisection++) {
                    double middle = (low + high) / 2;
                    double stretch = stretch(middle, problem, k);
                    double next = variance / (stretch * stretch) + problem.epsilon() / (2 * stretch);
                    if (stretch <= 0 || next > middle) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                mean /= 1 + 0.1 * k;
                variance = low;
                double[] moments = meanAndVariance(problem.axes().get(0), row(path, row));
                assertEquals(mean, moments[0], 1e-8, "share " + share + ", step " + row);
                assertEquals(variance, moments[1], 1e-8, "share " + share + ", step " + row);
            }
        }
    }

    /** 1 + s. */
    private static double stretch(double end, GradientFlowProblem problem, double k) {
        double rest = problem.diffusion() - problem.epsilon() / (4 * problem.step());
        return 1 + problem.step() * (k - rest / end);
    }

    /** The mean falls as exp(-k t), the variance goes to beta / k as exp(-2 k t): the error of the steps is of the first order. */
    @Test
    void theFokkerPlanckEquationIsApproachedAsStepsShorten() throws SolverException {
        double k = 0.8;
        double beta = 0.6;
        double[] errors = new double[3];
        for (int refinement = 0; refinement < 3; refinement++) {
            int steps = 10 << refinement;
            GradientFlowProblem problem = parabola(k, beta, 1.0 / steps, steps, 1);
            double[] moments = meanAndVariance(problem.axes().get(0), row(path(problem), steps));
            double variance = beta / k + (0.25 - beta / k) * Math.exp(-2 * k);
            errors[refinement] = Math.abs(moments[0] - 2 * Math.exp(-k)) + Math.abs(moments[1] - variance);
        }
        assertEquals(2, errors[0] / errors[1], 0.15);
        assertEquals(2, errors[1] / errors[2], 0.1);
        assertTrue(errors[2] < 0.02, "error " + errors[2]);
    }

    /** In a double well the energy falls to that of exp(-V / beta), and the mass stays what it is. */
    @Test
    void theEnergyFallsToTheEquilibrium() throws SolverException {
        double[] x = axis(41, -2.5, 2.5);
        double[] potential = map(x, value -> Math.pow(value * value - 1, 2));
        GradientFlowProblem problem = new GradientFlowProblem(List.of(x), gaussian(x, -1, 0.04), potential, 1, 0, 0.05, 120, 0.08);
        DensityPath path = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
        for (int row = 1; row <= 60; row++) {
            assertTrue(path.energies()[row] < path.energies()[row - 1], "step " + row);
        }
        double least = -Math.log(Arrays.stream(potential).map(value -> Math.exp(-value) * (x[1] - x[0])).sum());
        assertEquals(Arrays.stream(problem.initial()).sum(), Arrays.stream(row(path, 120)).sum(), 1e-12);
        assertTrue(path.energies()[120] > least - 1e-6);
        assertEquals(least, path.energies()[120], 1e-3);
    }

    /** In independent coordinates the flow is the product of two flows. */
    @Test
    void productsStayProducts() throws SolverException {
        double[] x = axis(33, -4, 4);
        double[] y = axis(25, -3, 3);
        double[] first = gaussian(x, 1, 0.5);
        double[] second = gaussian(y, -0.5, 0.3);
        double[] bowl = map(x, value -> value * value / 2);
        double[] quartic = map(y, value -> value * value * value * value / 4);
        double[] initial = new double[33 * 25];
        double[] potential = new double[33 * 25];
        for (int cell = 0; cell < initial.length; cell++) {
            initial[cell] = first[cell / 25] * second[cell % 25];
            potential[cell] = bowl[cell / 25] + quartic[cell % 25];
        }
        DensityPath plane = path(new GradientFlowProblem(List.of(x, y), initial, potential, 0.7, 0, 0.1, 4, 0.2));
        DensityPath along = path(new GradientFlowProblem(List.of(x), first, bowl, 0.7, 0, 0.1, 4, 0.2));
        DensityPath across = path(new GradientFlowProblem(List.of(y), second, quartic, 0.7, 0, 0.1, 4, 0.2));
        double[] expected = new double[initial.length];
        for (int cell = 0; cell < expected.length; cell++) {
            expected[cell] = row(along, 4)[cell / 25] * row(across, 4)[cell % 25];
        }
        assertArrayEquals(expected, row(plane, 4), 1e-11);
    }

    /** Attraction leaves the mean where it is and pulls as the parabola lambda x^2 / 2 around it does. */
    @Test
    void attractionActsAsAParabolaAroundTheMean() throws SolverException {
        double[] x = axis(121, -6, 6);
        double[] initial = gaussian(x, 0, 0.8);
        double mass = Arrays.stream(initial).sum();
        double[] bowl = map(x, value -> mass * 0.9 * value * value / 2);
        DensityPath attracted = path(new GradientFlowProblem(List.of(x), initial, new double[121], 0.5, 0.9, 0.1, 10, 0.1));
        DensityPath parabola = path(new GradientFlowProblem(List.of(x), initial, bowl, 0.5, 0, 0.1, 10, 0.1));
        assertArrayEquals(row(parabola, 10), row(attracted, 10), 1e-10);
        DensityPath moved = path(new GradientFlowProblem(List.of(x), gaussian(x, 1, 0.5), new double[121], 0.5, 0.9, 0.1, 10, 0.1));
        assertEquals(1, meanAndVariance(x, row(moved, 10))[0], 1e-7);
    }

    /** All mass goes down into the cell of least potential. */
    @Test
    void emptyCellsAndSteepPotentialsGiveNumbers() throws SolverException {
        double[] x = axis(41, 0, 1);
        double[] initial = new double[41];
        initial[3] = 5;
        for (double epsilon : new double[] {4e-2, 1e-3}) {
            GradientFlowProblem problem = new GradientFlowProblem(List.of(x), initial, map(x, value -> 1e6 * value), 1, 0, 0.01, 3,
                    epsilon);
            DensityPath path = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
            assertEquals(5, path.masses().get(3, 0), 1e-9);
        }
    }

    @Test
    void limitsStopWithTheStepsDone() throws SolverException {
        GradientFlowProblem problem = parabola(1, 1, 0.1, 20, 0.2);
        Solution<DensityPath> limited = SOLVER.solve(problem, new TestContext().with("maxIterations", 150L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        int rows = limited.value().masses().numRows;
        assertTrue(rows > 1 && rows < 21, "rows: " + rows);
        assertEquals(rows - 1, limited.counters().get("steps"));
        assertFalse(Verification.of(VERIFIER, problem, limited, 1e-10).holds());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(5)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(problem, new TestContext().timeLimit(0)).status());
    }

    @Test
    void pathsThatAreOffAreNotCertified() throws SolverException {
        GradientFlowProblem problem = parabola(1, 1, 0.1, 3, 0.5);
        DensityPath path = SOLVER.solve(problem, new TestContext()).value();
        DMatrixRMaj masses = path.masses().copy();
        masses.add(2, 80, 1e-6);
        masses.add(2, 81, -1e-6);
        Certificate moved = certificate(problem, masses, path.energies());
        assertFalse(moved.holds());
        assertTrue(moved.checks().get(1).holds());
        assertFalse(moved.checks().get(3).holds());
        masses.set(1, 0, 0.1);
        assertFalse(certificate(problem, masses, path.energies()).checks().get(1).holds());
        // Nothing moves: the first and the last condition hold, but the steps are not optimal.
        for (int k = 0; k <= 3; k++) {
            System.arraycopy(problem.initial(), 0, masses.data, k * 161, 161);
        }
        double[] energies = new double[4];
        Arrays.fill(energies, path.energies()[0]);
        Certificate still = certificate(problem, masses, energies);
        assertEquals(1, still.checks().stream().filter(check -> !check.holds()).count(), still::toString);
    }

    private static Certificate certificate(GradientFlowProblem problem, DMatrixRMaj masses, double[] energies) throws SolverException {
        Solution<DensityPath> claim = Solution.of(Status.CONVERGED, new DensityPath(masses, energies)).residual(0, 1).build();
        return Verification.of(VERIFIER, problem, claim, 1e-10);
    }
}
