package org.stillpoint.transport.internal.birkhoff;

import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;

/** How one matrix is made of its parameters. An instance is the workspace of one thread. */
interface Construction {

    /** The matrices between two reports. */
    int REPORT = 256;

    /**
     * Makes a matrix.
     *
     * @return by how much it misses its constraint
     * @throws SolverException if no matrix can be made of these parameters
     */
    double make(double[] parameters, int from, double[] matrices, int to) throws SolverException;

    /** Makes all matrices of a problem. */
    static Solution<MatrixBatch> run(MatrixParametrisationProblem problem, MatrixParametrisationProblem.Construction expected,
            SolveContext context, double tolerance, Construction construction) throws SolverException {
        if (problem.construction() != expected) {
            throw new SolverException("the construction is " + problem.construction() + "; this solver makes " + expected);
        }
        int size = problem.size();
        double[] matrices = new double[Math.multiplyExact(problem.count(), size * size)];
        double largest = 0;
        int made = 0;
        boolean goOn = context.proceed(0, Double.NaN);
        while (goOn && made < problem.count()) {
            try {
                double error = construction.make(problem.parameters(), made * problem.parametersEach(), matrices, made * size * size);
                largest = Double.isNaN(largest) ? largest : Math.max(largest, error);
            } catch (SolverException refused) {
                throw new SolverException("matrix " + made + ": " + refused.getMessage());
            }
            made++;
            goOn = made % REPORT != 0 || context.proceed(made, largest);
        }
        boolean all = made == problem.count();
        Status status = !all ? context.interruption() : largest <= tolerance ? Status.CONVERGED
                : Double.isFinite(largest) ? Status.STAGNATED : Status.NONFINITE;
        return Solution.of(status, new MatrixBatch(size, matrices)).residual(all ? largest : Double.POSITIVE_INFINITY, tolerance)
                .count(Counter.ITERATIONS, made).build();
    }
}
