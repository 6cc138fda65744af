package org.stillpoint.transport.internal.reduction;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Functions;
import org.stillpoint.api.Reduction;
import org.stillpoint.api.ReductionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * The exact barycentre q of histograms a_k on the same points as a linear program,
 *
 * <pre>
 *   minimise  sum of w_k C_ij (P_k)_ij  over P_k &gt;= 0 and q &gt;= 0  with  P_k 1 - q = 0  and  P_k'1 = a_k:
 * </pre>
 *
 * a column for each entry of the plans, plan after plan and row after row, then one for each of q; rows of the first kind, plan after plan,
 * then those of the second. The duals of the rows are w_k f_k and w_k g_k (Agueh and Carlier: Barycenters in the Wasserstein space, 2011,
 * doi:10.1137/100805741).
 */
@Component
@ReductionInfo(from = BarycenterProblem.TYPE, to = LinearProgram.TYPE)
public final class BarycenterAsLinearProgram
        implements Reduction<BarycenterProblem, Barycenter, LinearProgram, LinearProgramSolution> {

    /** Above this the columns alone take gigabytes. */
    private static final long LARGEST = 20_000_000;

    /** A program is given without the functions of a host. */
    private static final Functions NO_FUNCTIONS = new Functions() {
        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            throw new SolverException("the cost is the function '" + name + "'; only costs given as a matrix, as a distance or on a grid "
                    + "make a linear program");
        }
    };

    @Override
    public LinearProgram reduce(BarycenterProblem problem) throws SolverException {
        if (problem.epsilon() > 0) {
            throw new SolverException("a barycentre with entropy is no linear program");
        }
        int size = problem.size();
        int count = problem.count();
        if ((long) size * size * count > LARGEST) {
            throw new SolverException("a linear program of " + (long) size * size * count + " pairs of points does not fit into memory");
        }
        double[] costs = new TransportInstance(problem.everywhere(), NO_FUNCTIONS).costs();
        int plans = size * size * count;
        double[] objective = new double[plans + size];
        for (int column = 0; column < plans; column++) {
            objective[column] = problem.weights()[column / (size * size)] * costs[column % (size * size)];
        }
        double[] bounds = new double[2 * count * size];
        for (int k = 0; k < count; k++) {
            double ratio = sum(problem.histogram(0)) / sum(problem.histogram(k));
            for (int j = 0; j < size; j++) {
                bounds[(count + k) * size + j] = problem.histograms().get(k, j) * ratio;
            }
        }
        double[] least = new double[plans + size];
        double[] most = new double[plans + size];
        Arrays.fill(most, Double.POSITIVE_INFINITY);
        return LinearProgram.of(objective, matrix(size, count)).rowBounds(bounds, bounds.clone()).columnBounds(least, most).build();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static DMatrixSparseCSC matrix(int size, int count) {
        int plans = size * size * count;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(2 * count * size, plans + size, 2 * plans + count * size);
        int at = 0;
        for (int column = 0; column < plans; column++) {
            matrix.col_idx[column] = at;
            int k = column / (size * size);
            at = put(matrix, at, k * size + column / size % size, 1);
            at = put(matrix, at, (count + k) * size + column % size, 1);
        }
        for (int i = 0; i < size; i++) {
            matrix.col_idx[plans + i] = at;
            for (int k = 0; k < count; k++) {
                at = put(matrix, at, k * size + i, -1);
            }
        }
        matrix.col_idx[plans + size] = at;
        matrix.nz_length = at;
        matrix.indicesSorted = true;
        return matrix;
    }

    private static int put(DMatrixSparseCSC matrix, int at, int row, double value) {
        matrix.nz_rows[at] = row;
        matrix.nz_values[at] = value;
        return at + 1;
    }

    /** The 1-norm over all rows is at most the 2-norm times the root of their number. */
    @Override
    public double tolerance(BarycenterProblem problem, double tolerance) {
        double squares = 0;
        for (double weight : problem.histograms().data) {
            squares += weight * weight;
        }
        return tolerance / ((1 + Math.sqrt(squares)) * Math.sqrt(2.0 * problem.count() * problem.size()));
    }

    @Override
    public Barycenter restore(BarycenterProblem problem, LinearProgramSolution value) {
        int size = problem.size();
        int count = problem.count();
        int plans = size * size * count;
        if (value.x().length != plans + size || value.y().length != 2 * count * size) {
            return new Barycenter(new double[size], new DMatrixRMaj(count, size), new DMatrixRMaj(count, size), new double[size]);
        }
        try {
            double[] q = histogram(Arrays.copyOfRange(value.x(), plans, plans + size), sum(problem.histogram(0)));
            DMatrixRMaj f = new DMatrixRMaj(count, size);
            DMatrixRMaj g = new DMatrixRMaj(count, size);
            potentials(problem, value.y(), f, g);
            DMatrixRMaj all = new DMatrixRMaj(count * size, size);
            for (int k = 0; k < count; k++) {
                double[] plan = plan(problem, k, q, Arrays.copyOfRange(value.x(), k * size * size, (k + 1) * size * size), f, g);
                System.arraycopy(plan, 0, all.data, k * size * size, plan.length);
            }
            return new Barycenter(q, f, g, new double[size], all);
        } catch (SolverException impossible) {
            throw new IllegalStateException("a problem that was reduced cannot be restored", impossible);
        }
    }

    /** The weights without what is negative, with a given sum. */
    private static double[] histogram(double[] weights, double mass) {
        double[] q = Arrays.stream(weights).map(weight -> Math.max(weight, 0)).toArray();
        double sum = sum(q);
        Arrays.setAll(q, i -> sum > 0 ? q[i] * (mass / sum) : mass / q.length);
        return q;
    }

    /** Potentials that violate nothing: f as large as g lets it be, then all g lowered until the sum of w f is nowhere negative. */
    private static void potentials(BarycenterProblem problem, double[] duals, DMatrixRMaj f, DMatrixRMaj g) throws SolverException {
        int size = problem.size();
        int count = problem.count();
        double[] costs = new TransportInstance(problem.everywhere(), NO_FUNCTIONS).costs();
        double[] sums = new double[size];
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < size; j++) {
                boolean empty = problem.histograms().get(k, j) == 0;
                g.set(k, j, empty ? Double.NEGATIVE_INFINITY : duals[(count + k) * size + j] / problem.weights()[k]);
            }
            for (int i = 0; i < size; i++) {
                double most = Double.POSITIVE_INFINITY;
                for (int j = 0; j < size; j++) {
                    most = Math.min(most, costs[i * size + j] - g.get(k, j));
                }
                f.set(k, i, most);
                sums[i] += problem.weights()[k] * most;
            }
        }
        double lift = Math.max(0, -Arrays.stream(sums).min().orElse(0));
        for (int entry = 0; entry < count * size; entry++) {
            f.data[entry] += lift;
            g.data[entry] -= lift;
        }
    }

    /** The plan to one histogram with its marginals made exact. */
    private static double[] plan(BarycenterProblem problem, int k, double[] q, double[] entries, DMatrixRMaj f, DMatrixRMaj g)
            throws SolverException {
        int size = problem.size();
        double[] histogram = problem.histogram(k);
        Measure source = problem.points().numCols == 0 ? Measure.of(q) : new Measure(q, problem.points());
        Measure target = problem.points().numCols == 0 ? Measure.of(histogram) : new Measure(histogram, problem.points());
        TransportInstance instance = new TransportInstance(TransportProblem.of(source, target, problem.cost()).build(), NO_FUNCTIONS);
        int n = instance.sources();
        int m = instance.targets();
        double[] used = new double[n * m];
        double[] ofSource = new double[n];
        double[] ofTarget = new double[m];
        for (int i = 0; i < n; i++) {
            ofSource[i] = f.get(k, instance.sourcePoints()[i]);
            for (int j = 0; j < m; j++) {
                used[i * m + j] = entries[instance.sourcePoints()[i] * size + instance.targetPoints()[j]];
                ofTarget[j] = g.get(k, instance.targetPoints()[j]);
            }
        }
        TransportPlan repaired = new RestoredPlan(instance, used, ofSource, ofTarget, 0).repaired();
        return ((DMatrixRMaj) repaired.plan()).data;
    }
}
