package org.stillpoint.transport.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.TransportVerifier;

/** Solves transport problems and has every claim verified. */
public final class Verified {

    private Verified() {
    }

    /** Solves a problem; if the solution claims something, the verifier has to confirm it. */
    public static Solution<TransportPlan> solve(Solver<TransportProblem, TransportPlan> solver, TransportProblem problem,
            TestContext context) throws SolverException {
        Solution<TransportPlan> solution = solver.solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = certificate(problem, solution);
            assertTrue(certificate.holds(), () -> problem + ": " + solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    /** What the verifier finds, at the solution's own tolerance. */
    public static Certificate certificate(TransportProblem problem, Solution<TransportPlan> solution) throws SolverException {
        return Verification.of(new TransportVerifier(), problem, solution);
    }

    /** The value of a problem that has to be solved, and confirmed, with default options. */
    public static double value(Solver<TransportProblem, TransportPlan> solver, TransportProblem problem) throws SolverException {
        Solution<TransportPlan> solution = solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return certificate(problem, solution).quantities().get(Certificate.OBJECTIVE);
    }

    /** The plan, row by row. */
    public static double[][] rows(DMatrix plan) {
        double[][] rows = new double[plan.getNumRows()][plan.getNumCols()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = plan.get(i, j);
            }
        }
        return rows;
    }

    /** A problem of given costs. */
    public static TransportProblem.Builder costs(double[][] costs, double[] source, double[] target) {
        return TransportProblem.of(Measure.of(source), Measure.of(target), new GroundCost.Matrix(new DMatrixRMaj(costs)));
    }

    /** The squared distances of points on a line. */
    public static double[][] squares(double[] x, double[] y) {
        double[][] costs = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                costs[i][j] = (x[i] - y[j]) * (x[i] - y[j]);
            }
        }
        return costs;
    }

    /** The three points of source and target whose solutions are known for many regularisers. */
    public static TransportProblem.Builder threePoints() {
        return costs(squares(new double[] {0, 1, 2}, new double[] {0.5, 1.5, 3}), new double[] {0.2, 0.5, 0.3},
                new double[] {0.3, 0.3, 0.4});
    }

    /** The values of a function at 0, 1, ..., scaled to sum 1. */
    public static double[] histogram(int length, DoubleUnaryOperator density) {
        return normalised(IntStream.range(0, length).mapToDouble(density::applyAsDouble).toArray());
    }

    /** The normal density, not scaled. */
    public static DoubleUnaryOperator normal(double mean, double deviation) {
        return x -> Math.exp(-(x - mean) * (x - mean) / (2 * deviation * deviation));
    }

    /** The numbers, scaled to sum 1. */
    public static double[] normalised(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] / sum;
        }
        return scaled;
    }

    /** Random weights with sum 1. */
    public static double[] weights(int length, Random random) {
        return normalised(random.doubles(length).map(uniform -> 0.05 + uniform).toArray());
    }

    /** Random points, one in a row. */
    public static DMatrixRMaj points(int number, int dimension, Random random) {
        return DMatrixRMaj.wrap(number, dimension, random.doubles((long) number * dimension).toArray());
    }
}
