package org.stillpoint.transport.internal.reduction;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Functions;
import org.stillpoint.api.Reduction;
import org.stillpoint.api.ReductionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.exact.CostGap;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * Transport without a regulariser as the linear program that it is: a column for the mass between each pair of points, row after row of the
 * plan, and for each point a row that holds its marginal. A penalty rho |q - w| takes two more columns for each point, what is missing and
 * what is too much; the mass of partial transport takes one more row. The duals of the rows are the potentials.
 */
@Component
@ReductionInfo(from = TransportProblem.TYPE, to = LinearProgram.TYPE)
public final class TransportAsLinearProgram
        implements Reduction<TransportProblem, TransportPlan, LinearProgram, LinearProgramSolution> {

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
    public LinearProgram reduce(TransportProblem problem) throws SolverException {
        if (problem.regulariser() != Regulariser.NONE) {
            throw new SolverException("transport with the regulariser " + problem.regulariser() + " is no linear program");
        }
        refuseCurved("source", problem.sourceRule());
        refuseCurved("target", problem.targetRule());
        long pairs = (long) problem.source().size() * problem.target().size();
        if (pairs > LARGEST) {
            throw new SolverException("a linear program of " + pairs + " pairs of points does not fit into memory");
        }
        TransportInstance instance = new TransportInstance(problem, NO_FUNCTIONS);
        return new Program(instance).program();
    }

    private static void refuseCurved(String side, MarginalRule rule) throws SolverException {
        if (rule.kind() == MarginalRule.Kind.KULLBACK_LEIBLER || rule.kind() == MarginalRule.Kind.SQUARED) {
            throw new SolverException("transport with the rule " + rule.kind() + " for the " + side + " is no linear program");
        }
    }

    /** The 1-norm over all points is at most the 2-norm times the root of their number. */
    @Override
    public double tolerance(TransportProblem problem, double tolerance) {
        double squares = 0;
        for (double weight : problem.source().weights()) {
            squares += weight * weight;
        }
        for (double weight : problem.target().weights()) {
            squares += weight * weight;
        }
        return tolerance / ((1 + Math.sqrt(squares)) * Math.sqrt(problem.source().size() + problem.target().size()));
    }

    @Override
    public TransportPlan restore(TransportProblem problem, LinearProgramSolution value) {
        try {
            TransportInstance instance = new TransportInstance(problem, NO_FUNCTIONS);
            Program program = new Program(instance);
            if (value.x().length != program.columns || value.y().length != program.rows) {
                return new TransportPlan(instance.allSources(new double[instance.sources()]),
                        instance.allTargets(new double[instance.targets()]));
            }
            double massPotential = program.massRow < 0 ? 0 : value.y()[program.massRow];
            RestoredPlan plan = new RestoredPlan(instance, Arrays.copyOf(value.x(), instance.sources() * instance.targets()),
                    program.potentials(value.y(), program.sourceRow, instance.sources()),
                    program.potentials(value.y(), program.targetRow, instance.targets()), massPotential);
            return plan.repaired();
        } catch (SolverException impossible) {
            throw new IllegalStateException("a problem that was reduced cannot be restored", impossible);
        }
    }

    /** Where everything stands in the program. */
    private static final class Program {

        private final TransportInstance instance;
        private final TransportProblem problem;
        private final int sourceRow;
        private final int targetRow;
        private final int massRow;
        private final int rows;
        private final int columns;

        Program(TransportInstance instance) {
            this.instance = instance;
            problem = instance.problem();
            boolean sourceHeld = problem.sourceRule().kind() != MarginalRule.Kind.FREE;
            boolean targetHeld = problem.targetRule().kind() != MarginalRule.Kind.FREE;
            sourceRow = sourceHeld ? 0 : -1;
            int count = sourceHeld ? instance.sources() : 0;
            targetRow = targetHeld ? count : -1;
            count += targetHeld ? instance.targets() : 0;
            massRow = Double.isNaN(problem.mass()) ? -1 : count++;
            rows = count;
            columns = instance.sources() * instance.targets() + slacks(problem.sourceRule(), instance.sources())
                    + slacks(problem.targetRule(), instance.targets());
        }

        private static int slacks(MarginalRule rule, int points) {
            return rule.kind() == MarginalRule.Kind.TOTAL_VARIATION ? 2 * points : 0;
        }

        double[] potentials(double[] duals, int from, int length) {
            return from < 0 ? new double[length] : Arrays.copyOfRange(duals, from, from + length);
        }

        LinearProgram program() {
            double[] lower = new double[rows];
            double[] upper = new double[rows];
            bounds(problem.sourceRule(), instance.source(), sourceRow, lower, upper);
            bounds(problem.targetRule(), instance.target(), targetRow, lower, upper);
            if (massRow >= 0) {
                lower[massRow] = problem.mass();
                upper[massRow] = problem.mass();
            }
            double[] least = new double[columns];
            double[] most = new double[columns];
            Arrays.fill(most, Double.POSITIVE_INFINITY);
            return LinearProgram.of(objective(), matrix()).rowBounds(lower, upper).columnBounds(least, most).build();
        }

        private static void bounds(MarginalRule rule, double[] weights, int from, double[] lower, double[] upper) {
            for (int point = 0; point < weights.length && from >= 0; point++) {
                lower[from + point] = rule.kind() == MarginalRule.Kind.AT_MOST ? Double.NEGATIVE_INFINITY : weights[point];
                upper[from + point] = weights[point];
            }
        }

        private double[] objective() {
            CostGap gap = CostGap.of(instance.costs(), instance.sources() + instance.targets());
            double[] objective = Arrays.copyOf(gap == null ? instance.costs() : gap.capped(instance.costs()), columns);
            int pairs = instance.sources() * instance.targets();
            int ofSource = slacks(problem.sourceRule(), instance.sources());
            Arrays.fill(objective, pairs, pairs + ofSource, problem.sourceRule().weight());
            Arrays.fill(objective, pairs + ofSource, columns, problem.targetRule().weight());
            return objective;
        }

        private DMatrixSparseCSC matrix() {
            int pairs = instance.sources() * instance.targets();
            int perPair = (sourceRow >= 0 ? 1 : 0) + (targetRow >= 0 ? 1 : 0) + (massRow >= 0 ? 1 : 0);
            int entries = perPair * pairs + columns - pairs;
            DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, entries);
            matrix.nz_length = entries;
            matrix.indicesSorted = true;
            int at = 0;
            for (int pair = 0; pair < pairs; pair++) {
                matrix.col_idx[pair] = at;
                at = sourceRow < 0 ? at : put(matrix, at, sourceRow + pair / instance.targets(), 1);
                at = targetRow < 0 ? at : put(matrix, at, targetRow + pair % instance.targets(), 1);
                at = massRow < 0 ? at : put(matrix, at, massRow, 1);
            }
            int column = pairs;
            column = slackColumns(matrix, column, sourceRow, slacks(problem.sourceRule(), instance.sources()));
            slackColumns(matrix, column, targetRow, slacks(problem.targetRule(), instance.targets()));
            matrix.col_idx[columns] = entries;
            return matrix;
        }

        /** For each point what is missing, then for each what is too much; each column has one entry. */
        private int slackColumns(DMatrixSparseCSC matrix, int from, int row, int slacks) {
            for (int k = 0; k < slacks; k++) {
                int at = matrix.nz_length - (columns - from) + k;
                matrix.col_idx[from + k] = at;
                put(matrix, at, row + k % (slacks / 2), k < slacks / 2 ? 1 : -1);
            }
            return from + slacks;
        }

        private static int put(DMatrixSparseCSC matrix, int at, int row, double value) {
            matrix.nz_rows[at] = row;
            matrix.nz_values[at] = value;
            return at + 1;
        }
    }
}
