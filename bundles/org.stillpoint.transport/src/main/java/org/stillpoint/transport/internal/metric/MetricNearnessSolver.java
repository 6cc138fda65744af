package org.stillpoint.transport.internal.metric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.MetricNearnessProblem;
import org.stillpoint.api.problem.NearestMetric;
import org.stillpoint.numerics.VectorKernels;

/**
 * Finds the nearest metric by project and forget; see {@link MetricProjection} for the iteration. Of the n (n - 1) (n - 2) / 2 triangle
 * inequalities only those that hold the answer are kept.
 */
@Component
@Designate(ocd = MetricOptions.class)
@SolverInfo(id = "transport.metric-nearness", family = "transport", problem = MetricNearnessProblem.TYPE,
        title = "Nearest metric: project and forget",
        paper = "Sonthalia and Gilbert: Project and Forget: Solving Large-Scale Metric Constrained Problems, JMLR 23(326), 2022")
public final class MetricNearnessSolver implements Solver<MetricNearnessProblem, NearestMetric> {

    /** Inequalities violated by less than this part of the tolerance are not new ones. */
    private static final double SEEN = 0.1;

    @Override
    public Solution<NearestMetric> solve(MetricNearnessProblem problem, SolveContext context) {
        MetricOptions options = context.options(MetricOptions.class);
        int points = problem.points();
        double[] target = Arrays.copyOf(problem.dissimilarities().data, points * points);
        MetricProjection projection = new MetricProjection(points,
                MetricProjection.inverse(Arrays.copyOf(problem.weights().data, problem.weights().getNumElements()), points), false);
        projection.project(target);
        double scale = Math.max(VectorKernels.maxAbs(target, 0, target.length), Double.MIN_NORMAL);
        double residual = Double.NaN;
        Status status = null;
        long round = 0;
        while (status == null) {
            if (!projection.search(round, residual, context)) {
                status = context.interruption();
            } else {
                projection.remember(SEEN * options.tolerance() * scale);
                residual = projection.residual() / scale;
                if (residual <= options.tolerance()) {
                    status = Status.CONVERGED;
                } else if (round == options.maxIterations()) {
                    status = Status.ITERATION_LIMIT;
                } else {
                    projection.sweep(options.sweeps());
                    round++;
                }
            }
        }
        NearestMetric value = new NearestMetric(DMatrixRMaj.wrap(points, points, projection.distances()), projection.inequalities(1));
        return Solution.of(status, value).residual(residual, options.tolerance()).count(Counter.ITERATIONS, round)
                .count("rememberedInequalities", projection.remembered()).build();
    }

    /** Three points, two of them five apart although both are one from the third. */
    @Override
    public MetricNearnessProblem selfCheck() {
        return new MetricNearnessProblem(new DMatrixRMaj(new double[][] {{0, 1, 5}, {1, 0, 1}, {5, 1, 0}}));
    }

    /** Some hundred searches. */
    @Override
    public double expectedSeconds(MetricNearnessProblem problem) {
        double points = problem.points();
        return 1e-7 * points * points * points;
    }
}
