package org.stillpoint.transport.internal.barycenter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FreeSupportBarycenter;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.transport.internal.iteration.AdaptiveRelaxation;
import org.stillpoint.transport.internal.iteration.EntropicPair;
import org.stillpoint.transport.internal.iteration.StoppingRule;
import org.stillpoint.transport.internal.kernel.DenseRows;

/**
 * Barycentres whose points move: Sinkhorn's iteration between the points and each measure, and then every point to the weighted mean of the
 * means of where its mass goes,
 *
 * <pre>
 *   x_i = sum over k of w_k n sum over j of P^k_ij y^k_j,
 * </pre>
 *
 * which is the least point of the cost at the plans of the moment, so that the objective falls. The points start near random points of
 * the measures, or where the caller says.
 */
@Component
@Designate(ocd = FreeSupportOptions.class)
@SolverInfo(id = "transport.free-support-barycenter", family = "transport", problem = FreeSupportBarycenterProblem.TYPE,
        title = "Barycentre on free points: plans and means in turn",
        paper = "Cuturi and Doucet: Fast computation of Wasserstein barycenters, 2014, arXiv:1310.4375")
public final class FreeSupportSolver implements Solver<FreeSupportBarycenterProblem, FreeSupportBarycenter> {

    private static final int SWEEPS = 200;
    /** The part of the points' last move to which the marginals are made to fit. */
    private static final double PART = 0.01;
    private static final double FIRST_GOAL = 0.1;
    /** How far points start from points of the measures, relative to the spread: points that are one stay so. */
    private static final double JITTER = 0.1;
    /** What rounding of the exponents can change in marginal errors, relative to the costs over epsilon. */
    private static final double EXPONENT_ROUNDING = 0x1p-48;

    @Override
    public Solution<FreeSupportBarycenter> solve(FreeSupportBarycenterProblem problem, SolveContext context) throws SolverException {
        FreeSupportOptions options = context.options(FreeSupportOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Solve(problem, context, options, team).run();
        }
    }

    /** One solve. */
    private static final class Solve {

        private final FreeSupportBarycenterProblem problem;
        private final SolveContext context;
        private final StoppingRule rule;
        private final int size;
        private final int dimension;
        private final double spread;
        private final double[] points;
        private final double[] means;
        private final List<double[]> costs = new ArrayList<>();
        private final List<EntropicPair> pairs = new ArrayList<>();
        private boolean interrupted;
        private long sweeps;

        Solve(FreeSupportBarycenterProblem problem, SolveContext context, FreeSupportOptions options, ThreadTeam team)
                throws SolverException {
            this.problem = problem;
            this.context = context;
            size = problem.size();
            dimension = problem.dimension();
            spread = spread(problem);
            rule = new StoppingRule(context, options.tolerance(), options.maxIterations(),
                    EXPONENT_ROUNDING * spread * spread / problem.epsilon());
            points = start(problem, context);
            means = new double[points.length];
            double[] even = new double[size];
            Arrays.fill(even, 1.0 / size);
            for (Measure measure : problem.measures()) {
                double[] matrix = new double[Math.multiplyExact(size, measure.size())];
                DenseRows rows = new DenseRows(matrix, size, measure.size(), team, this::goOn);
                DenseRows patient = new DenseRows(matrix, size, measure.size(), team, () -> true);
                costs.add(matrix);
                pairs.add(new EntropicPair(rows, patient, () -> interrupted, even, measure.weights(), Double.POSITIVE_INFINITY));
            }
        }

        private boolean goOn() {
            interrupted = interrupted || !rule.report();
            return !interrupted;
        }

        /** The root of the mean squared distance of the measures' points from their common mean; 1 if all are one point. */
        private static double spread(FreeSupportBarycenterProblem problem) {
            double[] mean = new double[problem.dimension()];
            addMean(problem, mean);
            double square = 0;
            for (int k = 0; k < problem.measures().size(); k++) {
                Measure measure = problem.measures().get(k);
                for (int j = 0; j < measure.size(); j++) {
                    square += problem.weights()[k] * measure.weights()[j]
                            * VectorKernels.squaredDistance(measure.points().data, j * mean.length, mean, 0, mean.length);
                }
            }
            return square > 0 ? Math.sqrt(square) : 1;
        }

        private static void addMean(FreeSupportBarycenterProblem problem, double[] mean) {
            for (int k = 0; k < problem.measures().size(); k++) {
                Measure measure = problem.measures().get(k);
                for (int j = 0; j < measure.size(); j++) {
                    VectorKernels.axpy(problem.weights()[k] * measure.weights()[j], measure.points().data, j * mean.length, mean, 0,
                            mean.length);
                }
            }
        }

        private double[] start(FreeSupportBarycenterProblem problem, SolveContext context) throws SolverException {
            int size = problem.size();
            int dimension = problem.dimension();
            if (context.start(FreeSupportBarycenter.class).isPresent()) {
                DMatrixRMaj given = context.start(FreeSupportBarycenter.class).get().points();
                if (given.numRows != size || given.numCols != dimension) {
                    throw new SolverException("the start has " + given.numRows + " points of " + given.numCols + " coordinates; expected "
                            + size + " of " + dimension);
                }
                return Arrays.copyOf(given.data, size * dimension);
            }
            RandomStream random = new RandomStream(context.seed());
            double[] points = new double[size * dimension];
            for (int i = 0; i < size; i++) {
                Measure measure = problem.measures().get(i % problem.measures().size());
                System.arraycopy(measure.points().data, random.nextInt(measure.size()) * dimension, points, i * dimension, dimension);
            }
            for (int i = 0; i < points.length; i++) {
                points[i] += JITTER * spread * random.nextGaussian();
            }
            return points;
        }

        Solution<FreeSupportBarycenter> run() {
            double residual = Double.NaN;
            double goal = context.start(FreeSupportBarycenter.class).isPresent() ? 0 : FIRST_GOAL;
            long moves = 0;
            Status status = null;
            while (status == null) {
                fillCosts();
                double error = balance(Math.max(goal, rule.goal() / 2));
                double distance = interrupted ? Double.NaN : findMeans();
                residual = interrupted ? residual : Math.max(error, distance);
                status = interrupted ? context.interruption() : rule.check(moves, residual);
                if (status == null) {
                    System.arraycopy(means, 0, points, 0, points.length);
                    goal = PART * distance;
                    moves++;
                }
            }
            List<double[]> f = pairs.stream().map(EntropicPair::f).toList();
            List<double[]> g = pairs.stream().map(EntropicPair::g).toList();
            return Solution.of(status, new FreeSupportBarycenter(DMatrixRMaj.wrap(size, dimension, points), f, g))
                    .residual(residual, rule.tolerance()).count(Counter.ITERATIONS, moves).count("sweeps", sweeps).build();
        }

        private void fillCosts() {
            for (int k = 0; k < costs.size(); k++) {
                Measure measure = problem.measures().get(k);
                double[] matrix = costs.get(k);
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < measure.size(); j++) {
                        matrix[i * measure.size() + j] = VectorKernels.squaredDistance(points, i * dimension, measure.points().data,
                                j * dimension, dimension);
                    }
                }
                pairs.get(k).epsilon(problem.epsilon());
            }
        }

        /** Brings the marginals near to what they have to be; returns their weighted error. */
        private double balance(double goal) {
            double sum = 0;
            for (int k = 0; k < pairs.size(); k++) {
                AdaptiveRelaxation relaxation = new AdaptiveRelaxation();
                double error = Double.POSITIVE_INFINITY;
                for (int sweep = 0; sweep < SWEEPS && error > goal; sweep++) {
                    error = pairs.get(k).sweep(goal, relaxation.omega());
                    if (Double.isFinite(error)) {
                        relaxation.observe(error);
                    }
                    sweeps++;
                }
                sum += problem.weights()[k] * (interrupted ? Double.NaN : pairs.get(k).measure().error());
            }
            return sum;
        }

        /** Sets the means of where the mass of each point goes; returns how far the points are from them. */
        private double findMeans() {
            Arrays.fill(means, 0);
            for (int k = 0; k < pairs.size(); k++) {
                Measure measure = problem.measures().get(k);
                double[] f = pairs.get(k).f();
                double[] g = pairs.get(k).g();
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < measure.size(); j++) {
                        double part = measure.weights()[j]
                                * Math.exp((f[i] + g[j] - costs.get(k)[i * measure.size() + j]) / problem.epsilon());
                        if (part > 0) {
                            VectorKernels.axpy(problem.weights()[k] * part, measure.points().data, j * dimension, means, i * dimension,
                                    dimension);
                        }
                    }
                }
            }
            return Math.sqrt(VectorKernels.squaredDistance(means, 0, points, 0, points.length) / size) / spread;
        }
    }

    /** Two pairs of points on parallel lines. */
    @Override
    public FreeSupportBarycenterProblem selfCheck() {
        return new FreeSupportBarycenterProblem(List.of(Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {0, 4}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{2, 1}, {2, 5}}))), 2, 0.5);
    }

    /** Some hundred moves with some sweeps each. */
    @Override
    public double expectedSeconds(FreeSupportBarycenterProblem problem) {
        double entries = 0;
        for (Measure measure : problem.measures()) {
            entries += (double) problem.size() * measure.size();
        }
        return 1e-5 + 1e-5 * entries;
    }
}
