package org.stillpoint.transport.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * The Newton system of the semi-dual function,
 *
 * <pre>
 *   (S + mu D) d = epsilon (b - P'1),   S = D - Q' diag(Q 1)^-1 Q,   D = diag(Q'1),
 * </pre>
 *
 * with the large entries Q of P: the Hessian of the dual function after the elimination of f, a weighted Laplacian. Since the diagonals are
 * those of Q as well it has the constant vectors in its kernel as the one of P has, and is close to that where d is smooth. It is solved
 * by conjugate gradients with the diagonal as preconditioner, with the vector of equal components projected out. With mu growing the
 * direction turns into that of Sinkhorn's iteration.
 */
final class SchurSystem {

    /** A diagonal entry is held to be no smaller than this part of the column sum it is a difference of. */
    private static final double LEAST_DIAGONAL = 1e-14;
    /** A column of which a smaller part is kept has its whole sum in the diagonal. */
    private static final double LEAST_KEPT = 0.9;
    /** Loops of fewer operations are not worth sharing. */
    private static final int SHARE_FROM = 60_000;
    /** What loops over the columns are cut into. */
    private static final int COLUMN_CHUNKS = 8;

    /** The direction d that solves the system. */
    final double[] direction;
    /** Conjugate gradient steps of all systems. */
    long iterations;

    private final SemiDual dual;
    private final ThreadTeam team;
    private final int n;
    private final double[][] partial;
    private final double[] inverseDiagonal;
    private final double[] residual;
    private final double[] preconditioned;
    private final double[] search;
    private final double[] product;
    private final double[] means;
    private final double[] diagonal;
    private final double[] ones;
    private final ThreadTeam.Task multiplyRows = this::multiplyRows;
    private final ThreadTeam.Task multiplyColumns = this::multiplyColumns;
    private final ThreadTeam.Task squareRows = this::squareRows;
    private final ThreadTeam.Task averageRows = this::averageRows;
    private double[] argument;
    private double regularisation;
    private long entries;

    SchurSystem(SemiDual dual, ThreadTeam team) {
        this.dual = dual;
        this.team = team;
        n = dual.b.length;
        partial = new double[dual.plan.length][n];
        direction = new double[n];
        inverseDiagonal = new double[n];
        residual = new double[n];
        preconditioned = new double[n];
        search = new double[n];
        product = new double[n];
        means = new double[dual.a.length];
        diagonal = new double[n];
        ones = new double[n];
        Arrays.fill(ones, 1);
    }

    /**
     * Computes the direction.
     *
     * @param relative the residual to reach, relative to the first one, in the norm of the preconditioner
     * @param mostIterations the most steps
     * @param mu the weight of the regularisation
     * @param largest what no component of the direction is of use beyond: when one is, the iteration ends
     * @return false if it was interrupted
     */
    boolean solve(double relative, int mostIterations, double mu, double largest) {
        regularisation = mu;
        entries = dual.keptEntries();
        prepare();
        double first = precondition();
        double now = first;
        System.arraycopy(preconditioned, 0, search, 0, n);
        for (int iteration = 0; now > relative * relative * first && iteration < mostIterations; iteration++) {
            if (!dual.goOn()) {
                return false;
            }
            argument = search;
            run(multiplyRows, partial.length, 4 * entries);
            run(multiplyColumns, COLUMN_CHUNKS, (long) n * partial.length);
            iterations++;
            double curvature = VectorKernels.dot(search, product);
            if (!(curvature > 0)) {
                break;
            }
            VectorKernels.axpy(now / curvature, search, direction);
            VectorKernels.axpy(-now / curvature, product, residual);
            if (VectorKernels.maxAbs(direction, 0, n) > largest) {
                break;
            }
            double next = precondition();
            VectorKernels.axpby(1, preconditioned, 0, next / now, search, 0, n);
            now = next;
        }
        project(direction);
        return true;
    }

    /** Runs a loop, on several threads if it takes enough operations. */
    private void run(ThreadTeam.Task task, int chunks, long operations) {
        if (operations >= SHARE_FROM) {
            team.run(task, chunks);
        } else {
            for (int chunk = 0; chunk < chunks; chunk++) {
                task.run(chunk);
            }
        }
    }

    private void prepare() {
        argument = ones;
        run(multiplyRows, partial.length, 4 * entries);
        addUp(diagonal);
        for (int j = 0; j < n; j++) {
            diagonal[j] = diagonal[j] < LEAST_KEPT * dual.sums[j] ? dual.sums[j] : diagonal[j];
        }
        run(squareRows, partial.length, 2 * entries);
        addUp(inverseDiagonal);
        for (int j = 0; j < n; j++) {
            inverseDiagonal[j] = 1 / Math.max(diagonal[j] * (1 + regularisation) - inverseDiagonal[j],
                    Math.max(LEAST_DIAGONAL * diagonal[j], Double.MIN_NORMAL));
            residual[j] = dual.epsilon * (dual.b[j] - dual.sums[j]);
        }
        project(residual);
        Arrays.fill(direction, 0);
    }

    private void addUp(double[] result) {
        Arrays.fill(result, 0);
        for (double[] part : partial) {
            VectorKernels.axpy(1, part, result);
        }
    }

    /** The Rayleigh quotient d'(S + mu D) d / d'D d of the direction: how stiff the system is along it. */
    double stiffness() {
        double products = 0;
        double squares = 0;
        for (int j = 0; j < n; j++) {
            products += direction[j] * (dual.epsilon * (dual.b[j] - dual.sums[j]) - residual[j]);
            squares += diagonal[j] * direction[j] * direction[j];
        }
        return squares > 0 ? products / squares : 0;
    }

    private double precondition() {
        for (int j = 0; j < n; j++) {
            preconditioned[j] = inverseDiagonal[j] * residual[j];
        }
        return VectorKernels.dot(preconditioned, residual);
    }

    private void project(double[] x) {
        double mean = VectorKernels.sum(x, 0, n) / n;
        for (int j = 0; j < n; j++) {
            x[j] -= mean;
        }
    }

    /** The derivative of the semi-dual function along the direction. */
    double slope() {
        double slope = 0;
        for (int j = 0; j < n; j++) {
            slope += direction[j] * (dual.b[j] - dual.sums[j]);
        }
        return slope;
    }

    /** The change of f along the direction, to first order: minus the mean of d over each row of the plan. */
    double[] changeOfRows() {
        argument = direction;
        run(averageRows, partial.length, 2 * entries);
        return means;
    }

    private void multiplyRows(int chunk) {
        double[] y = partial[chunk];
        Arrays.fill(y, 0);
        PlanRows kept = dual.plan[chunk];
        for (int row = 0; row < kept.rows; row++) {
            kept.add(row, kept.product(row, argument) / kept.sums[row], y);
        }
    }

    private void multiplyColumns(int chunk) {
        int from = (int) ((long) n * chunk / COLUMN_CHUNKS);
        int to = (int) ((long) n * (chunk + 1) / COLUMN_CHUNKS);
        for (int j = from; j < to; j++) {
            product[j] = diagonal[j] * (1 + regularisation) * argument[j];
        }
        for (int k = 0; k < partial.length; k++) {
            VectorKernels.axpy(-1, partial[k], from, product, from, to - from);
        }
    }

    /** What Q' diag(Q 1)^-1 Q takes off the diagonal. */
    private void squareRows(int chunk) {
        double[] y = partial[chunk];
        Arrays.fill(y, 0);
        PlanRows kept = dual.plan[chunk];
        for (int row = 0; row < kept.rows; row++) {
            kept.addSquares(row, 1 / kept.sums[row], y);
        }
    }

    private void averageRows(int chunk) {
        PlanRows kept = dual.plan[chunk];
        for (int row = 0; row < kept.rows; row++) {
            means[kept.first + row] = -kept.product(row, argument) / kept.sums[row];
        }
    }
}
