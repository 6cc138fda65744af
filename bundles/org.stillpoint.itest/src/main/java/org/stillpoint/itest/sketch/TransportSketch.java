package org.stillpoint.itest.sketch;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/** Entropic transport by Sinkhorn's iteration in the log domain. */
@Component(service = Solver.class)
@Designate(ocd = IterationOptions.class)
@SolverInfo(id = "sketch.sinkhorn", family = "sketch", problem = "transport", title = "Sinkhorn")
public final class TransportSketch implements Solver<TransportSketch.Transport, TransportSketch.Potentials> {

    /** Part of the sketch. */
    public record Transport(double[] source, double[] target, DMatrixRMaj cost, double epsilon) implements Problem {

        @Override
        public String type() {
            return "transport";
        }

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("transport", 1).doubles("source", source).doubles("target", target)
                    .array("cost", new NamedArray(cost.data, cost.numRows, cost.numCols)).number("epsilon", epsilon).build();
        }

        static Transport fromRecord(DataRecord record) {
            int[] shape = record.array("cost").shape();
            return new Transport(record.doubles("source"), record.doubles("target"),
                    new DMatrixRMaj(shape[0], shape[1], true, record.doubles("cost")), record.number("epsilon"));
        }

        double plan(Potentials potentials, int i, int j) {
            return Math.exp((potentials.f[i] + potentials.g[j] - cost.get(i, j)) / epsilon);
        }
    }

    /** Part of the sketch. */
    public record Potentials(double[] f, double[] g) implements Recordable {

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("potentials", 1).doubles("f", f).doubles("g", g).build();
        }
    }

    @Override
    public Solution<Potentials> solve(Transport problem, SolveContext context) {
        IterationOptions options = context.options(IterationOptions.class);
        Potentials potentials = context.start(Potentials.class)
                .orElseGet(() -> new Potentials(new double[problem.source.length], new double[problem.target.length]));
        long iteration = 0;
        double error = rowError(problem, potentials);
        Status status = Status.CONVERGED;
        while (!(error <= options.tolerance())) {
            if (iteration == options.maxIterations()) {
                status = Status.ITERATION_LIMIT;
                break;
            }
            scale(problem, potentials);
            error = rowError(problem, potentials);
            if (!context.proceed(++iteration, error)) {
                status = context.interruption();
                break;
            }
        }
        return Solution.of(status, potentials).residual(error, options.tolerance()).count(Counter.ITERATIONS, iteration)
                .count(Counter.WARM_UP, iteration).build();
    }

    private static void scale(Transport problem, Potentials potentials) {
        for (int i = 0; i < potentials.f.length; i++) {
            double sum = 0;
            for (int j = 0; j < potentials.g.length; j++) {
                sum += problem.plan(potentials, i, j);
            }
            potentials.f[i] += problem.epsilon * Math.log(problem.source[i] / sum);
        }
        for (int j = 0; j < potentials.g.length; j++) {
            double sum = 0;
            for (int i = 0; i < potentials.f.length; i++) {
                sum += problem.plan(potentials, i, j);
            }
            potentials.g[j] += problem.epsilon * Math.log(problem.target[j] / sum);
        }
    }

    private static double rowError(Transport problem, Potentials potentials) {
        double error = 0;
        for (int i = 0; i < potentials.f.length; i++) {
            double sum = 0;
            for (int j = 0; j < potentials.g.length; j++) {
                sum += problem.plan(potentials, i, j);
            }
            error += Math.abs(sum - problem.source[i]);
        }
        return error;
    }

    @Override
    public Transport selfCheck() {
        return new Transport(new double[] {.4, .6}, new double[] {.5, .5}, new DMatrixRMaj(2, 2, true, 0, 1, 1, 0), .5);
    }

    @Override
    public double expectedSeconds(Transport problem) {
        return 1e-8 * problem.source.length * problem.target.length / problem.epsilon;
    }
}
