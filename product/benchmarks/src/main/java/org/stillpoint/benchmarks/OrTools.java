package org.stillpoint.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelBuilderHelper;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import java.time.Duration;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** The linear programming solvers of OR-Tools, given the very program that ours are given. */
final class OrTools {

    static {
        Loader.loadNativeLibraries();
    }

    private final String solver;
    private final String parameters;
    private final double limit;

    private OrTools(String solver, String parameters, double limit) {
        this.solver = solver;
        this.parameters = parameters;
        this.limit = limit;
    }

    /** PDLP on one thread with one relative and absolute tolerance. */
    static OrTools pdlp(double tolerance, double limit) {
        return new OrTools("pdlp", "num_threads: 1 termination_criteria { simple_optimality_criteria { eps_optimal_absolute: "
                + tolerance + " eps_optimal_relative: " + tolerance + " } }", limit);
    }

    /** GLOP, the simplex method, as it comes. */
    static OrTools glop(double limit) {
        return new OrTools("glop", "", limit);
    }

    ModelBuilder model(LinearProgram program) {
        ModelBuilder builder = new ModelBuilder();
        ModelBuilderHelper helper = builder.getHelper();
        helper.setMaximize(program.maximise());
        helper.setObjectiveOffset(program.objectiveConstant());
        for (int row = 0; row < program.rows(); row++) {
            helper.addLinearConstraint();
            helper.setConstraintLowerBound(row, program.rowLower()[row]);
            helper.setConstraintUpperBound(row, program.rowUpper()[row]);
        }
        DMatrixSparseCSC matrix = program.matrix();
        for (int column = 0; column < program.columns(); column++) {
            helper.addVar();
            helper.setVarLowerBound(column, program.columnLower()[column]);
            helper.setVarUpperBound(column, program.columnUpper()[column]);
            helper.setVarObjectiveCoefficient(column, program.objective()[column]);
            for (int k = matrix.col_idx[column]; k < matrix.col_idx[column + 1]; k++) {
                helper.addConstraintTerm(matrix.nz_rows[k], column, matrix.nz_values[k]);
            }
        }
        return builder;
    }

    /** Solves a model; the time is that of the call, the hand-over to native code included. */
    Outcome solve(ModelBuilder model) {
        ModelSolver session = new ModelSolver(solver);
        session.setTimeLimit(Duration.ofMillis((long) (1000 * limit)));
        if (!parameters.isEmpty()) {
            session.setSolverSpecificParameters(parameters);
        }
        long start = System.nanoTime();
        SolveStatus status = session.solve(model);
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Outcome(status.name(), status == SolveStatus.OPTIMAL, seconds,
                session.hasSolution() ? session.getObjectiveValue() : Double.NaN);
    }
}
