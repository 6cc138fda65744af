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
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.api.problem.CycleInequalities;

/**
 * Correlation clustering by its relaxation, min s'x over the metrics x with values in [0, 1], which the proximal point method (Rockafellar
 * 1976) solves as projections by {@link MetricProjection},
 *
 * <pre>
 *   x &lt;- projection of x - s / rho,   rho = the largest magnitude of s,
 * </pre>
 *
 * each as exact as a tenth of the step before. The multipliers of a projection, times rho, bound the cost of all clusters from below; the
 * relaxation is solved when its own cost meets that bound. {@link ClusterRounding} makes clusters from it, whose cost is never less.
 */
@Component
@Designate(ocd = ClusteringOptions.class)
@SolverInfo(id = "transport.correlation-clustering", family = "transport", problem = CorrelationClusteringProblem.TYPE,
        title = "Correlation clustering: project and forget, with a bound",
        paper = "Sonthalia and Gilbert: Project and Forget: Solving Large-Scale Metric Constrained Problems, JMLR 23(326), 2022; Ailon, "
                + "Charikar and Newman: Aggregating inconsistent information: ranking and clustering, J. ACM 55, 2008")
public final class CorrelationClusteringSolver implements Solver<CorrelationClusteringProblem, Clustering> {

    private static final double SEEN = 0.1;
    /** How exact a projection is, relative to the last step between projections. */
    private static final double EXACTNESS = 0.1;

    @Override
    public Solution<Clustering> solve(CorrelationClusteringProblem problem, SolveContext context) {
        return new Solve(problem, context).run();
    }

    /** One solve. */
    private static final class Solve {

        private final SolveContext context;
        private final ClusteringOptions options;
        private final int points;
        private final double[] opinions;
        private final double magnitudes;
        private final double step;
        private final MetricProjection projection;
        private final double[] target;
        private final double[] adjusted;
        private double residual = Double.NaN;
        private long round;
        private long projections;

        Solve(CorrelationClusteringProblem problem, SolveContext context) {
            this.context = context;
            options = context.options(ClusteringOptions.class);
            points = problem.points();
            opinions = Arrays.copyOf(problem.opinions().data, points * points);
            double sum = 0;
            double largest = 0;
            for (int i = 0; i < points; i++) {
                for (int j = i + 1; j < points; j++) {
                    sum += Math.abs(opinions[i * points + j]);
                    largest = Math.max(largest, Math.abs(opinions[i * points + j]));
                }
            }
            magnitudes = Math.max(sum, Double.MIN_NORMAL);
            step = largest > 0 ? largest : 1;
            projection = new MetricProjection(points, MetricProjection.inverse(new double[0], points), true);
            target = new double[points * points];
            adjusted = new double[points * points];
        }

        Solution<Clustering> run() {
            double move = 1;
            Status status = null;
            while (status == null) {
                double[] distances = projection.distances();
                double[] before = distances.clone();
                for (int i = 0; i < points; i++) {
                    for (int j = 0; j < points; j++) {
                        target[i * points + j] = i == j ? 0 : distances[i * points + j] - opinions[i * points + j] / step;
                    }
                }
                projection.project(target);
                projections++;
                status = project(EXACTNESS * move);
                move = 0;
                for (int k = 0; k < before.length; k++) {
                    move = Math.max(move, Math.abs(distances[k] - before[k]));
                }
            }
            ClusterRounding rounding = new ClusterRounding(points, opinions, projection.distances(), context.seed());
            for (int attempt = 0; attempt < options.roundings(); attempt++) {
                rounding.attempt();
            }
            Clustering value = new Clustering(rounding.labels(), DMatrixRMaj.wrap(points, points, projection.distances()),
                    projection.inequalities(step));
            return Solution.of(status, value).residual(residual, options.tolerance()).count(Counter.ITERATIONS, round)
                    .count("projections", projections).count("rememberedInequalities", projection.remembered()).build();
        }

        /** Goes on with a projection until it is exact enough, or all is done: then answers the status. */
        private Status project(double exactness) {
            while (true) {
                projection.sweep(options.sweeps());
                if (!projection.search(round, residual, context)) {
                    return context.interruption();
                }
                round++;
                projection.remember(SEEN * options.tolerance());
                residual = Math.max(projection.violation(), gap());
                if (residual <= options.tolerance()) {
                    return Status.CONVERGED;
                }
                if (round == options.maxIterations()) {
                    return Status.ITERATION_LIMIT;
                }
                if (projection.residual() <= Math.max(exactness, SEEN * options.tolerance())) {
                    return null;
                }
            }
        }

        /** The cost of the relaxation less its bound, relative to all magnitudes of opinions. */
        private double gap() {
            System.arraycopy(opinions, 0, adjusted, 0, opinions.length);
            CycleInequalities inequalities = projection.inequalities(step);
            for (int k = 0; k < inequalities.count(); k++) {
                int last = inequalities.starts()[k + 1] - 1;
                int from = inequalities.starts()[k];
                add(inequalities.vertices()[from], inequalities.vertices()[last], inequalities.multipliers()[k]);
                for (int v = from; v < last; v++) {
                    add(inequalities.vertices()[v], inequalities.vertices()[v + 1], -inequalities.multipliers()[k]);
                }
            }
            double gap = 0;
            for (int i = 0; i < points; i++) {
                for (int j = i + 1; j < points; j++) {
                    gap += opinions[i * points + j] * projection.distances()[i * points + j] - Math.min(adjusted[i * points + j], 0);
                }
            }
            return Math.abs(gap) / magnitudes;
        }

        private void add(int i, int j, double multiplier) {
            adjusted[Math.min(i, j) * points + Math.max(i, j)] += multiplier;
        }
    }

    /** A friend of two who do not get along. */
    @Override
    public CorrelationClusteringProblem selfCheck() {
        return new CorrelationClusteringProblem(new DMatrixRMaj(new double[][] {{0, 1, 2}, {1, 0, -1}, {2, -1, 0}}));
    }

    /** Some hundred searches. */
    @Override
    public double expectedSeconds(CorrelationClusteringProblem problem) {
        double points = problem.points();
        return 1e-7 * points * points * points;
    }
}
